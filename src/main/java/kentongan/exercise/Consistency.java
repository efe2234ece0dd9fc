package kentongan.exercise;

import java.util.HashSet;
import java.util.List;
import kentongan.asset.Asset;
import kentongan.asset.AssetId;
import kentongan.event.AgentId;
import kentongan.exercise.Expectation.After;

/// Whether the parts of a scenario fit each other: what one names, another is.
final class Consistency {
  private final Scenario scenario;
  private final Sheet sheet;
  private final List<AssetId> assets;
  private final List<AgentId> stations;
  private final List<String> players;
  private final List<String> injects;

  Consistency(Scenario scenario, Sheet sheet) {
    this.scenario = scenario;
    this.sheet = sheet;
    this.assets = scenario.assets().stream().map(Asset::id).toList();
    this.stations = scenario.stations().stream().map(Station::id).toList();
    this.players = scenario.players().stream().map(Player::id).toList();
    this.injects = scenario.injects().stream().map(Inject::id).toList();
  }

  void check() {
    onceEach("asset", assets);
    onceEach("station", stations);
    onceEach("player", players);
    onceEach("inject", injects);
    onceEach("expectation", scenario.expectations().stream().map(Expectation::id).toList());
    for (var station : scenario.stations()) {
      for (var asset : station.watches()) {
        known("station " + station.id(), "watches", asset, assets);
      }
    }
    scenario.injects().forEach(this::check);
    if (scenario.expectations().isEmpty()) {
      sheet.fault(0, "expectations: none (expected: at least one)");
    }
    var before = new HashSet<String>();
    for (var expected : scenario.expectations()) {
      check(expected, List.copyOf(before));
      before.add(expected.id());
    }
  }

  private void check(Inject inject) {
    var where = "inject " + inject.id();
    switch (inject.kind()) {
      case Inject.Kind.ChecksFail fail -> known(where, "asset", fail.asset(), assets);
      case Inject.Kind.Silence cut -> known(where, "station", cut.station(), stations);
      case Inject.Kind.PageChanges page -> known(where, "asset", page.asset(), assets);
      case Inject.Kind.LogLines log -> known(where, "station", log.station(), stations);
      case Inject.Kind.Tell tell -> tell.to().forEach(to -> known(where, "to", to, players));
    }
    if (inject.at().compareTo(scenario.lasts()) > 0) {
      sheet.faultOf(where, "at %s (expected: within %s)".formatted(inject.at(), scenario.lasts()));
    }
  }

  private void check(Expectation expected, List<String> before) {
    var where = "expectation " + expected.id();
    expected.by().ifPresent(by -> known(where, "by", by, players));
    switch (expected.after()) {
      case After.Injected(var inject) -> known(where, "after inject", inject, injects);
      case After.Met(var other) -> known(where, "after expectation", other, before);
      case After.Start _, After.Opened _ -> {
        // These are always there.
      }
    }
  }

  private <T> void known(String where, String key, T given, List<T> known) {
    if (!known.contains(given)) {
      sheet.faultOf(where, "%s: '%s' (expected: one of %s)".formatted(key, given, known));
    }
  }

  private <T> void onceEach(String what, List<T> names) {
    var seen = new HashSet<T>();
    for (var name : names) {
      if (!seen.add(name)) {
        sheet.faultOf(what + " " + name, "given twice");
      }
    }
  }
}
