package kentongan.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import kentongan.office.OfficeId;
import kentongan.office.PersonId;
import kentongan.oncall.Post;
import kentongan.oncall.Roster;
import kentongan.oncall.Rosters;
import kentongan.oncall.RostersContract;
import kentongan.oncall.Shift;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteRostersTest implements RostersContract {
  @TempDir Path directory;
  private SqliteDesk desk;
  private SqliteRosters rosters;

  @BeforeEach
  void open() {
    desk = SqliteDesk.open(directory);
    rosters = new SqliteRosters(desk.jdbc());
  }

  @AfterEach
  void close() {
    desk.close();
  }

  @Override
  public Rosters rosters() {
    return rosters;
  }

  @Test
  void it_survives_a_restart() {
    var badung = new OfficeId("51.03");
    var from = Instant.parse("2026-11-21T00:00:00Z");
    var roster =
        Roster.empty(badung)
            .with(Post.DEPUTY, new PersonId("budi"))
            .with(new Shift(Post.ON_DUTY, new PersonId("ayu"), from, from.plusSeconds(60)));
    desk.write(() -> rosters.save(roster));
    desk.close();

    open();

    assertThat(rosters.of(badung)).isEqualTo(roster);
  }
}
