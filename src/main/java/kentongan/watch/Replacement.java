package kentongan.watch;

import java.util.Optional;
import kentongan.watch.Wording.Found;

/// Looks whether the visible page was replaced, by a defacer's or by any other.
final class Replacement {
  private final PageContent now;
  private final Optional<PageContent> before;
  private final Hosts own;
  private final boolean isPlanned;
  private final Evidence evidence;

  Replacement(
      PageContent now,
      Optional<PageContent> before,
      Hosts own,
      boolean isPlanned,
      Evidence evidence) {
    this.now = now;
    this.before = before;
    this.own = own;
    this.isPlanned = isPlanned;
    this.evidence = evidence;
  }

  void gather() {
    var isReplaced = before.map(this::isReplaced).orElse(false);
    var weight = signature(isReplaced);
    if (isReplaced) {
      replaced(weight);
    }
  }

  private double signature(boolean isReplaced) {
    var title = added(now.titleSays, before.map(b -> b.titleSays));
    var heading = added(now.headingSays, before.map(b -> b.headingSays));
    var body = added(now.visible, before.map(b -> b.visible));
    if (title.isEmpty() && heading.isEmpty() && body.isEmpty()) {
      return 0;
    }
    var isSmall = now.visible.words() < 250 && now.links.size() < 8;
    // An article about a break-in says the words too, in a page that is otherwise ours.
    var isNews = !isReplaced && !isSmall;
    var weight =
        isNews
            ? title.weight() + heading.weight() + Math.max(0, body.weight() - 8) / 2.0
            : title.weightOfAll() + heading.weightOfAll() + (double) body.weightOfAll();
    var isTold = now.titleSays.isGuidance() || now.headingSays.isGuidance();
    var enough = isNews ? (isTold ? 24 : 10) : isTold && !isReplaced ? 12 : 5;
    if (weight < enough) {
      return 0;
    }
    var first = !title.isEmpty() ? title : !heading.isEmpty() ? heading : body;
    evidence.add(
        "defacement",
        Verdict.DEFACED,
        isReplaced ? Math.max(10, weight) : weight,
        "Pesan peretas di halaman: " + first.shown(),
        "A defacer's message in the page: " + first.shown());
    return weight;
  }

  private static Found added(Wording now, Optional<Wording> before) {
    return now.defacement().without(before.map(Wording::defacement).orElse(Found.NOTHING));
  }

  private void replaced(double defacement) {
    var gambling = now.visible.gambling().weight() + now.visible.spam().weight();
    var isForeign = now.hosts().stream().anyMatch(h -> !own.isOwn(h) && !Hosts.isOrdinary(h));
    var isOurs = isCare() || keepsFace();
    if ((isOurs || isPlanned) && defacement == 0 && gambling < 8) {
      return;
    }
    var weight =
        6
            + Math.min(8, gambling / 2.0)
            + (isForeign ? 1 : 0)
            + (defacement > 0 ? 4 : 0)
            + (hasNothingOfOurs() ? 4 : 0);
    evidence.add(
        "replaced",
        Verdict.DEFACED,
        weight,
        "Seluruh tampilan halaman berubah dari yang disetujui",
        "The whole page differs from the approved one");
  }

  /// A maintenance page put up by the office itself.
  private boolean isCare() {
    var text = Folding.lower(now.title + " " + now.heading);
    return now.visible.words() < 400
        && (text.contains("pemeliharaan")
            || text.contains("maintenance")
            || text.contains("perbaikan")
            || text.contains("segera kembali")
            || text.contains("under construction")
            || text.contains("peningkatan layanan"));
  }

  /// A new look of the same office: its title, or its links, are still there.
  private boolean keepsFace() {
    return before.map(b -> sharesWords(b.title, now.title) || sharesLinks(b)).orElse(false);
  }

  private boolean hasNothingOfOurs() {
    return !keepsFace() && now.links.stream().noneMatch(l -> l.host().isEmpty());
  }

  private static boolean sharesWords(String was, String is) {
    var old = Folding.words(was);
    var common = Folding.words(is).stream().filter(w -> w.length() > 3 && old.contains(w)).count();
    return common >= Math.max(1, (old.size() + 1) / 3);
  }

  private boolean sharesLinks(PageContent b) {
    var paths = new java.util.HashSet<String>();
    b.links.stream().filter(l -> l.host().isEmpty()).forEach(l -> paths.add(l.address()));
    var kept =
        now.links.stream()
            .map(PageContent.Link::address)
            .distinct()
            .filter(paths::contains)
            .count();
    return paths.size() >= 3 && kept * 3 >= paths.size();
  }

  private boolean isReplaced(PageContent b) {
    return b.elements >= 8 && now.shapeLike(b) < 0.3 && now.textLike(b) < 0.1;
  }
}
