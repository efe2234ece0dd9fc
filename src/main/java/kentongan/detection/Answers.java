package kentongan.detection;

import java.util.Arrays;

/// What was answered about one document: which predicates are met, which searches are worth a look.
/// Used again for each document, so that asking allocates nothing.
///
/// For one thread at a time.
final class Answers {
  /// After so many documents it is looked at anew which questions are seldom met.
  private static final long[] LEARNED = {2_000, 20_000, 200_000, 2_000_000};

  /// One document in so many is asked with a clock.
  private static final int CLOCKED = 64;

  private final Matcher matcher;
  private final Facts facts;
  private final Questions.Asking asking;
  private final int[] met;
  private final int[] asked;
  private final int[] looked;
  private final int[] counts;
  private final int[] candidates;
  private final Figures figures;
  private Triggers triggers;
  private int count;
  private int round;
  private long documents;
  private int lessons;

  Answers(Matcher matcher, Facts facts) {
    this.matcher = matcher;
    this.facts = facts;
    this.asking = new Questions.Asking(matcher.predicates());
    this.met = new int[matcher.predicates()];
    this.asked = new int[matcher.predicates()];
    this.counts = new int[matcher.predicates()];
    this.looked = new int[matcher.searches()];
    this.candidates = new int[matcher.searches()];
    this.figures = new Figures(matcher.searches());
    this.triggers = matcher.triggers(counts);
  }

  Facts facts() {
    return facts;
  }

  /// Finds the searches that may match the document, in ascending order.
  ///
  /// @return how many; each is to be asked by [#isMatch]
  int ask(Route route) {
    begin();
    for (int number : route.always()) {
      looked[number] = round;
      candidates[count++] = number;
    }
    int values = facts.size();
    for (int value = 1; value <= values; value++) {
      if (facts.hasText(value) && route.slots().get(facts.slot(value))) {
        take(facts.text(value), route);
      }
    }
    var anywhere = route.anywhere();
    if (anywhere != null && facts.mayHold(anywhere)) {
      facts.readAnywhere();
      for (int value = facts.first(Paths.ANYWHERE); value != 0; value = facts.next(value)) {
        take(facts.text(value), route);
      }
    }
    Arrays.sort(candidates, 0, count);
    return count;
  }

  int candidate(int index) {
    return candidates[index];
  }

  boolean isMatch(int search) {
    boolean isClocked = documents % CLOCKED == 0;
    long began = isClocked ? System.nanoTime() : 0;
    boolean isMatch = matcher.gate(search).open(this);
    figures.tried[search]++;
    figures.matched[search] += isMatch ? 1 : 0;
    if (isClocked) {
      figures.nanos[search] += (System.nanoTime() - began) * CLOCKED;
    }
    return isMatch;
  }

  /// Whether a question about a text is met by some value.
  boolean isMet(int predicate) {
    return met[predicate] == round;
  }

  /// Whether any other question is met; asked once a document.
  boolean isMet(int predicate, Predicate question) {
    int known = asked[predicate];
    if (known >> 1 == round) {
      return (known & 1) != 0;
    }
    boolean answer = question.test(facts);
    asked[predicate] = round << 1 | (answer ? 1 : 0);
    return answer;
  }

  /// How often a search was tried and matched, and the time that took.
  long tried(int search) {
    return figures.tried[search];
  }

  long matched(int search) {
    return figures.matched[search];
  }

  /// In nanoseconds, reckoned from a part of the documents; regular expressions are all measured.
  long nanos(int search) {
    long nanos = figures.nanos[search];
    for (int predicate : matcher.asks(search)) {
      nanos += asking.nanos(predicate);
    }
    return nanos;
  }

  private void begin() {
    count = 0;
    documents++;
    if (++round == 1 << 30) {
      round = 1;
      Arrays.fill(met, 0);
      Arrays.fill(asked, 0);
      Arrays.fill(looked, 0);
    }
    if (lessons < LEARNED.length && documents == LEARNED[lessons]) {
      lessons++;
      triggers = matcher.triggers(counts);
    }
  }

  private void take(Text text, Route route) {
    var meets = text.met();
    if (meets == null) {
      meets = matcher.questions(text.slot()).met(text, asking);
      text.met(meets);
    }
    for (int predicate : meets) {
      if (met[predicate] != round) {
        met[predicate] = round;
        counts[predicate] += counts[predicate] < Integer.MAX_VALUE ? 1 : 0;
        for (int search : triggers.of(predicate)) {
          if (looked[search] != round && route.searches().get(search)) {
            looked[search] = round;
            candidates[count++] = search;
          }
        }
      }
    }
  }

  /// By search.
  private static final class Figures {
    private final long[] tried;
    private final long[] matched;
    private final long[] nanos;

    Figures(int searches) {
      this.tried = new long[searches];
      this.matched = new long[searches];
      this.nanos = new long[searches];
    }
  }
}
