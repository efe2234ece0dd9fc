package kentongan.watch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/// The weighted words that pages are read with: gambling, defacement, other spam, and the words of
/// texts that tell *about* those. From `rules/lists/*.yaml`; the house's own lie in the jar.
///
/// A strong term tells by itself; an ambiguous one (*slot*, of 3 GB or of luck) only in company.
public final class WordLists {
  private static final List<String> HOUSE =
      List.of("gambling.yaml", "defacement.yaml", "spam.yaml", "guidance.yaml");
  private static final int MOST_TERMS = 20_000;
  private static final int SHORTEST_JOINED = 8;
  private static final WordLists OF_THE_HOUSE = ofTheHouse();

  final TermIndex index = new TermIndex();
  final List<Term> anywhere = new ArrayList<>();
  private int terms;

  /// What a list is about.
  enum Kind {
    GAMBLING,
    DEFACEMENT,
    SPAM,
    GUIDANCE
  }

  /// One term.
  ///
  /// @param words their hashes after folding
  /// @param isLiteral digits stand for themselves
  record Term(Kind kind, String name, long[] words, int weight, boolean weak, boolean isLiteral) {}

  private WordLists() {}

  /// The lists that come with Kentongan.
  public static WordLists house() {
    return OF_THE_HOUSE;
  }

  /// The lists of a folder instead of the house's.
  ///
  /// @param folder with `*.yaml`, as in `rules/lists`
  /// @throws IOException when the folder cannot be read
  /// @throws IllegalArgumentException when a list is not one; all faults of a file at once
  public static WordLists read(Path folder) throws IOException {
    var lists = new WordLists();
    try (var files = Files.list(folder)) {
      for (var file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
        lists.add(file.toString(), Files.readString(file));
      }
    }
    if (lists.terms == 0) {
      throw new IllegalArgumentException(folder + ": no lists (expected: *.yaml with terms)");
    }
    return lists;
  }

  private static WordLists ofTheHouse() {
    var lists = new WordLists();
    for (var name : HOUSE) {
      lists.add(name, resource("lists/" + name));
    }
    return lists;
  }

  private void add(String where, String text) {
    var faults = new ArrayList<String>();
    try {
      var yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
      if (yaml.load(text) instanceof Map<?, ?> map
          && map.get("kind") instanceof String kind
          && map.get("terms") instanceof List<?> list) {
        var of = kind(kind);
        for (var each : list) {
          term(of, each, faults);
        }
      } else {
        faults.add("no kind or no terms (expected: kind: gambling, terms: a list)");
      }
    } catch (YAMLException | IllegalArgumentException e) {
      faults.add(String.valueOf(e.getMessage()));
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(where + ": " + String.join("; ", faults));
    }
  }

  private static Kind kind(String name) {
    try {
      return Kind.valueOf(name.toUpperCase(java.util.Locale.ROOT));
    } catch (IllegalArgumentException _) {
      throw new IllegalArgumentException(
          "kind: '%s' (expected: gambling, defacement, spam or guidance)".formatted(name));
    }
  }

  private void term(Kind kind, Object entry, List<String> faults) {
    if (!(entry instanceof Map<?, ?> map)
        || !(map.get("term") instanceof String term)
        || !(map.get("weight") instanceof Integer weight)
        || weight < 1
        || weight > 10) {
      faults.add("'%s' (expected: {term: text, weight: 1 to 10})".formatted(entry));
      return;
    }
    var weak = Boolean.TRUE.equals(map.get("ambiguous"));
    var match = map.get("match");
    if (++terms > MOST_TERMS) {
      faults.add("more than %d terms".formatted(MOST_TERMS));
    } else if ("text".equals(match)) {
      anywhere.add(new Term(kind, Folding.lower(term), new long[0], weight, weak, true));
    } else {
      words(kind, term, weight, weak, "token".equals(match));
    }
  }

  private void words(Kind kind, String term, int weight, boolean weak, boolean isLiteral) {
    var words = Folding.words(term);
    if (words.isEmpty()) {
      return;
    }
    var hashes = words.stream().mapToLong(w -> isLiteral ? Hash.raw(w) : Hash.canon(w)).toArray();
    index.add(new Term(kind, term, hashes, weight, weak, isLiteral));
    var joined = String.join("", words);
    if (words.size() > 1 && joined.length() >= SHORTEST_JOINED && kind != Kind.GUIDANCE) {
      index.add(new Term(kind, term, new long[] {Hash.canon(joined)}, weight, weak, false));
    }
  }

  static List<String> lines(String name) {
    return resource(name).lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
  }

  private static String resource(String name) {
    try (InputStream in = WordLists.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + ": not in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Numbers for words.
  static final class Hash {
    private Hash() {}

    static long raw(String word) {
      return raw(word.toCharArray(), word.length());
    }

    static long canon(String word) {
      return canon(word.toCharArray(), word.length());
    }

    /// As the letters and digits stand; the same as [#canon] for a word without digits.
    static long raw(char[] word, int length) {
      var hash = 0xcbf29ce484222325L;
      var hasDigit = false;
      for (var i = 0; i < length; i++) {
        hasDigit |= word[i] <= '9';
        hash = (hash ^ word[i]) * 0x100000001b3L;
      }
      return hasDigit ? hash | 1 : canon(word, length);
    }

    /// With digits read as letters, unless the word is a number.
    static long canon(char[] word, int length) {
      var hash = 0x9e3779b97f4a7c15L;
      var hasLetter = false;
      for (var i = 0; i < length; i++) {
        var c = word[i];
        hasLetter |= c > '9';
        hash = (hash ^ (c < 0x80 ? CANON[c] : c)) * 0x100000001b3L;
      }
      return hasLetter ? hash | 1 : raw(word, length);
    }

    static boolean hasDigit(char[] word, int length) {
      for (var i = 0; i < length; i++) {
        if (word[i] <= '9') {
          return true;
        }
      }
      return false;
    }

    private static final char[] CANON = table();

    private static char[] table() {
      var table = new char[0x80];
      for (char c = 0; c < 0x80; c++) {
        table[c] = Folding.canon(c);
      }
      return table;
    }
  }

  /// Terms by the hash of their first word; open addressing, so that a word costs one look.
  static final class TermIndex {
    private long[] keys = new long[1 << 13];
    private Term[][] values = new Term[1 << 13][];
    private final Map<Long, List<Term>> all = new HashMap<>();

    void add(Term term) {
      all.computeIfAbsent(term.words()[0], _ -> new ArrayList<>()).add(term);
      if (all.size() * 3 > keys.length) {
        grow();
      } else {
        put(term.words()[0]);
      }
    }

    private void grow() {
      keys = new long[keys.length * 2];
      values = new Term[keys.length][];
      all.keySet().forEach(this::put);
    }

    private void put(long key) {
      var at = (int) (key ^ (key >>> 32)) & (keys.length - 1);
      while (keys[at] != 0 && keys[at] != key) {
        at = (at + 1) & (keys.length - 1);
      }
      keys[at] = key;
      values[at] = all.getOrDefault(key, List.of()).toArray(new Term[0]);
    }

    Term[] at(long key) {
      var at = (int) (key ^ (key >>> 32)) & (keys.length - 1);
      while (keys[at] != 0) {
        if (keys[at] == key) {
          return values[at];
        }
        at = (at + 1) & (keys.length - 1);
      }
      return NONE;
    }

    private static final Term[] NONE = new Term[0];
  }
}
