package kentongan.watch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import kentongan.asset.AssetId;
import kentongan.office.OfficeId;

/// What is wrong just now, once for each trouble: what lies above hides what lies below it. A
/// province's dead line is one statement with the offices behind it, not forty.
public final class Outages {
  /// So many, and at least half of those that could be, are one trouble above them.
  public static final int TOGETHER = 3;

  private Outages() {}

  /// A site that nobody reaches.
  ///
  /// @param address where it was last served from, when known
  /// @param zone the domain above its name, when its name could not be found
  public record DownSite(
      AssetId asset,
      OfficeId office,
      Optional<String> address,
      Optional<String> zone,
      Judgement judgement) {
    public DownSite {
      Objects.requireNonNull(judgement);
    }
  }

  /// An office whose agents are silent.
  ///
  /// @param province the province it lies in
  public record SilentOffice(OfficeId office, Optional<OfficeId> province, Judgement judgement) {
    public SilentOffice {
      Objects.requireNonNull(judgement);
    }
  }

  /// All that is wrong, and what there is to compare with.
  ///
  /// @param watchedOffices how many offices with an agent each province has
  /// @param livingAddresses addresses that some site was reached at just now
  public record Seen(
      List<DownSite> sites,
      List<SilentOffice> offices,
      boolean isBlind,
      Map<OfficeId, Integer> watchedOffices,
      Set<String> livingAddresses) {
    public Seen {
      sites = List.copyOf(sites);
      offices = List.copyOf(offices);
      watchedOffices = Map.copyOf(watchedOffices);
      livingAddresses = Set.copyOf(livingAddresses);
    }
  }

  /// One trouble.
  ///
  /// @param subject what it is about, the same while it lasts, as in `province:51`
  /// @param scope `asset`, `office`, `province`, `hosting`, `dns` or `headquarters`
  /// @param behind what it hides, sorted; empty when it is alone
  public record Statement(
      String subject,
      String scope,
      Judgement judgement,
      OfficeId office,
      Optional<AssetId> asset,
      List<String> behind) {
    public Statement {
      behind = List.copyOf(behind);
    }
  }

  /// Says each trouble once.
  public static List<Statement> of(Seen seen) {
    var said = new ArrayList<Statement>();
    if (seen.isBlind()) {
      said.add(blind(seen));
    } else {
      said.addAll(offices(seen));
    }
    said.addAll(sites(seen));
    return said;
  }

  private static Statement blind(Seen seen) {
    var silent = seen.offices().stream().map(one -> one.office().code()).sorted().toList();
    return new Statement(
        "headquarters",
        "headquarters",
        new Judgement(
            Fault.BLIND,
            List.of(
                "Pusat tidak dapat mencapai satu pun sasaran yang tidak saling berkaitan",
                "Periksa internet dan DNS pusat lebih dahulu; jangan simpulkan apa pun tentang"
                    + " kantor"),
            List.of(
                "Headquarters reaches none of several unrelated targets",
                "Look at headquarters' own line and DNS first; conclude nothing about offices")),
        OfficeId.HEADQUARTERS,
        Optional.empty(),
        silent);
  }

  private static List<Statement> offices(Seen seen) {
    var said = new ArrayList<Statement>();
    var cut = new TreeMap<OfficeId, List<SilentOffice>>();
    for (var one : seen.offices()) {
      if (one.judgement().fault() == Fault.OFFICE_LINE_DOWN) {
        one.province().ifPresent(p -> cut.computeIfAbsent(p, _ -> new ArrayList<>()).add(one));
      }
    }
    cut.values().removeIf(list -> list.size() < TOGETHER);
    cut.entrySet()
        .removeIf(e -> e.getValue().size() * 2 < seen.watchedOffices().getOrDefault(e.getKey(), 0));
    cut.forEach((province, list) -> said.add(province(province, list)));
    for (var one : seen.offices()) {
      var isHidden =
          one.judgement().fault() == Fault.OFFICE_LINE_DOWN
              && one.province().filter(cut::containsKey).isPresent();
      if (!isHidden) {
        said.add(
            new Statement(
                "office:" + one.office(),
                "office",
                one.judgement(),
                one.office(),
                Optional.empty(),
                List.of()));
      }
    }
    return said;
  }

  private static Statement province(OfficeId province, List<SilentOffice> cut) {
    var behind = cut.stream().map(one -> one.office().code()).sorted().toList();
    var count = behind.size();
    return new Statement(
        "province:" + province,
        "province",
        new Judgement(
            Fault.OFFICE_LINE_DOWN,
            List.of("%d kantor di provinsi ini terputus bersamaan".formatted(count)),
            List.of("%d offices of this province were cut off together".formatted(count))),
        province,
        Optional.empty(),
        behind);
  }

  private static List<Statement> sites(Seen seen) {
    var said = new ArrayList<Statement>();
    var hidden = new HashSet<AssetId>();
    said.addAll(
        together(
            seen.sites(),
            hidden,
            "hosting",
            site -> site.address().filter(address -> !seen.livingAddresses().contains(address))));
    said.addAll(together(seen.sites(), hidden, "dns", DownSite::zone));
    for (var site : seen.sites()) {
      if (!hidden.contains(site.asset())) {
        said.add(
            new Statement(
                "asset:" + site.asset(),
                "asset",
                site.judgement(),
                site.office(),
                Optional.of(site.asset()),
                List.of()));
      }
    }
    return said;
  }

  private static List<Statement> together(
      List<DownSite> sites,
      Set<AssetId> hidden,
      String scope,
      Function<DownSite, Optional<String>> shared) {
    var groups = new TreeMap<String, List<DownSite>>();
    for (var site : sites) {
      if (!hidden.contains(site.asset())) {
        shared
            .apply(site)
            .ifPresent(key -> groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(site));
      }
    }
    var said = new ArrayList<Statement>();
    groups.forEach((key, group) -> {
      if (group.size() >= TOGETHER) {
        group.forEach(site -> hidden.add(site.asset()));
        said.add(shared(scope, key, group));
      }
    });
    return said;
  }

  private static Statement shared(String scope, String key, List<DownSite> group) {
    var offices = new TreeSet<OfficeId>();
    group.forEach(site -> offices.add(site.office()));
    var isDns = scope.equals("dns");
    var count = group.size();
    return new Statement(
        scope + ":" + key,
        scope,
        new Judgement(
            Fault.SITE_DOWN,
            List.of(
                (isDns
                        ? "%d situs di bawah domain %s tidak ditemukan namanya bersamaan"
                        : "%d situs pada alamat hosting %s mati bersamaan")
                    .formatted(count, key)),
            List.of(
                (isDns
                        ? "The names of %d sites under %s cannot be found, all at once"
                        : "%d sites at hosting address %s went down together")
                    .formatted(count, key))),
        offices.size() == 1 ? offices.first() : OfficeId.HEADQUARTERS,
        Optional.empty(),
        group.stream().map(site -> site.asset().name()).sorted().toList());
  }
}
