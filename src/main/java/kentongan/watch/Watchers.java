package kentongan.watch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32;
import kentongan.asset.Asset;
import kentongan.asset.AssetId;
import kentongan.event.AgentId;
import kentongan.office.OfficeId;
import kentongan.office.Offices;

/// Who watches one asset: its own office, two neighbours, headquarters.
///
/// @param own the agents of its own office
/// @param neighbours one agent each of up to two other offices of the province
/// @param headquarters whether headquarters looks too
public record Watchers(List<AgentId> own, List<AgentId> neighbours, boolean headquarters) {
  /// How many neighbours watch an asset.
  public static final int NEIGHBOURS = 2;

  public Watchers {
    own = List.copyOf(own);
    neighbours = List.copyOf(neighbours);
  }

  /// Of how many sides it is watched; with one alone there is nothing to compare.
  public int witnesses() {
    return (own.isEmpty() ? 0 : 1) + neighbours.size() + (headquarters ? 1 : 0);
  }

  /// An agent that can watch.
  ///
  /// @param network the network its office is in, when known, as in a provider's number
  public record Candidate(AgentId agent, OfficeId office, Optional<String> network) {
    public Candidate {
      Objects.requireNonNull(agent);
      Objects.requireNonNull(office);
      Objects.requireNonNull(network);
    }
  }

  /// Chooses for every asset that has an address. The same inventory gives the same choice, no
  /// office watches many more strangers than another, and one asset more changes little.
  ///
  /// @param headquarters whether headquarters looks at all
  public static Map<AssetId, Watchers> choose(
      List<Asset> assets, List<Candidate> agents, Offices offices, boolean headquarters) {
    var choice = new Choice(agents, offices);
    var chosen = new LinkedHashMap<AssetId, Watchers>();
    assets.stream()
        .filter(asset -> asset.url().isPresent())
        .sorted(Comparator.comparing(Asset::id))
        .forEach(asset ->
            chosen.put(
                asset.id(),
                new Watchers(choice.own(asset.office()), choice.neighbours(asset), headquarters)));
    return chosen;
  }

  /// A choice under way.
  private static final class Choice {
    private final Offices offices;
    private final Map<OfficeId, List<Candidate>> byOffice = new TreeMap<>();
    private final Map<OfficeId, Integer> load = new HashMap<>();

    Choice(List<Candidate> agents, Offices offices) {
      this.offices = offices;
      agents.stream()
          .sorted(Comparator.comparing(Candidate::agent))
          .forEach(
              agent -> byOffice.computeIfAbsent(agent.office(), _ -> new ArrayList<>()).add(agent));
    }

    List<AgentId> own(OfficeId office) {
      return byOffice.getOrDefault(office, List.of()).stream().map(Candidate::agent).toList();
    }

    List<AgentId> neighbours(Asset asset) {
      var home = region(asset.office());
      var left = new ArrayList<Candidate>();
      byOffice.forEach((office, agents) -> {
        if (!office.equals(asset.office()) && (home.isEmpty() || region(office).equals(home))) {
          left.add(agents.getFirst());
        }
      });
      var taken = new ArrayList<Candidate>();
      while (taken.size() < NEIGHBOURS && !left.isEmpty()) {
        var next = left.stream().min(order(asset, taken)).orElseThrow();
        left.remove(next);
        taken.add(next);
        load.merge(next.office(), 1, Integer::sum);
      }
      return taken.stream().map(Candidate::agent).toList();
    }

    /// Another network first, then who has least to do in steps of four, then by lot.
    private Comparator<Candidate> order(Asset asset, List<Candidate> taken) {
      var networks = new ArrayList<String>();
      byOffice.getOrDefault(asset.office(), List.of()).stream()
          .findFirst()
          .flatMap(Candidate::network)
          .ifPresent(networks::add);
      taken.forEach(one -> one.network().ifPresent(networks::add));
      return Comparator.<Candidate>comparingInt(
              one -> one.network().filter(networks::contains).isPresent() ? 1 : 0)
          .thenComparingInt(one -> load.getOrDefault(one.office(), 0) / 4)
          .thenComparingLong(one -> lot(asset.id(), one.office()))
          .thenComparing(Candidate::agent);
    }

    /// The province; headquarters has none, and anybody is its neighbour.
    private Optional<OfficeId> region(OfficeId office) {
      return offices.provinceOf(office).map(province -> province.id());
    }

    private static long lot(AssetId asset, OfficeId office) {
      var crc = new CRC32();
      crc.update((asset + " " + office).getBytes(StandardCharsets.UTF_8));
      return crc.getValue();
    }
  }
}
