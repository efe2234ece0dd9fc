package kentongan.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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
    var sight = new Sight(now, others, false, false);
    return of(sight, baseline.map(Approved::of), WordLists.house()).verdict();
  }

  /// What a look came to.
  ///
  /// @param like how it compares with the approved page; all alike without one
  public record Outcome(PageVerdict verdict, Habit.Likeness like) {}

  /// Judges one look.
  public static Outcome of(Sight sight, Optional<Approved> approved, WordLists lists) {
    var same = approved.filter(a -> a.hasSameBytes(sight.now()));
    var content = same.map(Approved::content).orElseGet(() -> PageReader.read(sight.now(), lists));
    return new Judging(sight, approved, content, lists).outcome();
  }

  /// One look on its way.
  private static final class Judging {
    private final Sight sight;
    private final Optional<Approved> approved;
    private final Optional<PageContent> before;
    private final PageContent content;
    private final WordLists lists;
    private final Hosts own = new Hosts();
    private final Evidence evidence = new Evidence();
    private final Habit.Likeness like;

    Judging(Sight sight, Optional<Approved> approved, PageContent content, WordLists lists) {
      this.sight = sight;
      this.approved = approved;
      this.before = approved.map(Approved::content);
      this.content = content;
      this.lists = lists;
      this.like =
          before
              .map(b ->
                  b == content
                      ? new Habit.Likeness(1, 1, content.links.size())
                      : new Habit.Likeness(
                          content.textLike(b), content.shapeLike(b), content.links.size()))
              .orElse(new Habit.Likeness(1, 1, content.links.size()));
    }

    Outcome outcome() {
      owners();
      if (before.isEmpty() || before.get() != content) {
        Suspicions.gather(content, before, own, sight.isPlanned(), evidence);
        unusual();
      }
      served(sight.now(), evidence);
      // In a fixed order, so that the same copies give the same reasons.
      new TreeMap<>(sight.others()).forEach(this::other);
      return new Outcome(verdict(), like);
    }

    private void owners() {
      sight.now().url().flatMap(Hosts::of).ifPresent(own::own);
      approved.flatMap(Approved::url).flatMap(Hosts::of).ifPresent(own::own);
      before.flatMap(b -> Hosts.of(b.canonical)).ifPresent(own::own);
      approved.map(Approved::habit).ifPresent(h -> h.hosts().forEach(own::usual));
      if (!own.isKnown()) {
        // Better than nothing, though an attacker may have written it.
        Hosts.of(content.canonical).or(() -> Hosts.of(content.base)).ifPresent(own::own);
      }
    }

    /// Change beyond what was learned of this page.
    private void unusual() {
      var habit = approved.map(Approved::habit).orElse(Habit.NONE);
      if (!sight.isWarm() || sight.isPlanned()) {
        return;
      }
      var isOther = like.shape() < 0.6 * habit.shape() && like.text() < 0.5 * habit.text();
      if (isOther && like.shape() < 0.5) {
        evidence.add(
            "unusual",
            Verdict.SUSPICIOUS,
            5,
            "Perubahan jauh lebih besar daripada kebiasaan halaman ini (%d%% kerangka sama, biasanya %d%%)"
                .formatted(Math.round(100 * like.shape()), Math.round(100 * habit.shapeMean())),
            "Far more change than this page usually has (%d%% of the frame alike, usually %d%%)"
                .formatted(Math.round(100 * like.shape()), Math.round(100 * habit.shapeMean())));
      }
      if (content.links.size() > 40 + 3 * habit.mostLinks()) {
        evidence.add(
            "unusual",
            Verdict.SUSPICIOUS,
            5,
            "%d tautan; paling banyak sebelumnya %d"
                .formatted(content.links.size(), habit.mostLinks()),
            "%d links; at most %d before".formatted(content.links.size(), habit.mostLinks()));
      }
    }

    private void served(Page page, Evidence to) {
      var then = approved.flatMap(Approved::servedFrom).flatMap(Hosts::of);
      page.servedFrom()
          .flatMap(Hosts::of)
          .filter(host -> !own.isOwn(host) && !then.equals(Optional.of(host)))
          .ifPresent(host ->
              to.add(
                  "http-redirect",
                  Verdict.REDIRECT,
                  12,
                  "Pengunjung langsung dialihkan ke situs lain: " + host,
                  "Visitors are sent straight to another site: " + host));
    }

    /// What one of the others sees, measured against what everybody sees.
    private void other(Persona who, Page page) {
      if (java.util.Arrays.equals(page.bytes(), sight.now().bytes())
          && page.servedFrom().equals(sight.now().servedFrom())) {
        return;
      }
      var theirs = PageReader.read(page, lists);
      var found = new Evidence();
      // That it looks otherwise is weighed below: a refusal looks otherwise too.
      Suspicions.gather(theirs, Optional.of(content), own, true, found);
      served(page, found);
      if (found.isSettled()) {
        var first = found.findings().getFirst();
        evidence.add(
            "cloak-" + Folding.lower(who.name()),
            Verdict.CLOAKED,
            14,
            "Hanya tampak bagi " + who.inWords() + ": " + first.text(),
            "Only shown to " + who.inEnglish() + ": " + first.english());
        return;
      }
      unlike(who, theirs);
    }

    private void unlike(Persona who, PageContent theirs) {
      var isOther = theirs.textLike(content) < 0.15 && theirs.shapeLike(content) < 0.35;
      if (!isOther || who == Persona.PHONE && !theirs.hosts().stream().anyMatch(this::isStrange)) {
        return;
      }
      // A page that a script fills later, or an answer that refuses robots, tells nothing.
      var isEmptyPage = content.visible.words() < 30 || theirs.visible.words() < 30;
      var hasOtherTitle = !theirs.title.equals(content.title);
      var isSettled = hasOtherTitle && !isEmptyPage && who == Persona.CRAWLER;
      evidence.add(
          "cloak-" + Folding.lower(who.name()),
          isSettled ? Verdict.CLOAKED : Verdict.SUSPICIOUS,
          isSettled
              ? 10
              : isEmptyPage && theirs.hosts().stream().noneMatch(this::isStrange) ? 3 : 6,
          "Halaman untuk " + who.inWords() + " berbeda jauh dari yang biasa",
          "The page for " + who.inEnglish() + " is far from the usual one");
    }

    private boolean isStrange(String host) {
      return !own.isOwn(host) && !Hosts.isOrdinary(host) && !content.hosts().contains(host);
    }

    private PageVerdict verdict() {
      var newHosts = new ArrayList<String>();
      before
          .filter(b -> b != content)
          .ifPresent(b -> {
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
          before.map(this::changed).orElse(0.0),
          findings(),
          newHosts,
          (int) hidden,
          content.title);
    }

    private List<Finding> findings() {
      var findings = new ArrayList<>(evidence.findings());
      if (content.isCut) {
        findings.add(
            new Finding(
                "size",
                Verdict.CLEAN,
                0,
                "Halaman sangat besar; hanya 1 MB pertama yang diperiksa",
                "A very large page; only its first 1 MB was looked at"));
      }
      return findings;
    }

    private double changed(PageContent b) {
      var title = content.title.equals(b.title) ? 0 : 1;
      var changed = 0.45 * (1 - like.shape()) + 0.45 * (1 - like.text()) + 0.1 * title;
      return Math.round(changed * 1000) / 1000.0;
    }
  }
}
