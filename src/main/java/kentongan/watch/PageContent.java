package kentongan.watch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a page holds, taken apart by [PageReader].
final class PageContent {
  String title = "";
  String description = "";
  String language = "";
  String canonical = "";
  String refresh = "";
  String heading = "";
  String visible = "";
  String hidden = "";
  String comments = "";
  final List<Link> links = new ArrayList<>();
  final List<String> inlineScripts = new ArrayList<>();
  final Set<String> scriptHosts = new LinkedHashSet<>();
  final Set<String> visibleFrameHosts = new LinkedHashSet<>();
  final Set<String> hiddenFrameHosts = new LinkedHashSet<>();
  final Set<String> formHosts = new LinkedHashSet<>();
  final Set<String> imageHosts = new LinkedHashSet<>();
  final Map<String, Integer> shapes = new HashMap<>();
  int elements;
  boolean hasPassword;
  boolean isCut;

  private Optional<List<String>> visibleWords = Optional.empty();

  /// A link.
  ///
  /// @param host empty for a link within the site
  record Link(String host, String address, String text, boolean isHidden) {}

  /// Every host that the page points to.
  Set<String> hosts() {
    var hosts = new LinkedHashSet<String>();
    links.forEach(link -> hosts.add(link.host()));
    hosts.addAll(scriptHosts);
    hosts.addAll(visibleFrameHosts);
    hosts.addAll(hiddenFrameHosts);
    hosts.addAll(formHosts);
    hosts.addAll(imageHosts);
    Hosts.of(canonical).ifPresent(hosts::add);
    hosts.remove("");
    return hosts;
  }

  /// The words of the visible text.
  List<String> visibleWords() {
    if (visibleWords.isEmpty()) {
      visibleWords = Optional.of(Folding.words(visible));
    }
    return visibleWords.get();
  }

  /// How alike two pages are in their elements, 0 to 1.
  double shapeLike(PageContent other) {
    var common = 0;
    for (var shape : shapes.entrySet()) {
      common += Math.min(shape.getValue(), other.shapes.getOrDefault(shape.getKey(), 0));
    }
    var all = elements + other.elements - common;
    return all == 0 ? 1 : (double) common / all;
  }

  /// How alike two pages are in their visible words, taken in threes, 0 to 1.
  double textLike(PageContent other) {
    var mine = threes(visibleWords());
    var theirs = threes(other.visibleWords());
    if (mine.isEmpty() && theirs.isEmpty()) {
      return 1;
    }
    var common = (double) mine.stream().filter(theirs::contains).count();
    return common / (mine.size() + theirs.size() - common);
  }

  private static Set<Integer> threes(List<String> words) {
    var threes = new LinkedHashSet<Integer>();
    if (words.size() < 3) {
      words.forEach(word -> threes.add(word.hashCode()));
      return threes;
    }
    for (var i = 0; i + 2 < words.size(); i++) {
      threes.add(
          (words.get(i).hashCode() * 31 + words.get(i + 1).hashCode()) * 31
              + words.get(i + 2).hashCode());
    }
    return threes;
  }
}
