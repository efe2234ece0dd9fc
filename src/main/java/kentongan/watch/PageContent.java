package kentongan.watch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a page holds, taken apart by [PageReader]. Its texts are read, not kept.
final class PageContent {
  private static final Wording NOTHING = Wording.of("", WordLists.house(), true);

  String title = "";
  String description = "";
  String heading = "";
  String language = "";
  String canonical = "";
  String amp = "";
  String refresh = "";
  String base = "";
  Wording titleSays = NOTHING;
  Wording descriptionSays = NOTHING;
  Wording headingSays = NOTHING;
  Wording visible = NOTHING;
  Wording hidden = NOTHING;
  Wording buried = NOTHING;
  Wording comments = NOTHING;
  int visibleLength;
  double foreignLetters;
  double foreignTitle;
  final List<Link> links = new ArrayList<>();
  final List<Script> scripts = new ArrayList<>();
  final Set<Long> scriptHashes = new HashSet<>();
  final Set<String> scriptHosts = new LinkedHashSet<>();
  final Set<String> visibleFrameHosts = new LinkedHashSet<>();
  final Set<String> hiddenFrameHosts = new LinkedHashSet<>();
  final Set<String> formHosts = new LinkedHashSet<>();
  final Set<String> imageHosts = new LinkedHashSet<>();
  final Set<String> languageHosts = new LinkedHashSet<>();
  final Map<Integer, int[]> shapes = new HashMap<>();
  int elements;
  boolean hasPassword;
  boolean isCut;

  /// A link.
  ///
  /// @param host empty for a link within the site
  /// @param text its words while the page is read; empty afterwards
  /// @param promotes whether its words promote gambling or other spam
  record Link(String host, String address, Hiding hiding, String text, boolean promotes) {
    Link plain() {
      return new Link(host, address, hiding, "", false);
    }

    Link promoting() {
      return new Link(host, address, hiding, "", true);
    }

    boolean isHidden() {
      return hiding == Hiding.FOLDED || hiding == Hiding.BURIED || hiding == Hiding.MAYBE;
    }
  }

  /// Every host that the page points to.
  Set<String> hosts() {
    var hosts = new LinkedHashSet<String>();
    links.forEach(link -> hosts.add(link.host()));
    hosts.addAll(scriptHosts);
    hosts.addAll(visibleFrameHosts);
    hosts.addAll(hiddenFrameHosts);
    hosts.addAll(formHosts);
    hosts.addAll(imageHosts);
    hosts.addAll(languageHosts);
    Hosts.of(canonical).ifPresent(hosts::add);
    Hosts.of(amp).ifPresent(hosts::add);
    hosts.remove("");
    return hosts;
  }

  /// How alike two pages are in their elements, 0 to 1.
  double shapeLike(PageContent other) {
    var common = 0;
    for (var shape : shapes.entrySet()) {
      var theirs = other.shapes.get(shape.getKey());
      common += theirs == null ? 0 : Math.min(shape.getValue()[0], theirs[0]);
    }
    var all = elements + other.elements - common;
    return all == 0 ? 1 : (double) common / all;
  }

  /// How alike two pages are in their visible words, taken in threes, 0 to 1.
  double textLike(PageContent other) {
    return visible.threes().like(other.visible.threes());
  }
}
