package kentongan.boot.bench;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import kentongan.detection.Scan;

/// One run of `bench rules`: warm up, then every set of rules on one and two threads, beside what
/// reading alone costs; then the plain loop, correlations, long events and the whole process.
///
/// @param rounds how often the events are gone through
/// @param varied whether each round has other hosts, times, GUIDs and ports
/// @param seconds how long a cell is measured at least
public record RulesRun(RulesData data, int rounds, boolean varied, int seconds) {
  private static final int SLICES = 5;

  /// Does it all.
  ///
  /// @return false when a cell is void
  public boolean run() throws Exception {
    var report = new RulesReport();
    report.say("%s", data.origin());
    report.say(
        "%,d events of %,d bytes on the average; %d round(s), %s; %d processors, load %.1f",
        data.events().size(),
        data.events().stream().mapToLong(event -> event.length).sum() / data.events().size(),
        rounds,
        varied && rounds > 1 ? "host, time, GUIDs and ports varied" : "as recorded",
        Runtime.getRuntime().availableProcessors(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    loading(report);
    warmUp();
    reading(report);
    beside(report);
    for (var set : data.sets()) {
      for (int threads = 1; threads <= 2; threads++) {
        cell(report, set, threads);
      }
    }
    plainLoop(report);
    new CorrelationCells(report).run();
    new LengthCells(report, data).run();
    new WholeProcess(report, data).run();
    return report.isSound();
  }

  /// Files to rules to one matcher, and what that keeps in memory.
  private void loading(RulesReport report) {
    long before = RulesReport.heap();
    long began = System.nanoTime();
    var scan = scan(data.all());
    double compiled = (System.nanoTime() - began) / 1e9;
    scan.document("{}".getBytes(java.nio.charset.StandardCharsets.UTF_8), 1, false);
    double megabytes = (RulesReport.heap() - before) / 1e6;
    report.say(
        "load: %d rules read in %.2f s, compiled in %.2f s (aim 3 s together, cold); matcher %.0f"
            + " MB of heap",
        data.all().rules().rules().size(), data.readSeconds(), compiled, megabytes);
    report.figure("load_read_s", data.readSeconds());
    report.figure("load_compile_s", compiled);
    report.figure("matcher_heap_mb", megabytes);
    java.lang.ref.Reference.reachabilityFence(scan);
  }

  private void warmUp() throws Exception {
    var some = data.events().subList(0, Math.min(10_000, data.events().size()));
    for (var set : data.sets()) {
      RulesLimits.scanned(scan(set), some);
    }
    for (int i = 0; i < 3; i++) {
      RulesLimits.skipped(some);
      RulesLimits.namesAndValues(some);
    }
  }

  private void reading(RulesReport report) throws Exception {
    report.head();
    report.cell("Jackson, tokens skipped", RulesLimits.skipped(data.events()), "");
    report.cell("Jackson, names and values", RulesLimits.namesAndValues(data.events()), "");
  }

  /// Slice by slice, so that both meet the same weather.
  private void beside(RulesReport report) throws Exception {
    var scan = scan(data.all());
    var one = scan(data.sets().getFirst());
    var shares = new double[SLICES];
    var ofOne = new double[SLICES];
    int size = data.events().size() / SLICES;
    for (int i = 0; i < SLICES; i++) {
      var slice = data.events().subList(i * size, (i + 1) * size);
      double reading = RulesLimits.namesAndValues(slice).perCpuSecond();
      double all = RulesLimits.scanned(scan, slice).perCpuSecond();
      shares[i] = 100 * all / reading;
      ofOne[i] = 100 * all / RulesLimits.scanned(one, slice).perCpuSecond();
    }
    Arrays.sort(shares);
    Arrays.sort(ofOne);
    report.say(
        "all rules: %.0f %% of names-and-values (%.0f to %.0f; aim 50), %.0f %% of one rule (%.0f"
            + " to %.0f; aim 80), per CPU second, slice beside slice",
        shares[SLICES / 2],
        shares[0],
        shares[SLICES - 1],
        ofOne[SLICES / 2],
        ofOne[0],
        ofOne[SLICES - 1]);
    report.figure("all_percent_of_names_and_values", shares[SLICES / 2]);
    report.figure("all_percent_of_one_rule", ofOne[SLICES / 2]);
  }

  private void cell(RulesReport report, RulesData.Set set, int threads) throws Exception {
    var scans = new ArrayList<Scan>();
    for (int i = 0; i < threads; i++) {
      scans.add(scan(set));
    }
    var sum = Effort.NONE;
    long expected = set.expected().orElse(-1);
    int passes = 0;
    for (int round = 0; round < rounds || sum.wallSeconds() < seconds; round++) {
      var events =
          varied ? Varied.events(data.events(), round % Math.max(1, rounds)) : data.events();
      var effort =
          threads == 1 ? RulesLimits.scanned(scans.getFirst(), events) : both(scans, events);
      expected = expected < 0 ? effort.result() : expected;
      sum = sum.plus(effort);
      passes++;
    }
    report.cell(
        "%s, %d thread%s".formatted(set.name(), threads, threads == 1 ? "" : "s"),
        sum,
        report.matched(sum.result(), expected * passes));
  }

  private static Effort both(List<Scan> scans, List<byte[]> events) throws Exception {
    var works = new ArrayList<Callable<Effort>>();
    int size = events.size() / scans.size();
    for (int i = 0; i < scans.size(); i++) {
      var scan = scans.get(i);
      int end = i == scans.size() - 1 ? events.size() : (i + 1) * size;
      var part = events.subList(i * size, end);
      works.add(() -> RulesLimits.scanned(scan, part));
    }
    return Effort.atOnce(works);
  }

  /// Each rule for itself: nothing routed, nothing shared. On fewer rules and events, since it
  /// takes as long as it takes.
  private void plainLoop(RulesReport report) throws Exception {
    var set = data.sets().get(Math.max(0, data.sets().size() - 2));
    var scans = new ArrayList<Scan>();
    for (var rule : set.rules().rules().stream().limit(500).toList()) {
      scans.add(new Scan(new kentongan.rule.RuleSet(List.of(rule)), data.mapping(), false));
    }
    var events = data.events().subList(0, 300);
    var effort =
        Effort.of(
            events.size(),
            () -> {
              long matches = 0;
              for (var event : events) {
                for (var scan : scans) {
                  matches += scan.document(event, 1, false).orElseThrow().size();
                }
              }
              return matches;
            });
    report.cell(
        "plain loop over %d rules".formatted(scans.size()), effort, "measured on 300 events");
  }

  private Scan scan(RulesData.Set set) {
    return new Scan(set.rules(), data.mapping(), false);
  }
}
