package kentongan.detection;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import kentongan.rule.Criterion;
import kentongan.rule.EventRule;
import kentongan.rule.LogSource;
import kentongan.rule.Mapping;
import kentongan.rule.Network;
import kentongan.rule.Search;
import kentongan.rule.TextPattern;

/// What a rule means, said as plainly as can be: one rule, one tree, no memory, no cleverness, and
/// nothing of the compiled matcher's code. See `docs/reference/sigma.md`.
final class Naive {
  private static final Pattern NUMBER = Pattern.compile("[0-9+\\-.eE]{1,40}");
  private static final Pattern DATE =
      Pattern.compile("(\\d{4})-(\\d\\d)-(\\d\\d)(.*)", Pattern.DOTALL);
  private static final Pattern CLOCK = Pattern.compile(".(\\d\\d)(:(\\d\\d).*)?.*", Pattern.DOTALL);
  private static final Pattern FOUR =
      Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");

  private static final Pattern SIXTEEN =
      Pattern.compile("(?=.*:)([0-9a-fA-F]{0,4}:)*([0-9a-fA-F]{0,4}|(\\d{1,3}\\.){3}\\d{1,3})");

  private final Mapping mapping;

  Naive(Mapping mapping) {
    this.mapping = mapping;
  }

  boolean matches(EventRule rule, Tree event) {
    return holds(rule.source(), rule.search(), event);
  }

  private boolean holds(LogSource source, Search search, Tree event) {
    return switch (search) {
      case Search.AllOf(var parts) -> parts.stream().allMatch(p -> holds(source, p, event));
      case Search.AnyOf(var parts) -> parts.stream().anyMatch(p -> holds(source, p, event));
      case Search.Not(var part) -> !holds(source, part, event);
      case Search.Item(var field, var criterion) -> item(source, field, criterion, event);
      case Search.Keyword(var criterion) -> keyword(criterion, event);
    };
  }

  private boolean item(LogSource source, String field, Criterion criterion, Tree event) {
    var values = values(source, field, event);
    return switch (criterion) {
      case Criterion.Exists(var wanted) -> wanted != values.isEmpty();
      case Criterion.Null() ->
          values.isEmpty() || values.stream().anyMatch(Tree.Nil.class::isInstance);
      case Criterion.SameAs same -> {
        var others = values(source, same.field(), event);
        yield values.stream().anyMatch(v -> others.stream().anyMatch(o -> isSame(same, v, o)));
      }
      case Criterion.Text _,
          Criterion.Regex _,
          Criterion.Numeric _,
          Criterion.InNetwork _,
          Criterion.Moment _ ->
          values.stream().anyMatch(value -> meets(criterion, value));
    };
  }

  private static boolean keyword(Criterion criterion, Tree tree) {
    return switch (tree) {
      case Tree.Obj(var members) -> members.values().stream().anyMatch(t -> keyword(criterion, t));
      case Tree.Arr(var items) -> items.stream().anyMatch(t -> keyword(criterion, t));
      case Tree.Str _, Tree.Num _ ->
          (criterion instanceof Criterion.Text || criterion instanceof Criterion.Regex)
              && meets(criterion, tree);
      case Tree.Bool _, Tree.Nil _ -> false;
    };
  }

  private static boolean meets(Criterion criterion, Tree value) {
    var text = text(value);
    if (text.isEmpty()) {
      return false;
    }
    return switch (criterion) {
      case Criterion.Text(var pattern, var cased) -> fits(pattern, cased, text.get());
      case Criterion.Regex(var pattern) -> pattern.matcher(text.get()).find();
      case Criterion.Numeric(var comparison, var bound) ->
          !(value instanceof Tree.Bool)
              && number(text.get()).map(n -> comparison.holds(n, bound)).orElse(false);
      case Criterion.InNetwork(var network) ->
          value instanceof Tree.Str && isWithin(network, text.get());
      case Criterion.Moment moment ->
          value instanceof Tree.Str
              && part(moment.part(), text.get())
                  .map(n -> moment.comparison().holds(n, moment.bound()))
                  .orElse(false);
      case Criterion.Exists _, Criterion.Null _, Criterion.SameAs _ -> false;
    };
  }

  // Values of a field.

  private List<Tree> values(LogSource source, String field, Tree event) {
    var path = mapping.path(source, field);
    var found = new ArrayList<Tree>();
    collect(event, List.of(path.split("\\.", -1)), found);
    if (mapping.isDecoded(source, path)) {
      for (var value : List.copyOf(found)) {
        var once = text(value).flatMap(Naive::decoded);
        once.ifPresent(text -> found.add(new Tree.Str(text)));
        once.flatMap(Naive::decoded).ifPresent(text -> found.add(new Tree.Str(text)));
      }
    }
    return found;
  }

  private static void collect(Tree tree, List<String> steps, List<Tree> found) {
    if (tree instanceof Tree.Arr(var items)) {
      if (steps.isEmpty()) {
        found.add(tree);
      }
      items.forEach(item -> collect(item, steps, found));
    } else if (steps.isEmpty()) {
      found.add(tree);
    } else if (tree instanceof Tree.Obj(var members)) {
      for (int taken = 1; taken <= steps.size(); taken++) {
        var child = members.get(String.join(".", steps.subList(0, taken)));
        if (child != null) {
          collect(child, steps.subList(taken, steps.size()), found);
        }
      }
    }
  }

  private static Optional<String> text(Tree value) {
    return switch (value) {
      case Tree.Str(var text) -> Optional.of(text);
      case Tree.Num(var text) -> Optional.of(text);
      case Tree.Bool(var yes) -> Optional.of(Boolean.toString(yes));
      case Tree.Obj _, Tree.Arr _, Tree.Nil _ -> Optional.empty();
    };
  }

  /// Percent-encoding undone once; empty when there is none.
  static Optional<String> decoded(String text) {
    if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
      return Optional.empty();
    }
    var out = new StringBuilder();
    var octets = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i++) {
      if (text.substring(i).matches("(?s)%[0-9a-fA-F]{2}.*")) {
        octets.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        out.append(octets.toString(StandardCharsets.UTF_8));
        octets.reset();
        out.append(text.charAt(i) == '+' ? ' ' : text.charAt(i));
      }
    }
    return Optional.of(out.append(octets.toString(StandardCharsets.UTF_8)).toString());
  }

  // Criteria.

  /// By the table of who can be where: `reach[i]` says that what was read so far may end before
  /// character i.
  static boolean fits(TextPattern pattern, boolean cased, String text) {
    var stars = new StringBuilder(pattern.fromStart() ? "" : "\n");
    stars.append(String.join("\n", pattern.pieces().stream().map(Naive::escaped).toList()));
    stars.append(pattern.toEnd() ? "" : "\n");
    var reach = new boolean[text.length() + 1];
    reach[0] = true;
    for (int p = 0; p < stars.length(); p++) {
      char c = stars.charAt(p);
      if (c == '\n') {
        for (int i = 1; i < reach.length; i++) {
          reach[i] |= reach[i - 1];
        }
        continue;
      }
      char wanted = c == '\r' ? stars.charAt(++p) : c;
      boolean any = c != '\r' && c == TextPattern.ANY;
      for (int i = reach.length - 1; i > 0; i--) {
        reach[i] = reach[i - 1] && (any || isSame(wanted, text.charAt(i - 1), cased));
      }
      reach[0] = false;
    }
    return reach[text.length()];
  }

  /// A line feed stands for the star here; a carriage return before a character says that it is
  /// meant.
  private static String escaped(String piece) {
    return piece.replaceAll("[\n\r]", "\r$0");
  }

  private static boolean isSame(char a, char b, boolean cased) {
    return a == b || (!cased && folded(a) == folded(b));
  }

  private static char folded(char c) {
    return Character.toLowerCase(Character.toUpperCase(c));
  }

  private static boolean isSame(Criterion.SameAs same, Tree value, Tree other) {
    if (text(value).isEmpty() || text(other).isEmpty()) {
      return false;
    }
    var mine = same.cased() ? text(value).get() : folded(text(value).get());
    var theirs = same.cased() ? text(other).get() : folded(text(other).get());
    return switch (same.place()) {
      case WHOLE -> mine.equals(theirs);
      case START -> mine.startsWith(theirs);
      case END -> mine.endsWith(theirs);
      case ANYWHERE -> mine.contains(theirs);
    };
  }

  private static String folded(String text) {
    var out = new StringBuilder();
    text.chars().forEach(c -> out.append(folded((char) c)));
    return out.toString();
  }

  private static Optional<Double> number(String text) {
    try {
      return NUMBER.matcher(text).matches()
          ? Optional.of(Double.parseDouble(text))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static boolean isWithin(Network network, String text) {
    var parts = network.toString().split("/");
    var base = address(parts[0]);
    var address = address(text);
    int bits = Integer.parseInt(parts[1]);
    if (base.isEmpty() || address.isEmpty() || base.get().length != address.get().length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> bit % 8;
      if ((base.get()[bit / 8] & mask) != (address.get()[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }

  private static Optional<byte[]> address(String text) {
    var four = FOUR.matcher(text);
    if (four.matches()) {
      var bytes = new byte[4];
      for (int i = 0; i < 4; i++) {
        int octet = Integer.parseInt(four.group(i + 1));
        if (octet > 255) {
          return Optional.empty();
        }
        bytes[i] = (byte) octet;
      }
      return Optional.of(bytes);
    }
    if (!SIXTEEN.matcher(text).matches()) { // the JDK reads more than the RFC writes
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.ofLiteral(text).getAddress());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<Integer> part(Criterion.Part part, String text) {
    var date = DATE.matcher(text);
    if (!date.matches()) {
      return Optional.empty();
    }
    LocalDate day;
    try {
      day =
          LocalDate.of(
              Integer.parseInt(date.group(1)),
              Integer.parseInt(date.group(2)),
              Integer.parseInt(date.group(3)));
    } catch (java.time.DateTimeException e) {
      return Optional.empty();
    }
    var clock = CLOCK.matcher(date.group(4));
    boolean hasHour = clock.matches();
    return switch (part) {
      case YEAR -> Optional.of(day.getYear());
      case MONTH -> Optional.of(day.getMonthValue());
      case DAY -> Optional.of(day.getDayOfMonth());
      case WEEK -> Optional.of(day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
      case HOUR -> hasHour ? Optional.of(Integer.valueOf(clock.group(1))) : Optional.empty();
      case MINUTE ->
          hasHour && clock.group(3) != null
              ? Optional.of(Integer.valueOf(clock.group(3)))
              : Optional.empty();
    };
  }
}
