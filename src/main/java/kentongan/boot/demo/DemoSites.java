package kentongan.boot.demo;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The five sites of the demonstration, each on its own port of 127.0.0.1.
final class DemoSites implements AutoCloseable {
  private final Map<DemoPlace, DemoSite> sites = new EnumMap<>(DemoPlace.class);

  private DemoSites() {}

  static DemoSites start() {
    var started = new DemoSites();
    for (var place : DemoPlace.values()) {
      started.sites.put(place, DemoSite.start(place));
    }
    return started;
  }

  DemoSite at(DemoPlace place) {
    var site = sites.get(place);
    if (site == null) {
      throw new IllegalStateException("no site for " + place);
    }
    return site;
  }

  List<DemoSite> all() {
    return List.copyOf(sites.values());
  }

  @Override
  public void close() {
    sites.values().forEach(DemoSite::close);
  }
}
