package kentongan.store.elastic;

import java.net.InetAddress;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import kentongan.event.EventArchive.BadQuery;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.queryparser.classic.ParseException;
import org.apache.lucene.queryparser.classic.QueryParser;
import org.apache.lucene.queryparser.classic.TokenMgrError;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.jspecify.annotations.Nullable;

/// Query-string syntax, read here and said in Elasticsearch's own words, so that a query means the
/// same with either archive, and nothing that people typed is interpreted by the server: words
/// without a field are looked for in `message`, all must be there unless `OR` is said, upper and
/// lower case are one, no wildcard in front.
final class QueryDsl extends QueryParser {
  private static final Map<String, Object> ALL = Map.of("match_all", Map.of());

  private QueryDsl() {
    super("message", new KeywordAnalyzer());
    setDefaultOperator(Operator.AND);
    setAllowLeadingWildcard(false);
    setSplitOnWhitespace(true);
  }

  /// The query as a tree that is its JSON.
  ///
  /// @throws BadQuery when it cannot be read
  static Map<String, Object> read(String text) {
    if (text.isBlank()) {
      return ALL;
    }
    try {
      return said(new QueryDsl().parse(text));
    } catch (ParseException
        | TokenMgrError
        | IndexSearcher.TooManyClauses
        | IllegalArgumentException bad) {
      var why = bad.getMessage();
      throw new BadQuery(
          "query: " + (why == null ? "" : why).lines().findFirst().orElse("cannot be read"));
    }
  }

  private static Map<String, Object> said(Query query) {
    return switch (query) {
      case Said said -> said.json;
      case BoostQuery boosted -> said(boosted.getQuery());
      case BooleanQuery all -> said(all.clauses());
      default -> ALL;
    };
  }

  private static Map<String, Object> said(List<BooleanClause> clauses) {
    var must = new ArrayList<Object>();
    var should = new ArrayList<Object>();
    var not = new ArrayList<Object>();
    for (var clause : clauses) {
      var part = said(clause.query());
      switch (clause.occur()) {
        case MUST, FILTER -> must.add(part);
        case SHOULD -> should.add(part);
        case MUST_NOT -> not.add(part);
      }
    }
    var all =
        new HashMap<String, Object>(Map.of("filter", must, "should", should, "must_not", not));
    if (must.isEmpty() && !should.isEmpty()) {
      all.put("minimum_should_match", 1);
    }
    return Map.of("bool", all);
  }

  @Override
  protected Query getFieldQuery(String field, String text, boolean quoted) throws ParseException {
    if (Fields.TEXTS.contains(field)) {
      // One word as typed may be several to the index, as in `login.php`: in a row then.
      return new Said(Map.of("match_phrase", Map.of(field, text)));
    }
    if (field.equals(Fields.TIME)) {
      return new Said(Map.of("term", Map.of(Fields.TIME, millis(text))));
    }
    var either = new ArrayList<Object>();
    either.add(Map.of("term", Map.of(field, lower(text))));
    number(text).ifPresent(n -> either.add(Map.of("term", Map.of(field + "#n", n))));
    if (isAddressOrNetwork(field, text)) {
      either.add(Map.of("term", Map.of(field + "#ip", text)));
    }
    return either(either);
  }

  @Override
  protected Query getFieldQuery(String field, String text, int slop) throws ParseException {
    return Fields.TEXTS.contains(field)
        ? new Said(
            Map.of(
                "match_phrase", Map.of(field, Map.of("query", text, "slop", Math.min(slop, 100)))))
        : getFieldQuery(field, text, true);
  }

  private static boolean isAddressOrNetwork(String field, String text) {
    if (!field.endsWith(".ip")) {
      return false;
    }
    var slash = text.indexOf('/');
    try {
      var address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
      var bits = slash < 0 ? 0 : Integer.parseInt(text.substring(slash + 1));
      return bits >= 0 && bits <= 8 * address.getAddress().length;
    } catch (IllegalArgumentException noAddress) {
      return false;
    }
  }

  @Override
  protected Query getRangeQuery(
      String field,
      @Nullable String from,
      @Nullable String to,
      boolean fromInclusive,
      boolean toInclusive)
      throws ParseException {
    var low = fromInclusive ? "gte" : "gt";
    var high = toInclusive ? "lte" : "lt";
    if (from == null && to == null) {
      return either(List.of(exists(field), exists(field + "#n")));
    }
    if (field.equals(Fields.TIME)) {
      var bounds = new LinkedHashMap<String, Object>();
      if (from != null) {
        bounds.put(low, millis(from));
      }
      if (to != null) {
        bounds.put(high, millis(to));
      }
      return new Said(Map.of("range", Map.of(Fields.TIME, bounds)));
    }
    var least = from == null ? OptionalDouble.empty() : number(from);
    var most = to == null ? OptionalDouble.empty() : number(to);
    var isNumbers = (from == null || least.isPresent()) && (to == null || most.isPresent());
    var bounds = new LinkedHashMap<String, Object>();
    if (from != null) {
      bounds.put(low, isNumbers ? least.getAsDouble() : lower(from));
    }
    if (to != null) {
      bounds.put(high, isNumbers ? most.getAsDouble() : lower(to));
    }
    return new Said(Map.of("range", Map.of(isNumbers ? field + "#n" : field, bounds)));
  }

  private static Map<String, Object> exists(String field) {
    return Map.of("exists", Map.of("field", field));
  }

  @Override
  protected Query getPrefixQuery(String field, String text) {
    return new Said(Map.of("prefix", Map.of(field, lower(text))));
  }

  @Override
  protected Query getWildcardQuery(String field, String text) throws ParseException {
    if (text.equals("*")) {
      return field.equals("*")
          ? new MatchAllDocsQuery()
          : getRangeQuery(field, null, null, true, true);
    }
    if (text.startsWith("*") || text.startsWith("?")) {
      throw new ParseException("'%s' (expected: no wildcard in front)".formatted(text));
    }
    return new Said(Map.of("wildcard", Map.of(field, lower(text))));
  }

  @Override
  protected Query getRegexpQuery(String field, String text) {
    return new Said(
        Map.of(
            "regexp",
            Map.of(field, Map.of("value", lower(text), "max_determinized_states", 10_000))));
  }

  @Override
  protected Query getFuzzyQuery(String field, String text, float similarity) {
    var edits = similarity >= 1 ? Math.min(2, (int) similarity) : 2;
    return new Said(
        Map.of(
            "fuzzy",
            Map.of(field, Map.of("value", lower(text), "fuzziness", edits, "prefix_length", 1))));
  }

  private static Query either(List<?> queries) {
    return queries.size() == 1
        ? new Said(onlyOne(queries))
        : new Said(Map.of("bool", Map.of("should", queries, "minimum_should_match", 1)));
  }

  @SuppressWarnings("unchecked") // all of them are made above
  private static Map<String, Object> onlyOne(List<?> queries) {
    return (Map<String, Object>) queries.getFirst();
  }

  private static long millis(String text) throws ParseException {
    try {
      return Instant.parse(text.toUpperCase(Locale.ROOT)).toEpochMilli();
    } catch (DateTimeParseException | ArithmeticException bad) {
      throw new ParseException(
          "@timestamp: '%s' (expected: as \"2026-11-21T02:14:07Z\", in quotes)".formatted(text));
    }
  }

  private static OptionalDouble number(String text) {
    // Double.parseDouble takes more than numbers, as in NaN or 0x1p3.
    if (text.isEmpty() || !text.chars().allMatch(c -> "0123456789.-+eE".indexOf(c) >= 0)) {
      return OptionalDouble.empty();
    }
    try {
      var number = Double.parseDouble(text);
      return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
    } catch (NumberFormatException noNumber) {
      return OptionalDouble.empty();
    }
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /// A part of the query, already in Elasticsearch's words; the parser only joins them.
  private static final class Said extends Query {
    private final Map<String, Object> json;

    private Said(Map<String, Object> json) {
      this.json = json;
    }

    @Override
    public String toString(String field) {
      return json.toString();
    }

    @Override
    public void visit(QueryVisitor visitor) {
      visitor.visitLeaf(this);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Said said && said.json.equals(json);
    }

    @Override
    public int hashCode() {
      return json.hashCode();
    }
  }
}
