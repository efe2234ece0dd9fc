package kentongan.boot;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import kentongan.event.BatchBody;
import kentongan.event.Event;
import kentongan.event.EventLog;
import kentongan.store.sqlite.EventLogReading;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Stored events through one or two rule sets, in the order they were accepted.
final class ReplayRun {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final long PROGRESS_NANOS = 2_000_000_000L;

  private final EventLogReading log;
  private final Tally tried;
  private final Optional<Tally> other;
  private final PrintStream out;
  private long events;
  private long unreadable;
  private long told = System.nanoTime();

  /// @param other what the first is compared with
  ReplayRun(EventLogReading log, Tally tried, Optional<Tally> other, PrintStream out) {
    this.log = log;
    this.tried = tried;
    this.other = other;
    this.out = out;
  }

  /// Runs over the last part of the log, and over so much before it as fills the windows.
  ///
  /// @param all whether rules that said nothing are told of too
  void over(Duration last, boolean all) {
    var range = log.range();
    if (range.isEmpty()) {
      System.err.println("replay: the log is empty");
      write(new Span(Instant.EPOCH, Instant.EPOCH), all);
      return;
    }
    long end = range.get().last();
    var newest = log.acceptedFrom(end).orElse(Instant.EPOCH);
    var from = newest.minus(last);
    long first = log.positionAt(from);
    long filling = Math.max(tried.longestSpan(), other.map(Tally::longestSpan).orElse(0L));
    long position = log.positionAt(from.minusMillis(filling)) - 1;
    while (position < end) {
      var batches = log.read(position);
      if (batches.isEmpty()) {
        break;
      }
      for (var stored : batches) {
        if (stored.position() > end) {
          break; // accepted since we began
        }
        judge(stored, stored.position() >= first);
        progress(stored, first, end);
      }
      position = batches.getLast().position();
    }
    write(new Span(from, newest), all);
  }

  private void judge(EventLog.Stored stored, boolean counts) {
    for (var event : events(stored)) {
      if (counts) {
        events++;
        tried.on(event, stored.position());
        other.ifPresent(tally -> tally.on(event, stored.position()));
      } else {
        tried.before(event, stored.position());
        other.ifPresent(tally -> tally.before(event, stored.position()));
      }
    }
  }

  private List<Event> events(EventLog.Stored stored) {
    try {
      return BatchBody.events(stored);
    } catch (IllegalStateException broken) {
      unreadable++;
      return List.of();
    }
  }

  private void progress(EventLog.Stored stored, long first, long end) {
    if (System.nanoTime() - told < PROGRESS_NANOS) {
      return;
    }
    told = System.nanoTime();
    if (stored.position() < first) {
      System.err.printf("replay: filling windows, at %s%n", stored.acceptedAt());
    } else {
      long done = 100 * (stored.position() - first + 1) / (end - first + 1);
      System.err.printf(
          "replay: %d%%, %d events, %d detections, at %s%n",
          done, events, tried.detections(), stored.acceptedAt());
    }
  }

  private void write(Span span, boolean all) {
    var lines = new ArrayList<Pair>();
    var pairs = new TreeMap<String, Pair>();
    tried.counts().forEach((id, count) -> pairs.put(id, new Pair(count, null)));
    other
        .map(Tally::counts)
        .orElse(Map.of())
        .forEach((id, count) ->
            pairs.merge(
                id, new Pair(null, count), (one, two) -> new Pair(one.tried(), two.other())));
    pairs.values().stream().filter(pair -> all || pair.spoke()).forEach(lines::add);
    lines.sort(Comparator.comparingLong(Pair::weight).reversed());
    for (var pair : lines) {
      out.println(JSON.writeValueAsString(line(pair)));
    }
    var sum = JSON.createObjectNode();
    sum.put("from", span.from().toString());
    sum.put("to", span.to().toString());
    sum.put("events", events);
    sum.put("detections", tried.detections());
    other.ifPresent(tally -> sum.put("detections_against", tally.detections()));
    sum.put("unreadable_batches", unreadable);
    out.println(JSON.writeValueAsString(sum));
    System.err.printf(
        "replay: %d events from %s to %s, %d detections%s%n",
        events,
        span.from(),
        span.to(),
        tried.detections(),
        other.map(tally -> ", against " + tally.detections()).orElse(""));
  }

  private ObjectNode line(Pair pair) {
    var about = pair.any().rule;
    var line = JSON.createObjectNode();
    line.put("rule", about.id());
    line.put("title", about.title());
    line.put("level", about.level().word());
    line.put("author", about.author());
    if (pair.tried() != null) {
      counts(line, pair.tried());
    }
    if (other.isPresent()) {
      line.put("change", pair.change());
      if (pair.other() != null) {
        counts(line.putObject("against"), pair.other());
      }
    }
    return line;
  }

  private static void counts(ObjectNode line, Tally.Count count) {
    line.put("events", count.events);
    line.put("detections", count.detections);
    line.put("ended", count.ended);
    var first = line.putArray("first");
    for (var detection : count.examples) {
      var example = first.addObject();
      example.put("at", detection.factAt().toString());
      example.put("office", detection.office().code());
      detection.asset().ifPresent(asset -> example.put("asset", asset.name()));
      example.put("summary", detection.summary());
      var ids = example.putArray("events");
      detection.events().stream().limit(5).forEach(id -> ids.add(id.toString()));
    }
  }

  /// What was looked at.
  private record Span(Instant from, Instant to) {}

  /// One rule in both sets.
  private record Pair(Tally.@Nullable Count tried, Tally.@Nullable Count other) {
    Tally.Count any() {
      var found = tried == null ? other : tried;
      if (found == null) {
        throw new IllegalStateException("a rule of no set");
      }
      return found;
    }

    boolean spoke() {
      return weight() > 0;
    }

    long weight() {
      long here = tried == null ? 0 : 2 * tried.detections + tried.events;
      long there = other == null ? 0 : 2 * other.detections + other.events;
      return Math.max(here, there);
    }

    String change() {
      if (tried == null || other == null) {
        return tried == null ? "gone" : "new";
      }
      int more = Long.compare(tried.detections, other.detections);
      more = more == 0 ? Long.compare(tried.events, other.events) : more;
      return more == 0 ? "same" : more > 0 ? "more" : "fewer";
    }
  }
}
