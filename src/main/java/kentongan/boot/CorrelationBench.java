package kentongan.boot;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import kentongan.detection.CorrelationLoad;
import kentongan.detection.Scan;
import kentongan.rule.Mapping;
import kentongan.rule.RuleFiles;
import kentongan.rule.RuleSet;

/// `kentongan bench correlation`: one correlation of each kind over 10,000 groups, alone and with
/// documents read before it; then a million groups and what they take.
final class CorrelationBench {
  private static final int GROUPS = 10_000;
  private static final int MATCHES = 2_000_000;
  private static final double AIM = 300_000;
  private static final List<String> KINDS =
      List.of(
          "event_count | {gte: 60}",
          "value_count | {field: v, gte: 60}",
          "value_sum | {field: v, gt: 3000000}",
          "value_avg | {field: v, gt: 60000}",
          "value_median | {field: v, gt: 60000}",
          "value_percentile | {field: v, percentile: 95, gt: 65500}",
          "value_percentile | {field: v, lte: 1}",
          "temporal | p0 and p1 and not p2",
          "temporal_ordered | {gte: 3}");

  private CorrelationBench() {}

  static int run() {
    System.out.printf(
        "%-44s %12s %12s %10s%n",
        "10,000 groups, 5m, a tenth late", "matches/s", "per CPU-s", "fired");
    for (var kind : KINDS) {
      alone(kind);
    }
    whole();
    million();
    return 0;
  }

  private static void alone(String kind) {
    var load = new CorrelationLoad(rules(kind).correlations().getFirst(), GROUPS);
    load.give(MATCHES); // warm, and the windows are full
    long before = load.firings();
    var watch = new Watch();
    load.give(MATCHES);
    watch.print(kind, MATCHES, load.firings() - before);
  }

  /// Documents of about 200 bytes, parsed, matched and correlated.
  private static void whole() {
    var lines = new ArrayList<byte[]>();
    var random = new Random(2);
    var start = Instant.parse("2026-11-21T02:00:00Z");
    for (int i = 0; i < 400_000; i++) {
      lines.add(
          """
          {"@timestamp":"%s","kind":"test","parts":"p0","g":"2001:db8::%x","v":%d,\
          "message":"Failed password for root from 2001:db8::%x port 4242 ssh2","host":{"name":"web"}}\
          """
              .formatted(start.plusMillis(i), random.nextInt(GROUPS), i, i)
              .getBytes(StandardCharsets.UTF_8));
    }
    int half = lines.size() / 2;
    for (boolean correlated : List.of(false, true)) {
      var scan = new Scan(rules(KINDS.getFirst()), mapping(), correlated);
      judge(scan, lines.subList(0, half)); // warm, and the windows are filling
      var watch = new Watch();
      long fired = judge(scan, lines.subList(half, lines.size()));
      watch.print(
          correlated ? "whole Scan: parse, match, event_count" : "Scan that parses and routes only",
          half,
          fired);
    }
  }

  private static long judge(Scan scan, List<byte[]> lines) {
    long found = 0;
    for (int i = 0; i < lines.size(); i++) {
      found += scan.document(lines.get(i), i, false).orElse(List.of()).size();
    }
    return found;
  }

  private static void million() {
    for (var kind : List.of(KINDS.getFirst(), KINDS.get(1), KINDS.getLast())) {
      var load = new CorrelationLoad(rules(kind).correlations().getFirst(), 1_200_000);
      long before = used();
      load.fill();
      System.out.printf(
          "1,200,000 groups given: %,d kept, %,d matches forgotten and counted, %d MB   (%s)%n",
          load.groups(), load.overflow(), (used() - before) >> 20, kind);
      load.give(1); // it is in use until here
    }
  }

  private static long used() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    var runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static RuleSet rules(String kind) {
    var parts = kind.split("\\|", 2);
    var text = new StringBuilder();
    text.append(
        """
        title: C
        id: c
        correlation:
          type: %s
          rules: [p0, p1, p2]
          group-by: [g]
          timespan: 5m
          condition: %s
        """
            .formatted(parts[0].strip(), parts[1].strip()));
    for (var name : List.of("p0", "p1", "p2")) {
      text.append(
          """
          ---
          title: %1$s
          id: %1$s
          logsource: {category: test}
          detection: {a: {parts: %1$s}, condition: a}
          """
              .formatted(name));
    }
    return RuleFiles.read(Path.of("bench.yml"), text.toString()).rules();
  }

  private static Mapping mapping() {
    return new Mapping(
        List.of(
            new Mapping.SourceRule(
                Map.of("kind", Set.of("test")), Set.of("test"), Set.of(), Set.of())),
        List.of());
  }

  /// Wall and processor time of this thread from its making on.
  private static final class Watch {
    private final long wall = System.nanoTime();
    private final long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();

    void print(String what, int count, long fired) {
      double wallSeconds = (System.nanoTime() - wall) / 1e9;
      double cpuSeconds =
          (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / 1e9;
      System.out.printf(
          "%-44s %,12.0f %,12.0f %,10d   aim %,.0f%n",
          what, count / wallSeconds, count / cpuSeconds, fired, AIM);
    }
  }
}
