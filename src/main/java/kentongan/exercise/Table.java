package kentongan.exercise;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// A table of a [Sheet]. What is wrong is kept as a fault with its line, and reading goes on with
/// [Missing], so that all faults of a file are found at once.
final class Table {
  /// The most entries of one list.
  static final int MOST_ENTRIES = 1_000;

  private final Sheet sheet;
  private final MappingNode node;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Set<String> read = new HashSet<>();

  Table(Sheet sheet, MappingNode node) {
    this.sheet = sheet;
    this.node = node;
    for (var pair : node.getValue()) {
      if (pair.getKeyNode() instanceof ScalarNode key) {
        if (values.put(key.getValue(), pair.getValueNode()) != null) {
          sheet.fault(line(key), key.getValue() + ": given twice");
        }
      } else {
        sheet.fault(line(pair.getKeyNode()), "a key that is not a word");
      }
    }
  }

  /// Gives up on what is being built; its fault is already kept.
  static final class Missing extends RuntimeException {
    Missing() {
      super("told on the sheet", null, false, false);
    }
  }

  /// Builds something of this table, unless something is wrong with it. Then no key may be left.
  <T> Optional<T> build(Function<Table, T> builder) {
    var built = attempt(() -> builder.apply(this));
    if (built.isPresent()) {
      unread();
    }
    return built;
  }

  /// A part that may be faulty; its fault is kept, and reading goes on.
  <T> Optional<T> attempt(Supplier<T> part) {
    try {
      return Optional.of(part.get());
    } catch (Missing _) {
      return Optional.empty();
    } catch (IllegalArgumentException wrong) {
      sheet.fault(line(node), String.valueOf(wrong.getMessage()));
      return Optional.empty();
    }
  }

  /// A part without which the whole cannot be built.
  <T> T needed(Optional<T> part) {
    return part.orElseThrow(Missing::new);
  }

  /// Names the keys that nobody asked for.
  void unread() {
    var known = new TreeSet<>(read);
    for (var entry : values.entrySet()) {
      if (read.add(entry.getKey())) {
        sheet.fault(
            line(entry.getValue()),
            "%s: not known here (known: %s)".formatted(entry.getKey(), String.join(", ", known)));
      }
    }
  }

  /// A fault of the value of a key.
  Missing wrong(String key, String message) {
    var value = values.get(key);
    sheet.fault(line(value == null ? node : value), key + ": " + message);
    return new Missing();
  }

  /// Remembers on which line a named part stands, for faults found when all is read.
  ///
  /// @param what as in `inject padam`
  void stands(String what) {
    sheet.stands(what, line(node));
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  String text(String key) {
    return optionalText(key).orElseThrow(() -> wrong(key, "missing (expected: a text)"));
  }

  Optional<String> optionalText(String key) {
    var value = value(key);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (value.get() instanceof ScalarNode scalar) {
      return Optional.of(scalar.getValue());
    }
    throw wrong(key, "not one value (expected: a text)");
  }

  /// A value that another type reads from text.
  <T> T as(String key, Function<String, T> type) {
    return optionalAs(key, type).orElseThrow(() -> wrong(key, "missing"));
  }

  <T> Optional<T> optionalAs(String key, Function<String, T> type) {
    return optionalText(key)
        .map(text -> {
          try {
            return type.apply(text);
          } catch (IllegalArgumentException bad) {
            throw wrong(key, String.valueOf(bad.getMessage()));
          }
        });
  }

  /// A word of an enum, written `on-duty`.
  <E extends Enum<E>> E word(String key, Class<E> type) {
    return as(key, text -> wordOf(text, type));
  }

  static <E extends Enum<E>> E wordOf(String text, Class<E> type) {
    for (var constant : type.getEnumConstants()) {
      if (wordOf(constant).equals(text)) {
        return constant;
      }
    }
    throw new IllegalArgumentException(
        "'%s' (expected: one of %s)"
            .formatted(text, Arrays.stream(type.getEnumConstants()).map(Table::wordOf).toList()));
  }

  private static String wordOf(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  int number(String key, int least, int most) {
    return as(key, text -> numberOf(text, least, most));
  }

  int number(String key, int least, int most, int otherwise) {
    return optionalAs(key, text -> numberOf(text, least, most)).orElse(otherwise);
  }

  private static int numberOf(String text, int least, int most) {
    if (!text.matches("[0-9]{1,9}")
        || Integer.parseInt(text) < least
        || Integer.parseInt(text) > most) {
      throw new IllegalArgumentException("'%s' (expected: %d to %d)".formatted(text, least, most));
    }
    return Integer.parseInt(text);
  }

  double fraction(String key) {
    return as(
        key,
        text -> {
          if (!text.matches("[01]|0\\.[0-9]{1,6}")) {
            throw new IllegalArgumentException("'%s' (expected: 0 to 1)".formatted(text));
          }
          return Double.parseDouble(text);
        });
  }

  Duration span(String key) {
    return as(key, Times::span);
  }

  Duration span(String key, Duration otherwise) {
    return optionalAs(key, Times::span).orElse(otherwise);
  }

  Phrase phrase(String key) {
    return table(key)
        .flatMap(t -> t.build(p -> new Phrase(p.text("id"), p.text("en"))))
        .orElseThrow(Missing::new);
  }

  private Optional<Table> table(String key) {
    var value = value(key).orElseThrow(() -> wrong(key, "missing"));
    if (value instanceof MappingNode mapping) {
      return Optional.of(new Table(sheet, mapping));
    }
    throw wrong(key, "not a table");
  }

  /// What a table below a key makes; empty when the key is not there.
  <T> Optional<T> below(String key, Function<Table, T> builder) {
    if (!has(key)) {
      read.add(key);
      return Optional.empty();
    }
    var built = table(key).flatMap(t -> t.build(builder));
    return Optional.of(built.orElseThrow(Missing::new));
  }

  /// The texts of a list; none when the key is not there.
  List<String> texts(String key) {
    return entries(key).stream()
        .map(entry -> {
          if (entry instanceof ScalarNode scalar) {
            return scalar.getValue();
          }
          throw wrong(key, "an entry that is not one value (expected: a text)");
        })
        .toList();
  }

  /// What the tables of a list make; faulty ones are left out, since their faults are kept.
  <T> List<T> list(String key, Function<Table, T> builder) {
    var built = new ArrayList<T>();
    for (var entry : entries(key)) {
      if (entry instanceof MappingNode mapping) {
        new Table(sheet, mapping).build(builder).ifPresent(built::add);
      } else {
        sheet.fault(line(entry), key + ": an entry that is not a table");
      }
    }
    return built;
  }

  private List<Node> entries(String key) {
    var value = value(key);
    if (value.isEmpty()) {
      return List.of();
    }
    if (!(value.get() instanceof SequenceNode sequence)) {
      throw wrong(key, "not a list");
    }
    if (sequence.getValue().size() > MOST_ENTRIES) {
      throw wrong(
          key,
          "%d entries (expected: at most %d)".formatted(sequence.getValue().size(), MOST_ENTRIES));
    }
    return sequence.getValue();
  }

  private Optional<Node> value(String key) {
    read.add(key);
    return Optional.ofNullable(values.get(key));
  }

  private static int line(Node at) {
    return at.getStartMark() == null ? 0 : at.getStartMark().getLine() + 1;
  }
}
