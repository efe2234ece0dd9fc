package kentongan.boot.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// `kentongan rules match` as a process of its own, as people run it: from start to end, reading
/// and unpacking included.
final class WholeProcess {
  private static final int AIM_MB = 250;

  private final RulesReport report;
  private final RulesData data;

  WholeProcess(RulesReport report, RulesData data) {
    this.report = report;
    this.data = data;
  }

  void run() throws IOException, InterruptedException {
    var events = data.eventFile();
    if (events.isEmpty()) {
      report.say("the whole command: not measured, there is no file of events");
      return;
    }
    long began = System.nanoTime();
    var process = new ProcessBuilder(command(events.get())).redirectErrorStream(true);
    var out = Files.createTempFile("kentongan-bench", ".ndjson");
    var running = process.redirectOutput(out.toFile()).start();
    double resident = 0;
    var cpu = Duration.ZERO;
    while (running.isAlive()) {
      var seen = RulesReport.megabytes(Long.toString(running.pid()), "VmHWM");
      resident = Double.isNaN(seen) ? resident : Math.max(resident, seen);
      cpu = running.info().totalCpuDuration().orElse(cpu);
      Thread.sleep(20); // the process is looked at, not waited for
    }
    double wall = (System.nanoTime() - began) / 1e9;
    long matches;
    try (var lines = Files.lines(out)) {
      matches = lines.filter(line -> line.startsWith("{\"line\"")).count();
    }
    Files.delete(out);
    var effort =
        new Effort(data.events().size(), wall, Math.max(0.01, cpu.toMillis() / 1e3), 0, matches);
    report.cell(
        "rules match, whole process",
        effort,
        report.matched(matches, data.all().expected().orElse(matches)));
    report.say("  resident at most %.0f MB (aim %d), one thread", resident, AIM_MB);
    report.figure("whole_process_resident_mb", resident);
  }

  /// With the flags this process was started with.
  private List<String> command(Path events) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> !flag.startsWith("-agentlib") && !flag.startsWith("-javaagent"))
        .forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "kentongan.Kentongan"));
    command.addAll(List.of("rules", "match", "--mapping", "ecs", "--rules"));
    data.files().forEach(file -> command.add(file.toString()));
    command.add(events.toString());
    return command;
  }
}
