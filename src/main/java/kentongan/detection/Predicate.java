package kentongan.detection;

import com.google.re2j.Pattern;
import java.util.List;
import kentongan.rule.Criterion;
import kentongan.rule.Network;
import kentongan.rule.TextPattern;

/// One question about the values of one slot. Asked once an event, however many rules ask it.
sealed interface Predicate {
  /// Whether some value meets it.
  boolean test(Facts facts);

  /// The value that meets it, for explanations; 0 when it is about none.
  int met(Facts facts);

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

  /// A question whose answer follows from the value's text alone; [Questions] answers many of them
  /// at once.
  sealed interface OfText extends OfValue {
    boolean test(Text text);

    @Override
    default boolean test(Facts facts, int value) {
      return facts.hasText(value) && test(facts.text(value));
    }
  }

  /// One of several texts or patterns.
  final class OneOf implements OfText {
    private final int slot;
    private final List<Glob> globs;

    OneOf(int slot, List<Criterion.Text> texts) {
      this.slot = slot;
      this.globs = texts.stream().map(text -> new Glob(text.pattern(), text.cased())).toList();
    }

    @Override
    public int slot() {
      return slot;
    }

    @Override
    public boolean test(Text text) {
      for (var glob : globs) {
        if (glob.matches(glob.isCased() ? text.raw() : text.folded(), 0, text.length())) {
          return true;
        }
      }
      return false;
    }
  }

  /// A regular expression is found. Texts without any of its necessary texts are not tried.
  final class Found implements OfText {
    private final int slot;
    private final Pattern pattern;
    private final List<List<String>> literals;
    private final List<OneOf> necessary;

    Found(int slot, Criterion.Regex regex) {
      this.slot = slot;
      this.pattern = regex.pattern();
      this.literals = Literals.of(pattern.pattern());
      this.necessary = literals.stream().map(texts -> new OneOf(slot, anywhere(texts))).toList();
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

    /// Of these texts one stands in whatever it is found in; empty when nothing is known.
    List<String> mostTelling() {
      return literals.isEmpty() ? List.of() : literals.getFirst();
    }

    @Override
    public boolean test(Text text) {
      for (var one : necessary) {
        if (!one.test(text)) {
          return false;
        }
      }
      return pattern.matcher(text.slice()).find();
    }
  }

  /// A number on the right side of a bound.
  record Bounded(int slot, Criterion.Numeric number) implements OfValue {
    @Override
    public boolean test(Facts facts, int value) {
      double found = Numbers.read(facts, value);
      return !Double.isNaN(found) && number.comparison().holds(found, number.bound());
    }
  }

  /// An address in a network.
  record Within(int slot, Network network) implements OfValue {
    @Override
    public boolean test(Facts facts, int value) {
      return facts.kind(value) == Facts.TEXT
          && Network.address(facts.text(value).slice()).map(network::contains).orElse(false);
    }
  }

  /// A part of an instant.
  record At(int slot, Criterion.Moment moment) implements OfValue {
    @Override
    public boolean test(Facts facts, int value) {
      double part = Times.part(facts, value, moment.part());
      return !Double.isNaN(part) && moment.comparison().holds(part, moment.bound());
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
  }

  /// A value compares with one of another slot.
  record Same(int slot, int other, TextPattern.Place place, boolean cased) implements OfValue {
    @Override
    public boolean test(Facts facts, int value) {
      if (!facts.hasText(value)) {
        return false;
      }
      var mine = facts.text(value);
      for (int theirs = facts.first(other); theirs != 0; theirs = facts.next(theirs)) {
        if (facts.hasText(theirs) && compares(mine, facts.text(theirs))) {
          return true;
        }
      }
      return false;
    }

    private boolean compares(Text mine, Text theirs) {
      var text = cased ? mine.raw() : mine.folded();
      var part = cased ? theirs.raw() : theirs.folded();
      int size = theirs.length();
      int last = mine.length() - size;
      if (last < 0) {
        return false;
      }
      return switch (place) {
        case WHOLE -> last == 0 && isAt(text, 0, part, size);
        case START -> isAt(text, 0, part, size);
        case END -> isAt(text, last, part, size);
        case ANYWHERE -> {
          for (int at = 0; at <= last; at++) {
            if (isAt(text, at, part, size)) {
              yield true;
            }
          }
          yield false;
        }
      };
    }

    private static boolean isAt(char[] text, int at, char[] part, int size) {
      for (int i = 0; i < size; i++) {
        if (text[at + i] != part[i]) {
          return false;
        }
      }
      return true;
    }
  }
}
