package kentongan.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Whether a page is still ours: by itself, against the approved baseline, and against what other
/// visitors are shown. A function of its arguments.
public final class PageComparison {
  private PageComparison() {}

  /// Compares a page with its baseline, when there is one.
  public static PageVerdict of(Page now, Optional<Page> baseline) {
    return of(now, baseline, Map.of());
  }

  /// Compares a page with its baseline, and with the copies that others were given.
  ///
  /// @param others fetched close in time
  public static PageVerdict of(Page now, Optional<Page> baseline, Map<Persona, Page> others) {
    var content = PageReader.read(now);
    var before = baseline.map(PageReader::read);
    var own = own(now, baseline, content, before);
    var evidence = new Evidence();
    new Suspicions(content, before, own, evidence).gather();
    served(now, baseline, own, evidence);
    var isInnocent =
        evidence.verdict() == Verdict.CLEAN || evidence.verdict() == Verdict.SUSPICIOUS;
    if (isInnocent) {
      others.forEach((who, page) -> other(who, page, content, own, evidence));
    }
    return verdict(content, before, own, evidence);
  }

  private static Hosts own(
      Page now, Optional<Page> baseline, PageContent content, Optional<PageContent> before) {
    var own = new Hosts();
    now.url().flatMap(Hosts::of).ifPresent(own::own);
    baseline.flatMap(Page::url).flatMap(Hosts::of).ifPresent(own::own);
    before.flatMap(b -> Hosts.of(b.canonical)).ifPresent(own::own);
    if (!own.isKnown()) {
      // Better than nothing, though an attacker may have written it.
      Hosts.of(content.canonical).ifPresent(own::own);
    }
    return own;
  }

  private static void served(Page now, Optional<Page> baseline, Hosts own, Evidence evidence) {
    var before = baseline.flatMap(Page::servedFrom).flatMap(Hosts::of);
    now.servedFrom()
        .flatMap(Hosts::of)
        .filter(host -> !own.isOwn(host) && !before.equals(Optional.of(host)))
        .ifPresent(host ->
            evidence.add(
                Verdict.REDIRECT, 12, "Pengunjung langsung dialihkan ke situs lain: " + host));
  }

  /// What one of the others sees, measured against what everybody sees.
  private static void other(
      Persona who, Page page, PageContent content, Hosts own, Evidence evidence) {
    var theirs = PageReader.read(page);
    var found = new Evidence();
    new Suspicions(theirs, Optional.of(content), own, found).gather();
    served(page, Optional.empty(), own, found);
    var verdict = found.verdict();
    if (verdict != Verdict.CLEAN && verdict != Verdict.SUSPICIOUS) {
      var first = found.reasons().isEmpty() ? "" : ": " + found.reasons().getFirst();
      evidence.add(Verdict.CLOAKED, 14, "Hanya tampak bagi " + who.inWords() + first);
      return;
    }
    var isOther = theirs.textLike(content) < 0.15 && theirs.shapeLike(content) < 0.35;
    if (isOther && who != Persona.PHONE) {
      evidence.add(
          Verdict.SUSPICIOUS,
          6,
          "Halaman untuk " + who.inWords() + " berbeda jauh dari yang biasa");
    }
  }

  private static PageVerdict verdict(
      PageContent content, Optional<PageContent> before, Hosts own, Evidence evidence) {
    var newHosts = new ArrayList<String>();
    before.ifPresent(b -> {
      var known = b.hosts();
      content.hosts().stream()
          .filter(host -> !known.contains(host) && !own.isOwn(host))
          .limit(100)
          .forEach(newHosts::add);
    });
    var hidden =
        content.links.stream()
            .filter(l -> l.isHidden() && !l.host().isEmpty() && !own.isOwn(l.host()))
            .count();
    return new PageVerdict(
        evidence.verdict(),
        evidence.score(),
        before.map(b -> changed(content, b)).orElse(0.0),
        reasons(content, evidence),
        newHosts,
        (int) hidden,
        content.title);
  }

  private static List<String> reasons(PageContent content, Evidence evidence) {
    var reasons = new ArrayList<>(evidence.reasons());
    if (content.isCut) {
      reasons.add("Halaman sangat besar; hanya 1 MB pertama yang diperiksa");
    }
    return reasons;
  }

  private static double changed(PageContent now, PageContent before) {
    var title = now.title.equals(before.title) ? 0 : 1;
    var changed =
        0.45 * (1 - now.shapeLike(before)) + 0.45 * (1 - now.textLike(before)) + 0.1 * title;
    return Math.round(changed * 1000) / 1000.0;
  }
}
