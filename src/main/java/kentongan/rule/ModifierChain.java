package kentongan.rule;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The modifiers of one item, and what they make of its values.
final class ModifierChain {
  private static final int LONGEST_EXPRESSION = 16_384;

  private final List<Modifier> order;
  private final Set<Modifier> set;
  private final TextPattern.Place place;
  private final Placeholders placeholders;

  private ModifierChain(List<Modifier> order, TextPattern.Place place, Placeholders placeholders) {
    this.order = order;
    this.placeholders = placeholders;
    this.set = order.isEmpty() ? EnumSet.noneOf(Modifier.class) : EnumSet.copyOf(order);
    this.place = place;
  }

  static ModifierChain read(
      List<String> words, Placeholders placeholders, int line, Faults faults) {
    var order = new ArrayList<Modifier>();
    for (var word : words) {
      var modifier = Modifier.of(word);
      if (modifier.isEmpty()) {
        faults.add(line, "unknown modifier '%s' (known: %s)", word, Modifier.KNOWN);
      } else {
        order.add(modifier.get());
      }
    }
    var chain = new ModifierChain(List.copyOf(order), placeOf(order), placeholders);
    chain.contradictions(line, faults);
    return chain;
  }

  /// Keywords are looked for anywhere.
  ModifierChain forKeywords() {
    return place == TextPattern.Place.WHOLE
        ? new ModifierChain(order, TextPattern.Place.ANYWHERE, placeholders)
        : this;
  }

  boolean isAll() {
    return set.contains(Modifier.ALL);
  }

  boolean isExpression() {
    return set.contains(Modifier.RE);
  }

  boolean isNegated() {
    return set.contains(Modifier.NEQ);
  }

  /// What one value asks for; several criteria are alternatives.
  List<Criterion> criteria(Value value, int line, Faults faults) {
    if (set.contains(Modifier.EXISTS)) {
      return exists(value, line, faults);
    }
    if (value.type() == Value.Type.NULL) {
      return List.of(new Criterion.Null());
    }
    var part = momentPart();
    if (part != null || comparison() != null) {
      return number(part, value, line, faults);
    }
    if (set.contains(Modifier.RE)) {
      return expression(value.text(), line, faults);
    }
    if (set.contains(Modifier.CIDR)) {
      return network(value.text(), line, faults);
    }
    if (set.contains(Modifier.FIELDREF)) {
      return List.of(new Criterion.SameAs(value.text().strip(), place, isCased()));
    }
    return texts(value, line, faults);
  }

  private List<Criterion> texts(Value value, int line, Faults faults) {
    var criteria = new ArrayList<Criterion>();
    for (var pattern : patterns(value, line, faults)) {
      criteria.add(new Criterion.Text(pattern.at(place), isCased()));
    }
    return criteria;
  }

  private List<TextPattern> patterns(Value value, int line, Faults faults) {
    var text = value.text();
    if (text.indexOf(TextPattern.ANY) >= 0) {
      faults.add(line, "a value with U+FFFF (expected: text)");
      return List.of();
    }
    if (set.contains(Modifier.EXPAND) && Placeholders.in(text)) {
      return expanded(text, line, faults);
    }
    return patterns(value.type(), text, line, faults);
  }

  private List<TextPattern> expanded(String text, int line, Faults faults) {
    var missing = placeholders.missing(text);
    if (!missing.isEmpty()) {
      faults.add(
          line,
          "placeholder in '%s' without values: %s (expected: a list in placeholders/)",
          text,
          String.join(", ", missing));
      return List.of();
    }
    var texts = placeholders.expand(text);
    if (texts.isEmpty()) {
      faults.add(line, "'%s': more than 100,000 combinations (expected: fewer)", text);
    }
    var patterns = new ArrayList<TextPattern>();
    for (var one : texts) {
      patterns.addAll(patterns(Value.Type.TEXT, one, line, faults));
      if (patterns.size() > Placeholders.MOST) {
        faults.add(line, "'%s': more than 100,000 values (expected: fewer)", text);
        return List.of();
      }
    }
    return patterns;
  }

  private List<TextPattern> patterns(Value.Type type, String text, int line, Faults faults) {
    if (order.stream().anyMatch(Modifier::isEncoding)) {
      return encoded(text, line, faults);
    }
    if (set.contains(Modifier.WINDASH)) {
      var all = Dashes.permutations(text);
      if (all.isEmpty()) {
        faults.add(line, "windash: more than 4 dashes in '%s' (expected: fewer)", text);
      }
      return all.stream().map(TextPattern::read).toList();
    }
    return List.of(type == Value.Type.TEXT ? TextPattern.read(text) : TextPattern.literal(text));
  }

  private List<TextPattern> encoded(String text, int line, Faults faults) {
    var plain = TextPattern.read(text);
    boolean isPlain =
        plain.isEmpty()
            || (plain.pieces().size() == 1
                && plain.fromStart()
                && plain.toEnd()
                && plain.pieces().getFirst().indexOf(TextPattern.ANY) < 0);
    if (!isPlain) {
      faults.add(line, "a wildcard in '%s', which is to be encoded (expected: plain text)", text);
      return List.of();
    }
    return Encodings.apply(plain.isEmpty() ? "" : plain.pieces().getFirst(), order).stream()
        .map(TextPattern::literal)
        .toList();
  }

  private List<Criterion> expression(String text, int line, Faults faults) {
    if (text.length() > LONGEST_EXPRESSION) {
      faults.add(
          line, "a regular expression of %d characters (expected: at most 16384)", text.length());
      return List.of();
    }
    if (Repetitions.steps(text) > Repetitions.MOST) {
      faults.add(line, "re: more than 50000 steps in the expression (expected: fewer repetitions)");
      return List.of();
    }
    int flags = set.contains(Modifier.I) ? Pattern.CASE_INSENSITIVE : 0;
    flags |= set.contains(Modifier.M) ? Pattern.MULTILINE : 0;
    flags |= set.contains(Modifier.S) ? Pattern.DOTALL : 0;
    try {
      return List.of(new Criterion.Regex(Pattern.compile(text, flags)));
    } catch (PatternSyntaxException e) {
      faults.add(
          line,
          "re: %s (expected: an expression that RE2 can read)",
          String.valueOf(e.getMessage()));
      return List.of();
    }
  }

  private List<Criterion> network(String text, int line, Faults faults) {
    var network = Network.parse(text.strip());
    if (network.isEmpty()) {
      faults.add(line, "cidr: '%s' (expected: a network such as 192.0.2.0/24)", text);
    }
    return network
        .<List<Criterion>>map(found -> List.of(new Criterion.InNetwork(found)))
        .orElse(List.of());
  }

  private List<Criterion> exists(Value value, int line, Faults faults) {
    var word = value.text().toLowerCase(Locale.ROOT);
    if (!word.equals("true") && !word.equals("false")) {
      faults.add(line, "exists: '%s' (expected: true or false)", value.text());
      return List.of();
    }
    return List.of(new Criterion.Exists(word.equals("true")));
  }

  private List<Criterion> number(
      Criterion.@Nullable Part part, Value value, int line, Faults faults) {
    double bound;
    try {
      bound = Double.parseDouble(value.text().strip());
    } catch (NumberFormatException e) {
      faults.add(line, "'%s' (expected: a number)", value.text());
      return List.of();
    }
    var comparison = Optional.ofNullable(comparison()).orElse(Comparison.EQ);
    return List.of(
        part == null
            ? new Criterion.Numeric(comparison, bound)
            : new Criterion.Moment(part, comparison, bound));
  }

  private boolean isCased() {
    return set.contains(Modifier.CASED);
  }

  private @Nullable Comparison comparison() {
    for (var modifier : order) {
      switch (modifier) {
        case LT -> {
          return Comparison.LT;
        }
        case LTE -> {
          return Comparison.LTE;
        }
        case GT -> {
          return Comparison.GT;
        }
        case GTE -> {
          return Comparison.GTE;
        }
        default -> {}
      }
    }
    return null;
  }

  private Criterion.@Nullable Part momentPart() {
    for (var modifier : order) {
      switch (modifier) {
        case MINUTE, HOUR, DAY, WEEK, MONTH, YEAR -> {
          return Criterion.Part.valueOf(modifier.name());
        }
        default -> {}
      }
    }
    return null;
  }

  private void contradictions(int line, Faults faults) {
    if (order.size() != set.size()) {
      faults.add(line, "modifiers %s: one is there twice (expected: once)", words());
    }
    boolean isFlagged =
        set.contains(Modifier.I) || set.contains(Modifier.M) || set.contains(Modifier.S);
    if (isFlagged && !set.contains(Modifier.RE)) {
      faults.add(line, "modifiers %s: i, m and s without re (expected: after re)", words());
    }
    long types =
        order.stream()
            .filter(m ->
                switch (m) {
                  case RE, CIDR, EXISTS, LT, LTE, GT, GTE, FIELDREF, BASE64, BASE64OFFSET -> true;
                  default -> false;
                })
            .count();
    long places =
        order.stream()
            .filter(
                m -> m == Modifier.STARTSWITH || m == Modifier.ENDSWITH || m == Modifier.CONTAINS)
            .count();
    boolean isTextOnly = !set.contains(Modifier.FIELDREF) && hasNonText();
    if (types > 1 || places > 1 || (places == 1 && isTextOnly)) {
      faults.add(line, "modifiers %s do not go together (expected: one kind of match)", words());
    }
  }

  private boolean hasNonText() {
    return set.contains(Modifier.RE)
        || set.contains(Modifier.CIDR)
        || set.contains(Modifier.EXISTS)
        || comparison() != null
        || momentPart() != null;
  }

  private String words() {
    return String.join("|", order.stream().map(Modifier::word).toList());
  }

  private static TextPattern.Place placeOf(List<Modifier> order) {
    for (var modifier : order) {
      switch (modifier) {
        case STARTSWITH -> {
          return TextPattern.Place.START;
        }
        case ENDSWITH -> {
          return TextPattern.Place.END;
        }
        case CONTAINS -> {
          return TextPattern.Place.ANYWHERE;
        }
        default -> {}
      }
    }
    return TextPattern.Place.WHOLE;
  }
}
