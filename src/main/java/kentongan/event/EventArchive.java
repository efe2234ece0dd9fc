package kentongan.event;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import kentongan.office.OfficeId;

/// All events, searchable, an index a day (UTC, by `@timestamp`).
public interface EventArchive extends AutoCloseable {
  /// Indexes events, each once: the same event again replaces itself. They may be found after
  /// [#commit].
  void index(List<Event> events);

  /// Makes what was indexed durable and findable, and remembers up to where the log was read.
  void commit(long position);

  /// The position of the last [#commit]; 0 when there was none.
  long committed();

  /// The newest events that match.
  ///
  /// @throws BadQuery when the query text cannot be read
  Found search(Query query);

  /// How many events match, by time.
  ///
  /// @param bucket the width of a bar, at least a second
  /// @throws BadQuery when the query text cannot be read
  List<Bar> histogram(Query query, Duration bucket);

  /// Removes one day.
  void expire(LocalDate day);

  @Override
  void close();

  /// What is looked for.
  ///
  /// @param text query-string syntax, as in `source.ip:192.0.2.7 AND event.outcome:failure`; empty
  ///   for all
  /// @param from the earliest `@timestamp`, inclusive
  /// @param to the latest, exclusive
  /// @param offices only events of these offices; empty for none
  /// @param most how many events at most, 1 to 1000
  record Query(String text, Instant from, Instant to, Set<OfficeId> offices, int most) {
    public Query {
      offices = Set.copyOf(offices);
      if (most < 1 || most > 1000) {
        throw new IllegalArgumentException("query.most: %d (expected: 1 to 1000)".formatted(most));
      }
    }
  }

  /// What was found.
  ///
  /// @param events newest first
  /// @param total how many match in all
  record Found(List<Event> events, long total) {
    public Found {
      events = List.copyOf(events);
    }
  }

  /// One bar of a histogram.
  ///
  /// @param from where it begins; a whole multiple of the width since 1970
  record Bar(Instant from, long count) {}

  /// A query that cannot be read; the message says where and what was expected.
  final class BadQuery extends RuntimeException {
    public BadQuery(String message) {
      super(message);
    }
  }
}
