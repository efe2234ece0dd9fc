package kentongan.boot.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import kentongan.office.Offices;
import kentongan.oncall.Duty;
import kentongan.oncall.OnDuty;
import kentongan.store.sqlite.SqliteAssets;
import kentongan.store.sqlite.SqliteDesk;
import kentongan.store.sqlite.SqlitePeople;
import kentongan.store.sqlite.SqliteRosters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoOrganisationTest {
  private static final Instant NOW = Instant.parse("2026-11-21T02:14:07.120Z");

  @TempDir private Path folder;

  @Test
  void somebody_is_on_duty_at_each_of_the_five_offices_and_above() {
    try (var desk = SqliteDesk.open(folder);
        var sites = DemoSites.start()) {
      var people = new SqlitePeople(desk.jdbc());
      var rosters = new SqliteRosters(desk.jdbc());
      var assets = new SqliteAssets(desk);

      DemoOrganisation.seed(people, rosters, assets, sites);

      var duty = new Duty(Offices.shipped(), people, rosters);
      for (var place : DemoPlace.values()) {
        assertThat(duty.onDuty(place.id(), NOW)).isInstanceOf(OnDuty.Somebody.class);
        assertThat(duty.ladder(place.id(), NOW).rungs()).hasSizeGreaterThanOrEqualTo(5);
        assertThat(assets.find(place.site()).orElseThrow().office()).isEqualTo(place.id());
      }
      assertThat(people.find(DemoOrganisation.ADMINISTRATOR)).isPresent();
      assertThat(people.all()).allMatch(p -> p.email().endsWith(".bawaslu.example"));
    }
  }
}
