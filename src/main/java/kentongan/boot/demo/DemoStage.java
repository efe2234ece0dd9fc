package kentongan.boot.demo;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Everything that the demonstration sets up around a collector: sites, logs, the line that will be
/// cut, the agents.
final class DemoStage implements AutoCloseable {
  private final DemoSites sites;
  private final Traffic traffic;
  private final CuttableLine line;
  private final DemoAgents agents;

  private DemoStage(DemoSites sites, Traffic traffic, CuttableLine line, DemoAgents agents) {
    this.sites = sites;
    this.traffic = traffic;
    this.line = line;
    this.agents = agents;
  }

  /// Starts all of it.
  ///
  /// @param data where agents and logs keep their files
  static DemoStage open(Path data, Headquarters headquarters, InstantSource clock) {
    var sites = DemoSites.start();
    headquarters.seed(sites);
    var traffic = Traffic.start(data.resolve("log"), recordedSshdLog(), clock);
    var line = CuttableLine.to(headquarters.agentsUrl());
    var agents = new DemoAgents(data);
    for (var office : offices(sites, traffic)) {
      var way = office.place() == DemoPlace.JAYAPURA ? line.url() : headquarters.agentsUrl();
      agents.start(office, way, headquarters.token(office.place().id()));
    }
    return new DemoStage(sites, traffic, line, agents);
  }

  DemoSites sites() {
    return sites;
  }

  Traffic traffic() {
    return traffic;
  }

  /// Jayapura's way to headquarters.
  CuttableLine line() {
    return line;
  }

  DemoAgents agents() {
    return agents;
  }

  @Override
  public void close() {
    agents.close();
    traffic.close();
    line.close();
    sites.close();
  }

  /// Who watches what: Badung also watches its neighbour Denpasar, Makassar also Banyuwangi.
  private static List<DemoAgents.Duties> offices(DemoSites sites, Traffic traffic) {
    return List.of(
        new DemoAgents.Duties(
            DemoPlace.BADUNG,
            List.of(sites.at(DemoPlace.BADUNG), sites.at(DemoPlace.DENPASAR)),
            Optional.empty(),
            Optional.empty()),
        new DemoAgents.Duties(
            DemoPlace.MAKASSAR,
            List.of(sites.at(DemoPlace.MAKASSAR), sites.at(DemoPlace.BANYUWANGI)),
            Optional.of(traffic.authLog()),
            Optional.empty()),
        new DemoAgents.Duties(
            DemoPlace.JAYAPURA,
            List.of(sites.at(DemoPlace.JAYAPURA)),
            Optional.empty(),
            Optional.of(traffic.accessLog())));
  }

  private static Optional<Path> recordedSshdLog() {
    return Java.home()
        .map(home -> home.resolve("../shared/data/sigma/correlation/ssh-events.ndjson.gz"));
  }
}
