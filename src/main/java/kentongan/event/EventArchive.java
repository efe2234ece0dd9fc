package kentongan.event;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import kentongan.office.OfficeId;

/// All events, searchable, an index a day (UTC, by `@timestamp`; see [EventTime]).
///
/// Events are given in the order of the log. When [ArchiveFailure] is thrown, what was not yet
/// committed may be lost: read on from [#committed].
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

  /// How many events match, by time, oldest first; bars without events are left out.
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
    /// Characters of a query's text.
    public static final int MAX_TEXT = 2000;

    /// Brackets within one another in a query's text.
    public static final int MAX_DEPTH = 50;

    /// @throws BadQuery when the text is too long or too deep
    public Query {
      if (text.length() > MAX_TEXT) {
        throw new BadQuery(
            "query: %d characters (expected: at most %d)".formatted(text.length(), MAX_TEXT));
      }
      if (text.chars().filter(c -> c == '(').count() > MAX_DEPTH) {
        throw new BadQuery("query: more than %d brackets".formatted(MAX_DEPTH));
      }
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

  /// The archive could not keep or give what it should, on a full disk for instance.
  final class ArchiveFailure extends RuntimeException {
    public ArchiveFailure(String what, Throwable cause) {
      super(what, cause);
    }
  }
}
