package kentongan.watch;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import kentongan.watch.WordLists.Hash;
import kentongan.watch.WordLists.Kind;
import kentongan.watch.WordLists.Term;

/// What a text says, read once: the terms of each list, how often it speaks *about* such things,
/// and its words in threes. The text itself is not kept.
final class Wording {
  private static final int MOST_WORDS = 60_000;
  private static final int NEAR = 25;
  private static final int MOST_TERMS = 200;

  private final Found[] found = new Found[Kind.values().length];
  private final Threes threes;
  private final int words;
  private final int guidance;

  private Wording(Scan scan, Threes threes) {
    for (var kind : Kind.values()) {
      found[kind.ordinal()] = scan.found(kind);
    }
    this.threes = threes;
    this.words = scan.size;
    this.guidance = scan.guided;
  }

  /// Reads a text.
  static Wording of(CharSequence text, WordLists lists) {
    return of(text, lists, false);
  }

  /// @param isCompared whether the threes are wanted too
  static Wording of(CharSequence text, WordLists lists, boolean isCompared) {
    var scan = new Scan(lists);
    Folding.fold(text, scan);
    scan.anywhere(text);
    scan.phrases();
    return new Wording(scan, isCompared ? Threes.of(scan.canon, scan.size) : Threes.NONE);
  }

  Found gambling() {
    return found[Kind.GAMBLING.ordinal()];
  }

  Found defacement() {
    return found[Kind.DEFACEMENT.ordinal()];
  }

  Found spam() {
    return found[Kind.SPAM.ordinal()];
  }

  /// Whether no list has anything of it but words of warning.
  boolean isInnocent() {
    return gambling().isEmpty() && spam().isEmpty();
  }

  int words() {
    return words;
  }

  Threes threes() {
    return threes;
  }

  /// Whether the text warns of or tells about gambling or break-ins.
  boolean isGuidance() {
    return guidance > 0;
  }

  /// What was found of one list.
  ///
  /// @param strong terms that tell by themselves, with their weights
  /// @param weak ambiguous terms
  /// @param told terms that only stand near words of warning or news
  record Found(Map<String, Integer> strong, Map<String, Integer> weak, Map<String, Integer> told) {
    static final Found NOTHING = new Found(Map.of(), Map.of(), Map.of());

    /// Of the strong ones, and half of the weak in company.
    int weight() {
      var company = strong.isEmpty() ? weak.size() >= 4 : true;
      return sum(strong) + (company ? Math.min(6, sum(weak) / 2) : 0);
    }

    /// As [#weight], with what stands near warnings too.
    int weightOfAll() {
      return weight() + sum(told) + (strong.isEmpty() ? sum(weak) : 0);
    }

    boolean isEmpty() {
      return strong.isEmpty() && weak.isEmpty() && told.isEmpty();
    }

    /// Without what was found there before.
    Found without(Found before) {
      return isEmpty() || before.isEmpty()
          ? this
          : new Found(rest(strong, before), rest(weak, before), rest(told, before));
    }

    /// The names of some, quoted.
    String shown() {
      var names = strong.isEmpty() ? told.isEmpty() ? weak : told : strong;
      return names.keySet().stream()
          .limit(4)
          .map(t -> "“" + t + "”")
          .reduce((a, b) -> a + ", " + b)
          .orElse("");
    }

    private static Map<String, Integer> rest(Map<String, Integer> terms, Found before) {
      var rest = new LinkedHashMap<>(terms);
      rest.keySet().removeAll(before.strong.keySet());
      rest.keySet().removeAll(before.weak.keySet());
      rest.keySet().removeAll(before.told.keySet());
      return rest;
    }

    private static int sum(Map<String, Integer> terms) {
      var sum = 0;
      for (var weight : terms.values()) {
        sum += weight;
      }
      return sum;
    }
  }

  /// One reading on its way.
  private static final class Scan implements Folding.Sink {
    private final WordLists lists;
    private long[] raw = new long[32];
    private long[] canon = new long[32];
    private int[] candidates = new int[8];
    private int[] guides = new int[8];
    private int candidate;
    private int size;
    private int guided;
    private boolean hasOther;
    private final Map<Term, Boolean> hits = new LinkedHashMap<>();

    Scan(WordLists lists) {
      this.lists = lists;
    }

    @Override
    public void word(char[] letters, int length) {
      if (size >= MOST_WORDS) {
        return;
      }
      if (size == raw.length) {
        raw = Arrays.copyOf(raw, size * 2);
        canon = Arrays.copyOf(canon, size * 2);
      }
      raw[size] = Hash.raw(letters, length);
      canon[size] = Hash.canon(letters, length);
      var isKnown = lists.index.at(canon[size]).length > 0 || lists.index.at(raw[size]).length > 0;
      if (isKnown) {
        candidates =
            candidate == candidates.length ? Arrays.copyOf(candidates, candidate * 2) : candidates;
        candidates[candidate++] = size;
      }
      size++;
    }

    @Override
    public void other() {
      hasOther = true;
    }

    /// Scripts that set no spaces are looked through as they are.
    void anywhere(CharSequence text) {
      if (!hasOther) {
        return;
      }
      var whole = Folding.lower(text.toString());
      for (var term : lists.anywhere) {
        if (whole.contains(term.name())) {
          hits.put(term, false);
        }
      }
    }

    void phrases() {
      for (var c = 0; c < candidate; c++) {
        for (var term : lists.index.at(canon[candidates[c]])) {
          if (term.kind() == Kind.GUIDANCE) {
            guides = guided == guides.length ? Arrays.copyOf(guides, guided * 2) : guides;
            guides[guided++] = candidates[c];
            break;
          }
        }
      }
      for (var c = 0; c < candidate; c++) {
        phrases(candidates[c], canon[candidates[c]]);
        if (raw[candidates[c]] != canon[candidates[c]]) {
          phrases(candidates[c], raw[candidates[c]]);
        }
      }
    }

    private void phrases(int at, long key) {
      for (var term : lists.index.at(key)) {
        if (term.kind() != Kind.GUIDANCE && isAt(term, at) && hits.size() < MOST_TERMS) {
          var isTold = isGuided(at);
          hits.merge(term, isTold, (before, now) -> before && now);
        }
      }
    }

    private boolean isAt(Term term, int at) {
      var hashes = term.words();
      if (at + hashes.length > size) {
        return false;
      }
      var in = term.isLiteral() ? raw : canon;
      for (var i = 0; i < hashes.length; i++) {
        if (in[at + i] != hashes[i]) {
          return false;
        }
      }
      return true;
    }

    private boolean isGuided(int at) {
      for (var i = 0; i < guided; i++) {
        if (Math.abs(guides[i] - at) <= NEAR) {
          return true;
        }
      }
      return false;
    }

    Found found(Kind kind) {
      if (hits.isEmpty()) {
        return Found.NOTHING;
      }
      var strong = new LinkedHashMap<String, Integer>();
      var weak = new LinkedHashMap<String, Integer>();
      var told = new LinkedHashMap<String, Integer>();
      hits.forEach((term, isTold) -> {
        if (term.kind() == kind) {
          (term.weak() ? weak : isTold ? told : strong).put(term.name(), term.weight());
        }
      });
      told.keySet().removeAll(strong.keySet());
      return strong.isEmpty() && weak.isEmpty() && told.isEmpty()
          ? Found.NOTHING
          : new Found(strong, weak, told);
    }
  }
}
