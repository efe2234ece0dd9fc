package kentongan.store.lucene;

import java.net.InetAddress;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import kentongan.event.EventArchive.BadQuery;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.DoublePoint;
import org.apache.lucene.document.InetAddressPoint;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.queryparser.classic.ParseException;
import org.apache.lucene.queryparser.classic.QueryParser;
import org.apache.lucene.queryparser.classic.TokenMgrError;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TermRangeQuery;
import org.jspecify.annotations.Nullable;

/// Query-string syntax over our fields: words without a field are looked for in `message`; all
/// words must be there unless `OR` is said; upper and lower case are one.
///
/// Bounded: no wildcard in front, no automaton of more than 10,000 steps, at most 1,024 clauses.
final class QueryText extends QueryParser {
  private QueryText() {
    super("message", new StandardAnalyzer());
    setDefaultOperator(Operator.AND);
    setAllowLeadingWildcard(false);
    setDeterminizeWorkLimit(10_000);
    setFuzzyPrefixLength(1);
    setSplitOnWhitespace(true);
  }

  /// Reads a query.
  ///
  /// @throws BadQuery when it cannot be read
  static Query read(String text) {
    if (text.isBlank()) {
      return new MatchAllDocsQuery();
    }
    try {
      return new QueryText().parse(text);
    } catch (ParseException | TokenMgrError | IndexSearcher.TooManyClauses bad) {
      throw new BadQuery("query: " + firstLine(bad.getMessage()));
    } catch (IllegalArgumentException bad) {
      throw new BadQuery("query: " + firstLine(bad.getMessage()));
    }
  }

  private static String firstLine(@Nullable String message) {
    return message == null
        ? "cannot be read"
        : message.lines().findFirst().orElse("cannot be read");
  }

  @Override
  protected Query getFieldQuery(String field, String text, boolean quoted) throws ParseException {
    if (Names.TEXTS.contains(field)) {
      var words = super.getFieldQuery(field, text, quoted);
      return words != null ? words : new MatchAllDocsQuery();
    }
    if (field.equals(Names.TIME)) {
      return LongPoint.newExactQuery(Names.TIME, millis(text));
    }
    var either = new ArrayList<Query>();
    either.add(new TermQuery(new Term(field, lower(text))));
    number(text).ifPresent(n -> either.add(DoublePoint.newExactQuery(Names.number(field), n)));
    if (Names.isAddress(field)) {
      addresses(field, text, either);
    }
    return either(either);
  }

  @Override
  protected Query getFieldQuery(String field, String text, int slop) throws ParseException {
    return Names.TEXTS.contains(field)
        ? super.getFieldQuery(field, text, slop)
        : getFieldQuery(field, text, true);
  }

  /// A network as in `192.0.2.0/24`, in quotes; a single address is found as a term already, and so
  /// only in the form in which it was written.
  private static void addresses(String field, String text, List<Query> either) {
    var slash = text.indexOf('/');
    try {
      var address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
      var name = Names.address(field);
      either.add(
          slash < 0
              ? InetAddressPoint.newExactQuery(name, address)
              : InetAddressPoint.newPrefixQuery(
                  name, address, Integer.parseInt(text.substring(slash + 1))));
    } catch (IllegalArgumentException noAddress) {
      // Then it is text that happens to stand in an address field.
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
    if (field.equals(Names.TIME)) {
      var least = from == null ? Long.MIN_VALUE : millis(from) + (fromInclusive ? 0 : 1);
      var most = to == null ? Long.MAX_VALUE : millis(to) - (toInclusive ? 0 : 1);
      return LongPoint.newRangeQuery(Names.TIME, least, most);
    }
    var either = new ArrayList<Query>();
    either.add(
        TermRangeQuery.newStringRange(
            field,
            from == null ? null : lower(from),
            to == null ? null : lower(to),
            fromInclusive,
            toInclusive));
    var least = from == null ? OptionalDouble.of(Double.NEGATIVE_INFINITY) : number(from);
    var most = to == null ? OptionalDouble.of(Double.POSITIVE_INFINITY) : number(to);
    if (least.isPresent() && most.isPresent()) {
      // Between two numbers only numbers are meant: as text, 1000 would lie between 1 and 2.
      var low = least.getAsDouble();
      var high = most.getAsDouble();
      var numbers =
          DoublePoint.newRangeQuery(
              Names.number(field),
              fromInclusive ? low : DoublePoint.nextUp(low),
              toInclusive ? high : DoublePoint.nextDown(high));
      return from == null && to == null ? either(List.of(either.getFirst(), numbers)) : numbers;
    }
    return either(either);
  }

  @Override
  protected Query getPrefixQuery(String field, String text) throws ParseException {
    return super.getPrefixQuery(field, lower(text));
  }

  @Override
  protected Query getWildcardQuery(String field, String text) throws ParseException {
    if (text.equals("*") && !field.equals("*")) {
      return getRangeQuery(field, null, null, true, true);
    }
    return super.getWildcardQuery(field, lower(text));
  }

  @Override
  protected Query getFuzzyQuery(String field, String text, float similarity) throws ParseException {
    return super.getFuzzyQuery(field, lower(text), similarity);
  }

  /// `NOT a` alone means everything but `a`; Lucene by itself would find nothing.
  @Override
  protected @Nullable Query getBooleanQuery(List<BooleanClause> clauses) throws ParseException {
    var all = new ArrayList<>(clauses);
    if (!all.isEmpty() && all.stream().allMatch(clause -> clause.occur() == Occur.MUST_NOT)) {
      all.add(new BooleanClause(new MatchAllDocsQuery(), Occur.MUST));
    }
    return super.getBooleanQuery(all);
  }

  private static Query either(List<Query> queries) {
    if (queries.size() == 1) {
      return queries.getFirst();
    }
    var either = new BooleanQuery.Builder();
    queries.forEach(query -> either.add(query, Occur.SHOULD));
    return either.build();
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
      return OptionalDouble.of(Double.parseDouble(text));
    } catch (NumberFormatException noNumber) {
      return OptionalDouble.empty();
    }
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
