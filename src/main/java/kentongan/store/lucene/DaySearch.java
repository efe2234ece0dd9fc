package kentongan.store.lucene;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import kentongan.event.Event;
import kentongan.event.EventArchive.ArchiveFailure;
import kentongan.event.EventArchive.BadQuery;
import kentongan.event.EventArchive.Bar;
import kentongan.event.EventArchive.Found;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MultiReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.QueryTimeoutImpl;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.util.BytesRef;

/// One question to some days, answered within a time.
record DaySearch(Query lucene, Instant from, Instant to, int most) {
  /// A query that takes longer is given up.
  private static final long TIMEOUT_MILLIS = 10_000;

  /// Bars of one histogram.
  private static final long MAX_BARS = 10_000;

  static DaySearch of(kentongan.event.EventArchive.Query query) {
    var offices = query.offices().stream().map(office -> new BytesRef(office.code())).toList();
    var all =
        new BooleanQuery.Builder()
            .add(QueryText.read(query.text()), Occur.FILTER)
            .add(
                LongPoint.newRangeQuery(
                    Names.TIME, millis(query.from()), Math.subtractExact(millis(query.to()), 1)),
                Occur.FILTER)
            .add(new TermInSetQuery(Names.OFFICE, offices), Occur.FILTER)
            .build();
    return new DaySearch(new ConstantScoreQuery(all), query.from(), query.to(), query.most());
  }

  /// Where the indexes of a time range come from.
  interface Days {
    MultiReader over(Instant from, Instant to) throws IOException;
  }

  Found newest(Days days) {
    return in(
        days,
        searcher -> {
          var total = searcher.count(lucene);
          var top =
              searcher.search(
                  lucene, most, new Sort(new SortField(Names.TIME, SortField.Type.LONG, true)));
          var events = new ArrayList<Event>(top.scoreDocs.length);
          var stored = searcher.storedFields();
          for (var hit : top.scoreDocs) {
            events.add(StoredEvent.read(stored.document(hit.doc).getBinaryValue(Names.SOURCE)));
          }
          return new Found(events, total);
        });
  }

  List<Bar> histogram(Days days, Duration bucket) {
    var width = bucket.toMillis();
    if (width < 1000) {
      throw new IllegalArgumentException(
          "histogram.bucket: %s (expected: at least a second)".formatted(bucket));
    }
    return in(
        days,
        searcher -> {
          var bars = new ArrayList<Bar>();
          searcher
              .search(lucene, new Bars(width))
              .forEach((start, count) -> bars.add(new Bar(Instant.ofEpochMilli(start), count[0])));
          return bars;
        });
  }

  private <T> T in(Days days, Asking<T> asking) {
    try (var reader = days.over(from, to)) {
      var searcher = new IndexSearcher(reader);
      // Its cache would keep what is asked once, from everybody.
      searcher.setQueryCache(null);
      searcher.setTimeout(new QueryTimeoutImpl(TIMEOUT_MILLIS));
      var answer = asking.of(searcher);
      if (searcher.timedOut()) {
        throw new BadQuery("query: took longer than 10 s (ask for less time, or fewer words)");
      }
      return answer;
    } catch (IndexSearcher.TooManyClauses tooMany) {
      throw new BadQuery("query: matches too many different words");
    } catch (IOException broken) {
      throw new ArchiveFailure("archive not read: " + broken, broken);
    }
  }

  private static long millis(Instant instant) {
    try {
      return instant.toEpochMilli();
    } catch (ArithmeticException beyond) {
      return instant.getEpochSecond() < 0 ? Long.MIN_VALUE + 1 : Long.MAX_VALUE;
    }
  }

  /// A question to a searcher.
  private interface Asking<T> {
    T of(IndexSearcher searcher) throws IOException;
  }

  /// Counts by time, within so many bars.
  private record Bars(long width)
      implements CollectorManager<Bars.Counting, TreeMap<Long, long[]>> {
    @Override
    public Counting newCollector() {
      return new Counting(width);
    }

    @Override
    public TreeMap<Long, long[]> reduce(Collection<Counting> collectors) {
      var all = new TreeMap<Long, long[]>();
      for (var collector : collectors) {
        collector.counts.forEach(
            (start, count) -> all.computeIfAbsent(start, _ -> new long[1])[0] += count[0]);
      }
      return all;
    }

    private static final class Counting implements Collector {
      private final long width;
      private final TreeMap<Long, long[]> counts = new TreeMap<>();
      private long start = Long.MIN_VALUE;
      private long[] count = new long[1];

      private Counting(long width) {
        this.width = width;
      }

      @Override
      public LeafCollector getLeafCollector(LeafReaderContext context) throws IOException {
        var times = context.reader().getNumericDocValues(Names.TIME);
        return new LeafCollector() {
          @Override
          public void setScorer(Scorable scorer) {}

          @Override
          public void collect(int doc) throws IOException {
            if (times != null && times.advanceExact(doc)) {
              add(times);
            }
          }
        };
      }

      /// Most events fall into the bar of the one before.
      private void add(NumericDocValues times) throws IOException {
        var bar = Math.floorDiv(times.longValue(), width) * width;
        if (bar != start) {
          start = bar;
          count = counts.computeIfAbsent(bar, _ -> new long[1]);
          if (counts.size() > MAX_BARS) {
            throw new BadQuery("histogram: more than %d bars".formatted(MAX_BARS));
          }
        }
        count[0]++;
      }

      @Override
      public ScoreMode scoreMode() {
        return ScoreMode.COMPLETE_NO_SCORES;
      }
    }
  }
}
