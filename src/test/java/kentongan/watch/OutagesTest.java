package kentongan.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kentongan.asset.Asset;
import kentongan.asset.AssetId;
import kentongan.event.AgentId;
import kentongan.office.OfficeId;
import kentongan.office.Offices;
import org.junit.jupiter.api.Test;

class OutagesTest {
  private static final OfficeId BALI = new OfficeId("51");
  private static final Judgement DOWN = new Judgement(Fault.SITE_DOWN, List.of(), List.of());
  private static final Judgement CUT = new Judgement(Fault.OFFICE_LINE_DOWN, List.of(), List.of());

  @Test
  void a_province_that_is_cut_off_is_one_trouble_with_its_offices_listed() {
    var said = Outages.of(seen(List.of(), cut("51.03", "51.04", "51.71"), 6, Set.of()));

    assertThat(said).hasSize(1);
    assertThat(said.getFirst().subject()).isEqualTo("province:51");
    assertThat(said.getFirst().behind()).containsExactly("51.03", "51.04", "51.71");
  }

  @Test
  void two_offices_or_three_of_many_are_troubles_of_their_own() {
    assertThat(Outages.of(seen(List.of(), cut("51.03", "51.04"), 3, Set.of())))
        .extracting(Outages.Statement::subject)
        .containsExactly("office:51.03", "office:51.04");
    assertThat(Outages.of(seen(List.of(), cut("51.03", "51.04", "51.71"), 7, Set.of()))).hasSize(3);
  }

  @Test
  void sites_at_one_dead_address_are_one_trouble() {
    var sites = List.of(site("a", "192.0.2.9"), site("b", "192.0.2.9"), site("c", "192.0.2.9"));

    assertThat(Outages.of(seen(sites, List.of(), 0, Set.of())))
        .singleElement()
        .satisfies(one -> {
          assertThat(one.subject()).isEqualTo("hosting:192.0.2.9");
          assertThat(one.behind()).containsExactly("a", "b", "c");
        });
    assertThat(Outages.of(seen(sites, List.of(), 0, Set.of("192.0.2.9"))))
        .as("another site lives at that address")
        .hasSize(3);
  }

  @Test
  void names_that_vanish_together_are_one_trouble() {
    var sites = new ArrayList<Outages.DownSite>();
    for (var name : List.of("a", "b", "c")) {
      sites.add(
          new Outages.DownSite(
              new AssetId(name), BALI, Optional.empty(), Optional.of("bawaslu.example"), DOWN));
    }

    assertThat(Outages.of(seen(sites, List.of(), 0, Set.of())))
        .singleElement()
        .satisfies(one -> assertThat(one.subject()).isEqualTo("dns:bawaslu.example"));
  }

  @Test
  void while_headquarters_is_blind_nothing_is_said_of_offices() {
    var seen = new Outages.Seen(List.of(), cut("51.03", "51.04"), true, Map.of(), Set.of());

    assertThat(Outages.of(seen))
        .singleElement()
        .satisfies(one -> assertThat(one.judgement().fault()).isEqualTo(Fault.BLIND));
  }

  @Test
  void an_asset_is_watched_by_its_office_two_neighbours_and_headquarters_and_evenly() {
    var offices = Offices.shipped();
    var agents = new ArrayList<Watchers.Candidate>();
    var assets = new ArrayList<Asset>();
    for (var office : offices.subtree(BALI)) {
      agents.add(new Watchers.Candidate(new AgentId(office + "-a00001"), office, Optional.empty()));
      assets.add(asset(office));
    }
    agents.add(
        new Watchers.Candidate(
            new AgentId("35.10-a00001"), new OfficeId("35.10"), Optional.empty()));

    var chosen = Watchers.choose(assets, agents, offices, true);
    var load = new HashMap<AgentId, Integer>();
    chosen.forEach((asset, watchers) -> {
      assertThat(watchers.own()).hasSize(1);
      assertThat(watchers.neighbours()).hasSize(2).doesNotContainAnyElementsOf(watchers.own());
      assertThat(watchers.neighbours()).allMatch(agent -> agent.value().startsWith("51"));
      assertThat(watchers.witnesses()).isEqualTo(4);
      watchers.neighbours().forEach(agent -> load.merge(agent, 1, Integer::sum));
    });

    assertThat(load.values()).allMatch(count -> count <= 4);
    assertThat(Watchers.choose(assets.reversed(), agents.reversed(), offices, true))
        .isEqualTo(chosen);
  }

  @Test
  void neighbours_in_other_networks_are_chosen_when_networks_are_known() {
    var offices = Offices.shipped();
    var agents = new ArrayList<Watchers.Candidate>();
    agents.add(candidate("51.03", "AS1"));
    agents.add(candidate("51.01", "AS1"));
    agents.add(candidate("51.02", "AS2"));
    agents.add(candidate("51.04", "AS3"));

    var chosen = Watchers.choose(List.of(asset(new OfficeId("51.03"))), agents, offices, false);

    assertThat(chosen.values().iterator().next().neighbours())
        .containsExactlyInAnyOrder(new AgentId("51.02-x"), new AgentId("51.04-x"));
  }

  private static Watchers.Candidate candidate(String office, String network) {
    return new Watchers.Candidate(
        new AgentId(office + "-x"), new OfficeId(office), Optional.of(network));
  }

  private static Asset asset(OfficeId office) {
    return new Asset(
        new AssetId("situs-" + office),
        "Situs",
        office,
        Asset.Kind.WEBSITE,
        Optional.of(URI.create("https://k" + office.code().replace(".", "") + ".example/")),
        Asset.Criticality.MEDIUM,
        Asset.Hosting.VENDOR);
  }

  private static Outages.Seen seen(
      List<Outages.DownSite> sites,
      List<Outages.SilentOffice> offices,
      int watched,
      Set<String> living) {
    return new Outages.Seen(sites, offices, false, Map.of(BALI, watched), living);
  }

  private static List<Outages.SilentOffice> cut(String... codes) {
    return List.of(codes).stream()
        .map(code -> new Outages.SilentOffice(new OfficeId(code), Optional.of(BALI), CUT))
        .toList();
  }

  private static Outages.DownSite site(String name, String address) {
    return new Outages.DownSite(
        new AssetId(name), BALI, Optional.of(address), Optional.empty(), DOWN);
  }
}
