package kentongan.watch;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Looks for what attackers leave, and weighs it by where it stands and whether it was there
/// before.
final class Suspicions {
  private static final int STRONG = 8;

  private final PageContent now;
  private final Optional<PageContent> before;
  private final Hosts own;
  private final Evidence evidence;
  private final boolean isGuidance;

  Suspicions(PageContent now, Optional<PageContent> before, Hosts own, Evidence evidence) {
    this.now = now;
    this.before = before;
    this.own = own;
    this.evidence = evidence;
    this.isGuidance = Words.isGuidance(now.visibleWords());
  }

  void gather() {
    titles();
    hiddenLinks();
    hiddenText();
    visibleLinks();
    visibleText();
    redirects();
    defacement();
    embedded();
    language();
  }

  private Words.Found added(Words list, String text, Function<PageContent, String> same) {
    var found = list.in(text);
    if (found.isEmpty()) {
      return found;
    }
    return before.map(b -> found.without(list.in(same.apply(b)))).orElse(found);
  }

  private void titles() {
    var title = added(Words.GAMBLING, now.title, b -> b.title);
    var isWarning = Words.isGuidance(Folding.words(now.title + " " + now.heading));
    if (title.weight() >= STRONG && !isWarning) {
      evidence.add(
          Verdict.INJECTED, 4 + title.weight(), "Judul halaman memuat kata judi: " + shown(title));
    }
    var described = added(Words.GAMBLING, now.description, b -> b.description);
    if (described.weight() >= STRONG && !Words.isGuidance(Folding.words(now.description))) {
      evidence.add(
          Verdict.INJECTED,
          2 + described.weight(),
          "Keterangan halaman untuk mesin pencari memuat kata judi: " + shown(described));
    }
    Hosts.of(now.canonical)
        .filter(host -> own.isKnown() && !own.isOwn(host))
        .ifPresent(host ->
            evidence.add(
                Verdict.INJECTED, 7, "Alamat resmi (canonical) menunjuk ke situs lain: " + host));
  }

  private void hiddenLinks() {
    var known = hiddenHosts(before);
    var gambling = 0;
    var within = 0;
    var others = new HashSet<String>();
    for (var link : now.links) {
      if (!link.isHidden() || known.contains(link.host())) {
        continue;
      }
      var isOutside = isOutside(link.host());
      if (isGambling(link)) {
        gambling += isOutside ? 1 : 0;
        within += isOutside ? 0 : 1;
      } else if (isOutside && !Hosts.isOrdinary(link.host())) {
        others.add(link.host());
      }
    }
    if (gambling > 0) {
      evidence.add(
          Verdict.INJECTED,
          16 + Math.min(14, gambling),
          "%d tautan judi yang tidak terlihat pengunjung".formatted(gambling));
    }
    if (within > 0) {
      evidence.add(
          Verdict.INJECTED,
          4 + 2.0 * within,
          "%d tautan tersembunyi ke halaman judi di situs ini".formatted(within));
    }
    var few = before.isPresent() ? 3 : 5;
    if (others.size() >= few) {
      evidence.add(
          others.size() >= 2 * few ? Verdict.INJECTED : Verdict.SUSPICIOUS,
          others.size() >= 2 * few ? 10 : 6,
          "Tautan tersembunyi ke %d situs luar: %s".formatted(others.size(), some(others)));
    }
  }

  private static Set<String> hiddenHosts(Optional<PageContent> page) {
    var hosts = new HashSet<String>();
    page.ifPresent(p ->
        p.links.stream()
            .filter(l -> l.isHidden() && !l.host().isEmpty())
            .forEach(l -> hosts.add(l.host())));
    return hosts;
  }

  private void hiddenText() {
    var hidden = added(Words.GAMBLING, now.hidden, b -> b.hidden);
    var isWarning = Words.isGuidance(Folding.words(now.hidden));
    if (hidden.weight() >= (isWarning ? 30 : 14)) {
      evidence.add(
          Verdict.INJECTED,
          Math.min(16, hidden.weight()),
          "Teks tersembunyi memuat kata judi: " + shown(hidden));
    } else if (hidden.weight() >= STRONG && !isWarning) {
      evidence.add(Verdict.SUSPICIOUS, 5, "Teks tersembunyi memuat kata judi: " + shown(hidden));
    }
    var comment = added(Words.GAMBLING, now.comments, b -> b.comments);
    if (comment.weight() >= 16) {
      evidence.add(
          Verdict.SUSPICIOUS,
          6,
          "Komentar di dalam kode halaman memuat kata judi: " + shown(comment));
    }
    var script =
        now.inlineScripts.stream()
            .filter(s -> !scriptsBefore().contains(s))
            .collect(Collectors.joining(" "));
    var scripted =
        Words.GAMBLING.in(script.length() > 100_000 ? script.substring(0, 100_000) : script);
    if (scripted.weight() >= 14) {
      evidence.add(
          script.contains("document.write") || script.contains("innerHTML")
              ? Verdict.INJECTED
              : Verdict.SUSPICIOUS,
          10,
          "Skrip di halaman menuliskan kata judi: " + shown(scripted));
    }
  }

  private List<String> scriptsBefore() {
    return before.map(b -> b.inlineScripts).orElse(List.of());
  }

  private void visibleLinks() {
    var known = before.map(PageContent::hosts).orElse(Set.of());
    var hosts = new LinkedHashSet<String>();
    var outside = 0;
    var within = 0;
    for (var link : now.links) {
      if (link.isHidden() || !isGambling(link) || known.contains(link.host())) {
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
          Verdict.INJECTED,
          6 + 2.0 * Math.min(outside, 10),
          "%d tautan ke situs judi: %s".formatted(outside, some(hosts)));
    }
    if (within > 1) {
      evidence.add(
          Verdict.INJECTED,
          2 + 2.0 * Math.min(within, 8),
          "%d tautan ke halaman judi di situs ini".formatted(within));
    }
  }

  private void visibleText() {
    var found = Words.GAMBLING.in(now.visibleWords());
    var added =
        found.isEmpty()
            ? found
            : before.map(b -> found.without(Words.GAMBLING.in(b.visibleWords()))).orElse(found);
    var enough = isGuidance ? 60 : 24;
    if (added.strong().size() >= 3 && added.weight() >= enough) {
      evidence.add(
          Verdict.INJECTED,
          Math.min(20, added.weight() / 2.0),
          "Isi halaman berupa promosi judi: " + shown(added));
    } else if (!isGuidance && added.weight() >= 14) {
      evidence.add(Verdict.SUSPICIOUS, 5, "Isi halaman memuat kata judi: " + shown(added));
    }
  }

  private void redirects() {
    for (var script : now.inlineScripts) {
      if (!scriptsBefore().contains(script)) {
        ScriptRedirect.in(script).ifPresent(this::redirect);
      }
    }
    var url = Folding.lower(now.refresh).indexOf("url=");
    if (url >= 0 && before.map(b -> !b.refresh.equals(now.refresh)).orElse(true)) {
      var target = now.refresh.substring(url + 4).strip().replaceAll("^['\"]|['\"]$", "");
      Hosts.of(target)
          .filter(this::isOutside)
          .ifPresent(host ->
              evidence.add(
                  Verdict.REDIRECT, 12, "Halaman memindahkan pengunjung ke situs lain: " + host));
    }
  }

  private void redirect(ScriptRedirect found) {
    if (found.target().isPresent() && own.isKnown() && own.isOwn(found.target().get())) {
      return;
    }
    var whom = found.isConditional() ? "pengunjung tertentu" : "pengunjung";
    var where = found.target().map(host -> " ke " + host).orElse(" ke alamat yang disamarkan");
    var isSettled = found.isDisguised() || found.isConditional() || own.isKnown();
    evidence.add(
        Verdict.REDIRECT,
        isSettled ? 12 : 6,
        "Skrip mengalihkan " + whom + where + (found.isDisguised() ? " (alamat disamarkan)" : ""));
  }

  private void defacement() {
    var title = added(Words.DEFACEMENT, now.title, b -> b.title);
    var heading = added(Words.DEFACEMENT, now.heading, b -> b.heading);
    var said = Words.DEFACEMENT.in(now.visibleWords());
    var body =
        said.isEmpty()
            ? said
            : before.map(b -> said.without(Words.DEFACEMENT.in(b.visibleWords()))).orElse(said);
    var isReplaced = before.map(this::isReplaced).orElse(false);
    var isSmall = now.visible.length() < 2_000 && now.links.size() < 8;
    var isNews = isGuidance && !isReplaced && !isSmall;
    var weight =
        (isNews ? title.weight() / 2.0 : title.weightOfAll())
            + (isNews ? heading.weight() / 2.0 : heading.weightOfAll())
            + (isSmall || isReplaced ? body.weight() : body.weight() / 2.0);
    if (weight >= 5 && !(isNews && weight < 12)) {
      evidence.add(
          Verdict.DEFACED,
          weight,
          "Pesan peretas di halaman: " + shown(first(title, heading, body)));
    }
    if (isReplaced) {
      replaced(weight);
    }
  }

  private void replaced(double defacement) {
    var isCare =
        now.visibleWords().stream()
            .anyMatch(Set.of("pemeliharaan", "maintenance", "perbaikan")::contains);
    var gambling = Words.GAMBLING.in(now.visibleWords()).weight();
    var isForeign = now.hosts().stream().anyMatch(h -> isOutside(h) && !Hosts.isOrdinary(h));
    if (isCare && defacement == 0 && gambling == 0 && !isForeign) {
      return;
    }
    var weight = 6 + Math.min(8, gambling / 2.0) + (isForeign ? 1 : 0) + (defacement > 0 ? 4 : 0);
    evidence.add(Verdict.DEFACED, weight, "Seluruh tampilan halaman berubah dari yang disetujui");
  }

  private boolean isReplaced(PageContent b) {
    return b.elements >= 8 && now.shapeLike(b) < 0.3 && now.textLike(b) < 0.1;
  }

  private void embedded() {
    before.ifPresent(b -> {
      strange(now.scriptHosts, b.scriptHosts, 5, "Skrip baru dari situs luar: ");
      strange(now.visibleFrameHosts, b.visibleFrameHosts, 6, "Bingkai baru dari situs luar: ");
      strange(
          now.formHosts,
          b.formHosts,
          now.hasPassword ? 10 : 7,
          "Formulir mengirim isian ke situs luar: ");
    });
    strange(
        now.hiddenFrameHosts,
        before.map(b -> b.hiddenFrameHosts).orElse(Set.of()),
        7,
        "Bingkai tersembunyi dari situs luar: ");
    if (before.isEmpty() && now.hasPassword && own.isKnown()) {
      strange(now.formHosts, Set.of(), 6, "Formulir sandi mengirim isian ke situs luar: ");
    }
  }

  private void strange(Set<String> hosts, Set<String> known, double weight, String what) {
    var strange =
        hosts.stream()
            .filter(h -> !known.contains(h) && isOutside(h) && !Hosts.isOrdinary(h))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    if (!strange.isEmpty()) {
      evidence.add(
          weight >= 10 ? Verdict.INJECTED : Verdict.SUSPICIOUS, weight, what + some(strange));
    }
  }

  /// Pages for Japanese or Chinese searchers planted in an Indonesian site.
  private void language() {
    var isForeign = share(now.title) > 0.3 || share(now.visible) > 0.3;
    var wasForeign = before.map(b -> share(b.title) > 0.1 || share(b.visible) > 0.1).orElse(false);
    if (isForeign && !wasForeign) {
      evidence.add(Verdict.INJECTED, 7, "Halaman memakai aksara asing yang sebelumnya tidak ada");
    }
  }

  private static double share(String text) {
    var most = Math.min(text.length(), 20_000);
    var foreign = 0;
    var letters = 0;
    for (var i = 0; i < most; i++) {
      var c = text.charAt(i);
      letters += Character.isLetter(c) ? 1 : 0;
      foreign += c >= 0x0400 && Character.isLetter(c) && !isArabic(c) ? 1 : 0;
    }
    return letters < 8 ? 0 : (double) foreign / letters;
  }

  /// Greetings in Arabic letters are ordinary here.
  private static boolean isArabic(char c) {
    return Character.UnicodeScript.of(c) == Character.UnicodeScript.ARABIC;
  }

  private boolean isOutside(String host) {
    return !host.isEmpty() && !own.isOwn(host);
  }

  /// A link that promotes gambling, rather than warns of it.
  private boolean isGambling(PageContent.Link link) {
    var words = Folding.words(link.text());
    var found = Words.GAMBLING.in(words);
    var isPromoting = found.weight() >= 6 && !Words.isGuidance(words);
    return isPromoting || (isOutside(link.host()) && Hosts.isTelling(link.host()));
  }

  private static Words.Found first(Words.Found... found) {
    for (var one : found) {
      if (!one.isEmpty()) {
        return one;
      }
    }
    return found[found.length - 1];
  }

  private static String shown(Words.Found found) {
    var terms = found.strong().isEmpty() ? found.ambiguous() : found.strong();
    return terms.keySet().stream()
        .limit(4)
        .map(t -> "“" + t + "”")
        .collect(Collectors.joining(", "));
  }

  private static String some(Set<String> hosts) {
    var some = hosts.stream().limit(4).collect(Collectors.joining(", "));
    return hosts.size() > 4 ? some + ", …" : some;
  }
}
