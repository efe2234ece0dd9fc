package kentongan.detection;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import kentongan.rule.Criterion;
import kentongan.rule.Network;
import kentongan.rule.TextPattern;
import org.jspecify.annotations.Nullable;

/// One question about the values of one slot. Asked once an event, however many rules ask it.
sealed interface Predicate {
  /// Whether some value meets it.
  boolean test(Facts facts);

  /// The value that meets it, for explanations; 0 when it is about none.
  int met(Facts facts);

  /// A guess at the time it takes, in nanoseconds.
  int cost();

  /// A question that each value answers for itself.
  sealed interface OfValue extends Predicate {
    int slot();

    boolean test(Facts facts, int value);

    @Override
    default boolean test(Facts facts) {
      return met(facts) != 0;
    }

    @Override
    default int met(Facts facts) {
      for (int value = facts.first(slot()); value != 0; value = facts.next(value)) {
        if (test(facts, value)) {
          return value;
        }
      }
      return 0;
    }
  }

  /// A question whose answer follows from the value's text alone.
  sealed interface OfText extends OfValue {}

  /// One of several texts or patterns.
  final class OneOf implements OfText {
    private final int slot;
    private final @Nullable Words exact;
    private final @Nullable Pieces pieces;
    private final Glob[] globs;
    private final int cost;

    OneOf(int slot, List<Criterion.Text> texts) {
      this.slot = slot;
      var words = new ArrayList<char[]>();
      var anywhere = new ArrayList<char[]>();
      var patterns = new ArrayList<Glob>();
      for (var text : texts) {
        var glob = new Glob(text.pattern(), text.cased());
        var word = glob.exact();
        if (word != null && !text.cased()) {
          words.add(word);
          continue;
        }
        var piece = glob.anywhere();
        if (piece != null && piece.length > 1 && !text.cased() && texts.size() > 1) {
          anywhere.add(piece);
        } else {
          patterns.add(glob);
        }
      }
      this.pieces = anywhere.isEmpty() ? null : new Pieces(anywhere);
      this.exact = words.isEmpty() ? null : new Words(words);
      this.globs = patterns.toArray(Glob[]::new);
      this.cost = (anywhere.isEmpty() ? 5 : 120) + patterns.stream().mapToInt(Glob::cost).sum();
    }

    @Override
    public int slot() {
      return slot;
    }

    @Override
    public boolean test(Facts facts, int value) {
      if (!facts.hasText(value)) {
        return false;
      }
      int start = facts.start(value);
      int length = facts.length(value);
      var folded = facts.folded();
      if (exact != null && exact.find(folded, start, length) != 0) {
        return true;
      }
      if (pieces != null && pieces.isIn(folded, start, length)) {
        return true;
      }
      for (var glob : globs) {
        if (glob.matches(glob.isCased() ? facts.raw() : folded, start, length)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public int cost() {
      return cost;
    }
  }

  /// A regular expression is found. Values without any of its necessary texts are not tried.
  final class Found implements OfText {
    private final int slot;
    private final Pattern pattern;
    private final OneOf[] necessary;

    Found(int slot, Criterion.Regex regex) {
      this.slot = slot;
      this.pattern = regex.pattern();
      this.necessary =
          Literals.of(pattern.pattern()).stream()
              .map(texts -> new OneOf(slot, anywhere(texts)))
              .toArray(OneOf[]::new);
    }

    private static List<Criterion.Text> anywhere(List<String> texts) {
      return texts.stream()
          .map(TextPattern::literal)
          .map(text -> new Criterion.Text(text.at(TextPattern.Place.ANYWHERE), false))
          .toList();
    }

    @Override
    public int slot() {
      return slot;
    }

    @Override
    public boolean test(Facts facts, int value) {
      if (!facts.hasText(value)) {
        return false;
      }
      for (var one : necessary) {
        if (!one.test(facts, value)) {
          return false;
        }
      }
      return pattern
          .matcher(new Slice(facts.raw(), facts.start(value), facts.length(value)))
          .find();
    }

    @Override
    public int cost() {
      return necessary.length == 0 ? 20_000 : 3000;
    }
  }

  /// A number on the right side of a bound.
  record Bounded(int slot, Criterion.Numeric number) implements OfValue {
    @Override
    public boolean test(Facts facts, int value) {
      double found = Numbers.read(facts, value);
      return !Double.isNaN(found) && number.comparison().holds(found, number.bound());
    }

    @Override
    public int cost() {
      return 15;
    }
  }

  /// An address in a network.
  record Within(int slot, Network network) implements OfValue {
    @Override
    public boolean test(Facts facts, int value) {
      return facts.kind(value) == Facts.TEXT
          && Network.address(new Slice(facts.raw(), facts.start(value), facts.length(value)))
              .map(network::contains)
              .orElse(false);
    }

    @Override
    public int cost() {
      return 200;
    }
  }

  /// A part of an instant.
  record At(int slot, Criterion.Moment moment) implements OfValue {
    @Override
    public boolean test(Facts facts, int value) {
      double part = Times.part(facts, value, moment.part());
      return !Double.isNaN(part) && moment.comparison().holds(part, moment.bound());
    }

    @Override
    public int cost() {
      return 30;
    }
  }

  /// Any text or number of the document.
  record Anywhere(OneOf texts) implements Predicate {
    @Override
    public boolean test(Facts facts) {
      return met(facts) != 0;
    }

    @Override
    public int met(Facts facts) {
      for (int value = facts.keywords(); value != 0; value = facts.next(value)) {
        if (texts.test(facts, value)) {
          return value;
        }
      }
      return 0;
    }

    @Override
    public int cost() {
      return 5000 + 20 * texts.cost();
    }
  }

  /// A regular expression in any text or number of the document.
  record FoundAnywhere(Found found) implements Predicate {
    @Override
    public boolean test(Facts facts) {
      return met(facts) != 0;
    }

    @Override
    public int met(Facts facts) {
      for (int value = facts.keywords(); value != 0; value = facts.next(value)) {
        if (found.test(facts, value)) {
          return value;
        }
      }
      return 0;
    }

    @Override
    public int cost() {
      return 100_000;
    }
  }

  /// The field is there, or not.
  record Present(int slot, boolean wanted) implements Predicate {
    @Override
    public boolean test(Facts facts) {
      return facts.first(slot) != 0 == wanted;
    }

    @Override
    public int met(Facts facts) {
      return 0;
    }

    @Override
    public int cost() {
      return 1;
    }
  }

  /// The field is missing or null.
  record Nothing(int slot) implements Predicate {
    @Override
    public boolean test(Facts facts) {
      if (facts.first(slot) == 0) {
        return true;
      }
      for (int value = facts.first(slot); value != 0; value = facts.next(value)) {
        if (facts.kind(value) == Facts.NULL) {
          return true;
        }
      }
      return false;
    }

    @Override
    public int met(Facts facts) {
      return 0;
    }

    @Override
    public int cost() {
      return 1;
    }
  }

  /// A value compares with one of another slot.
  record Same(int slot, int other, TextPattern.Place place, boolean cased) implements OfValue {
    @Override
    public boolean test(Facts facts, int value) {
      if (!facts.hasText(value)) {
        return false;
      }
      var chars = cased ? facts.raw() : facts.folded();
      for (int theirs = facts.first(other); theirs != 0; theirs = facts.next(theirs)) {
        if (facts.hasText(theirs) && compares(facts, chars, value, theirs)) {
          return true;
        }
      }
      return false;
    }

    private boolean compares(Facts facts, char[] chars, int value, int theirs) {
      int size = facts.length(theirs);
      int start = facts.start(value);
      int last = start + facts.length(value) - size;
      if (last < start) {
        return false;
      }
      return switch (place) {
        case WHOLE -> last == start && isAt(chars, start, facts.start(theirs), size);
        case START -> isAt(chars, start, facts.start(theirs), size);
        case END -> isAt(chars, last, facts.start(theirs), size);
        case ANYWHERE -> {
          for (int at = start; at <= last; at++) {
            if (isAt(chars, at, facts.start(theirs), size)) {
              yield true;
            }
          }
          yield false;
        }
      };
    }

    private static boolean isAt(char[] chars, int at, int other, int size) {
      for (int i = 0; i < size; i++) {
        if (chars[at + i] != chars[other + i]) {
          return false;
        }
      }
      return true;
    }

    @Override
    public int cost() {
      return 50;
    }
  }
}
