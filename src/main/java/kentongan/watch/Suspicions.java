package kentongan.watch;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import kentongan.watch.Wording.Found;

/// Looks for what attackers leave in words and links, and weighs it by where it stands and whether
/// it was there before.
final class Suspicions {
  private static final int STRONG = 8;

  private final PageContent now;
  private final Optional<PageContent> before;
  private final Hosts own;
  private final Evidence evidence;

  Suspicions(PageContent now, Optional<PageContent> before, Hosts own, Evidence evidence) {
    this.now = now;
    this.before = before;
    this.own = own;
    this.evidence = evidence;
  }

  /// Everything by itself and against what was there before.
  ///
  /// @param isPlanned a change was announced: then text and structure say nothing
  static void gather(
      PageContent now,
      Optional<PageContent> before,
      Hosts own,
      boolean isPlanned,
      Evidence evidence) {
    var words = new Suspicions(now, before, own, evidence);
    words.titles();
    words.addresses();
    words.hiddenLinks();
    words.hiddenText();
    words.visibleLinks();
    words.visibleText();
    words.language();
    new Parts(now, before, own, evidence).gather();
    new Replacement(now, before, own, isPlanned, evidence).gather();
  }

  private Found added(Function<PageContent, Wording> where) {
    return worst(where.apply(now), before.map(where));
  }

  /// Gambling, or the other spam when there is more of it.
  private static Found worst(Wording now, Optional<Wording> before) {
    var gambling = now.gambling().without(before.map(Wording::gambling).orElse(Found.NOTHING));
    var spam = now.spam().without(before.map(Wording::spam).orElse(Found.NOTHING));
    return spam.weight() > gambling.weight() ? spam : gambling;
  }

  private void titles() {
    var title = added(c -> c.titleSays);
    var isWarning =
        now.titleSays.isGuidance() || (now.headingSays.isGuidance() && title.weight() < 20);
    if (title.weight() >= STRONG && !isWarning) {
      evidence.add(
          "title",
          Verdict.INJECTED,
          4 + title.weight(),
          "Judul halaman memuat kata judi atau spam: " + title.shown(),
          "The page's title has words of gambling or spam: " + title.shown());
    }
    var described = added(c -> c.descriptionSays);
    if (described.weight() >= STRONG && !now.descriptionSays.isGuidance()) {
      evidence.add(
          "meta",
          Verdict.INJECTED,
          2 + described.weight(),
          "Keterangan halaman untuk mesin pencari memuat kata judi atau spam: " + described.shown(),
          "The description for search engines has words of gambling or spam: " + described.shown());
    }
    var heading = added(c -> c.headingSays);
    if (heading.weight() >= STRONG && !now.headingSays.isGuidance()) {
      evidence.add(
          "heading",
          Verdict.INJECTED,
          heading.weight(),
          "Kepala tulisan memuat kata judi atau spam: " + heading.shown(),
          "The first heading has words of gambling or spam: " + heading.shown());
    }
  }

  private void addresses() {
    var weight = before.isPresent() ? 10 : 7;
    outside(now.canonical, b -> b.canonical)
        .ifPresent(host ->
            evidence.add(
                "canonical",
                Verdict.INJECTED,
                weight,
                "Alamat resmi (canonical) menunjuk ke situs lain: " + host,
                "The canonical address points to another site: " + host));
    outside(now.amp, b -> b.amp)
        .filter(host -> !Hosts.isOrdinary(host) && !host.endsWith("ampproject.org"))
        .ifPresent(host ->
            evidence.add(
                "amp",
                Verdict.INJECTED,
                weight,
                "Alamat versi ponsel (AMP) menunjuk ke situs lain: " + host,
                "The AMP address points to another site: " + host));
    var strange = new LinkedHashSet<String>();
    var known = before.map(b -> b.languageHosts).orElse(Set.of());
    now.languageHosts.stream()
        .filter(h -> own.isKnown() && isOutside(h) && !known.contains(h))
        .forEach(strange::add);
    if (!strange.isEmpty()) {
      evidence.add(
          "hreflang",
          Verdict.SUSPICIOUS,
          6,
          "Versi bahasa lain (hreflang) menunjuk ke situs lain: " + some(strange),
          "Other language versions (hreflang) point to another site: " + some(strange));
    }
  }

  private Optional<String> outside(String address, Function<PageContent, String> then) {
    var was = before.map(then).flatMap(Hosts::of);
    return Hosts.of(address)
        .filter(host -> own.isKnown() && !own.isOwn(host) && !was.equals(Optional.of(host)));
  }

  private void hiddenLinks() {
    var known = hiddenHosts();
    var promoting = 0;
    var within = 0;
    var buried = new LinkedHashSet<String>();
    var folded = new LinkedHashSet<String>();
    for (var link : now.links) {
      if (!link.isHidden() || known.contains(link.host())) {
        continue;
      }
      var isOutside = isOutside(link.host());
      if (isPromoting(link)) {
        promoting += isOutside ? 1 : 0;
        within += isOutside ? 0 : 1;
      } else if (isOutside && !Hosts.isOrdinary(link.host())) {
        // By owner: a menu of a city's forty offices is one stranger, if at all.
        (link.hiding() == Hiding.BURIED ? buried : folded).add(Hosts.owner(link.host()));
      }
    }
    if (promoting > 0) {
      evidence.add(
          "hidden-link",
          Verdict.INJECTED,
          16 + Math.min(14, promoting),
          "%d tautan %s yang tidak terlihat pengunjung".formatted(promoting, subject()),
          "%d links to gambling or spam that no visitor sees".formatted(promoting));
    }
    if (within > (before.isPresent() ? 0 : 1)) {
      evidence.add(
          "hidden-link",
          Verdict.INJECTED,
          4 + 3.0 * Math.min(within, 10),
          "%d tautan tersembunyi ke halaman judi di situs ini".formatted(within),
          "%d hidden links to gambling pages within this site".formatted(within));
    }
    strangers(buried, folded);
  }

  /// Links to unknown sites, out of sight, that do not say what they are for.
  private void strangers(Set<String> buried, Set<String> folded) {
    var few = before.isPresent() ? 1 : 3;
    if (buried.size() >= few) {
      var isMany = buried.size() >= few + 3;
      evidence.add(
          "hidden-host",
          isMany ? Verdict.INJECTED : Verdict.SUSPICIOUS,
          isMany ? 10 : 6,
          "Tautan tersembunyi ke %d situs luar: %s".formatted(buried.size(), some(buried)),
          "Hidden links to %d outside sites: %s".formatted(buried.size(), some(buried)));
    } else if (folded.size() >= (before.isPresent() ? 3 : 8)) {
      var isMany = before.isPresent() && folded.size() >= 8;
      evidence.add(
          "hidden-host",
          isMany ? Verdict.INJECTED : Verdict.SUSPICIOUS,
          isMany ? 10 : 6,
          "Tautan tersembunyi ke %d situs luar: %s".formatted(folded.size(), some(folded)),
          "Hidden links to %d outside sites: %s".formatted(folded.size(), some(folded)));
    }
  }

  private Set<String> hiddenHosts() {
    var hosts = new HashSet<String>();
    before.ifPresent(b -> {
      for (var link : b.links) {
        if (link.isHidden() && !link.host().isEmpty()) {
          hosts.add(link.host());
        }
      }
    });
    return hosts;
  }

  private void hiddenText() {
    var buried = added(c -> c.buried);
    if (buried.weight() >= STRONG && !isTold(buried, now.buried)) {
      evidence.add(
          "hidden-text",
          Verdict.INJECTED,
          Math.clamp(buried.weight(), 10, 16),
          "Teks tersembunyi memuat kata judi atau spam: " + buried.shown(),
          "Hidden text has words of gambling or spam: " + buried.shown());
    }
    var hidden = added(c -> c.hidden);
    if (hidden.weight() >= (now.hidden.isGuidance() ? 30 : 14)) {
      evidence.add(
          "hidden-text",
          Verdict.INJECTED,
          Math.min(16, hidden.weight()),
          "Teks tersembunyi memuat kata judi atau spam: " + hidden.shown(),
          "Hidden text has words of gambling or spam: " + hidden.shown());
    } else if (hidden.weight() >= STRONG && !now.hidden.isGuidance()) {
      evidence.add(
          "hidden-text",
          Verdict.SUSPICIOUS,
          5,
          "Teks tersembunyi memuat kata judi atau spam: " + hidden.shown(),
          "Hidden text has words of gambling or spam: " + hidden.shown());
    }
    var comment = added(c -> c.comments);
    if (comment.weight() >= 16) {
      evidence.add(
          "comment",
          Verdict.SUSPICIOUS,
          6,
          "Komentar di dalam kode halaman memuat kata judi: " + comment.shown(),
          "A comment in the page's code has words of gambling: " + comment.shown());
    }
  }

  private static boolean isTold(Found found, Wording where) {
    return where.isGuidance() && found.weight() < 20;
  }

  private void visibleLinks() {
    var known = before.map(PageContent::hosts).orElse(Set.of());
    var hosts = new LinkedHashSet<String>();
    var outside = 0;
    var within = 0;
    for (var link : now.links) {
      if (link.isHidden() || known.contains(link.host()) || !isPromoting(link)) {
        continue;
      }
      if (isOutside(link.host())) {
        outside++;
        hosts.add(link.host());
      } else {
        within++;
      }
    }
    if (outside > 0) {
      evidence.add(
          "visible-link",
          Verdict.INJECTED,
          8 + 2.0 * Math.min(outside, 10),
          "%d tautan ke situs %s: %s".formatted(outside, subject(), some(hosts)),
          "%d links to gambling or spam sites: %s".formatted(outside, some(hosts)));
    }
    var knownWithin =
        before.map(b -> b.links.stream().filter(l -> l.host().isEmpty() && l.promotes()).count());
    if (within - knownWithin.orElse(0L) > 1) {
      evidence.add(
          "doorway",
          Verdict.INJECTED,
          4 + 2.0 * Math.min(within, 8),
          "%d tautan ke halaman judi di situs ini".formatted(within),
          "%d links to gambling pages within this site".formatted(within));
    }
  }

  private void visibleText() {
    var found = added(c -> c.visible);
    if (found.isEmpty()) {
      return;
    }
    // What stands far from any word of warning counts; a page of warnings needs more of it.
    var enough = now.titleSays.isGuidance() || now.headingSays.isGuidance() ? 60 : 24;
    var isMostlyTold = found.told().size() >= found.strong().size();
    if (found.strong().size() >= 3 && found.weight() >= enough && !isMostlyTold) {
      evidence.add(
          "text",
          Verdict.INJECTED,
          Math.min(20, found.weight() / 2.0),
          "Isi halaman berupa promosi judi atau spam: " + found.shown(),
          "The page's text promotes gambling or spam: " + found.shown());
    } else if (found.weight() >= 14 && enough < 60 && !isMostlyTold && isPlain(found)) {
      evidence.add(
          "text",
          Verdict.SUSPICIOUS,
          5,
          "Isi halaman memuat kata judi atau spam: " + found.shown(),
          "The page's text has words of gambling or spam: " + found.shown());
    }
  }

  /// Some words of an office's day are near to those of gambling: a list of slots, slots on line.
  private static boolean isPlain(Found found) {
    return found.strong().size() >= 3 || found.strong().values().stream().anyMatch(w -> w >= 9);
  }

  /// Pages for Japanese, Chinese or Thai searchers planted in an Indonesian site.
  private void language() {
    var isForeign = now.foreignTitle > 0.3 || now.foreignLetters > 0.3;
    var wasForeign = before.map(b -> b.foreignTitle > 0.1 || b.foreignLetters > 0.1).orElse(false);
    if (isForeign && !wasForeign) {
      evidence.add(
          "language",
          Verdict.INJECTED,
          before.isPresent() ? 10 : 7,
          "Halaman memakai aksara asing yang sebelumnya tidak ada",
          "The page is in a foreign script that was not there before");
      return;
    }
    var is = short2(now.language);
    var was = before.map(b -> short2(b.language)).orElse(is);
    if (!is.equals(was)
        && !was.isEmpty()
        && Set.of("ja", "th", "zh", "vi", "ko", "ru").contains(is)) {
      evidence.add(
          "language",
          Verdict.SUSPICIOUS,
          6,
          "Bahasa halaman diganti dari %s menjadi %s".formatted(was, is),
          "The page's language went from %s to %s".formatted(was, is));
    }
  }

  private static String short2(String language) {
    return Folding.lower(language.length() > 2 ? language.substring(0, 2) : language);
  }

  private boolean isOutside(String host) {
    return !host.isEmpty() && !own.isOwn(host);
  }

  private boolean isPromoting(PageContent.Link link) {
    return link.promotes() || (isOutside(link.host()) && Hosts.isTelling(link.host()));
  }

  private String subject() {
    var isGambling =
        !now.visible.gambling().isEmpty()
            || !now.hidden.gambling().isEmpty()
            || !now.buried.gambling().isEmpty()
            || now.links.stream().anyMatch(l -> Hosts.isTelling(l.host()));
    return isGambling ? "judi" : "spam";
  }

  static String some(Set<String> hosts) {
    var some = String.join(", ", hosts.stream().limit(4).toList());
    return hosts.size() > 4 ? some + ", …" : some;
  }
}
