package kentongan.boot.bench;

import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kentongan.detection.Scan;
import kentongan.rule.LogSource;
import kentongan.rule.Mapping;
import kentongan.rule.RuleFiles;

/// A correlation over many groups: 10,000 that each reach their count once, and a million, of which
/// only so many are kept.
final class CorrelationCells {
  private static final int CHUNK = 20_000;
  private static final Instant FROM = Instant.parse("2026-11-21T02:14:07Z");
  private static final Mapping MAPPING =
      new Mapping(
          List.of(
              new Mapping.SourceRule(
                  Map.of("event.dataset", Set.of("bench")), Set.of("bench"), Set.of(), Set.of())),
          List.of(
              new Mapping.FieldGroup(
                  new LogSource(Optional.of("bench"), Optional.empty(), Optional.empty()),
                  Map.of(),
                  Optional.empty(),
                  Set.of())));

  private final RulesReport report;

  CorrelationCells(RulesReport report) {
    this.report = report;
  }

  void run() throws Exception {
    over(scan(2), 60_000, 10_000); // to warm up
    var some = over(scan(20), 300_000, 10_000);
    report.cell(
        "correlation, 10,000 groups",
        some,
        report.matched(some.result(), 10_000) + " (aim 300,000 a CPU second)");
    long before = RulesReport.heap();
    var scan = scan(2);
    var many = over(scan, 1_000_000, 1_000_000);
    double megabytes = (RulesReport.heap() - before) / 1e6;
    report.cell(
        "correlation, 1,000,000 groups",
        many,
        report.matched(many.result(), 0) + ", %.0f MB of heap".formatted(megabytes));
    report.figure("correlation_million_groups_heap_mb", megabytes);
    Reference.reachabilityFence(scan);
  }

  /// Failures of so many users in turn, a millisecond apart.
  private static Effort over(Scan scan, long events, int groups) throws Exception {
    var sum = Effort.NONE;
    for (long from = 0; from < events; from += CHUNK) {
      sum = sum.plus(RulesLimits.scanned(scan, chunk(from, groups)));
    }
    return sum;
  }

  private static Scan scan(int atLeast) {
    var rules =
        RuleFiles.read(
            Path.of("bench.yml"),
            """
            title: A failure
            id: 6a1c4f0e-0000-4000-8000-000000000001
            logsource: {category: bench}
            detection: {s: {event.outcome: failure}, condition: s}
            ---
            title: Many failures
            id: 6a1c4f0e-0000-4000-8000-000000000002
            correlation:
              type: event_count
              rules: [6a1c4f0e-0000-4000-8000-000000000001]
              group-by: [user.name]
              timespan: 1h
              condition: {eq: %d}
            """
                .formatted(atLeast));
    return new Scan(rules.rules(), MAPPING, true);
  }

  private static List<byte[]> chunk(long from, int groups) {
    var events = new ArrayList<byte[]>(CHUNK);
    for (long i = from; i < from + CHUNK; i++) {
      events.add(
          """
          {"@timestamp":"%s","event":{"dataset":"bench","outcome":"failure"},\
          "user":{"name":"user-%d"},"source":{"ip":"192.0.2.%d"}}\
          """
              .formatted(FROM.plusMillis(i), i % groups, i % 256)
              .getBytes(StandardCharsets.UTF_8));
    }
    return events;
  }
}
