package kentongan.boot.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// A table for people on standard error, NDJSON on standard output.
final class RulesReport {
  private boolean isSound = true;

  void say(String form, Object... values) {
    System.err.println(String.format(Locale.ROOT, form, values));
  }

  void figure(String name, double value) {
    System.out.println(
        String.format(
            Locale.ROOT, "{\"bench\":\"rules\",\"figure\":\"%s\",\"value\":%.2f}", name, value));
  }

  void head() {
    say("%-30s %11s %13s %9s %9s  %s", "cell", "events/s", "per CPU sec.", "wall s", "B/event", "");
  }

  void cell(String name, Effort effort, String note) {
    say(
        "%-30s %,11.0f %,13.0f %9.2f %9.0f  %s",
        name,
        effort.perSecond(),
        effort.perCpuSecond(),
        effort.wallSeconds(),
        effort.bytesEach(),
        note);
    System.out.println(
        String.format(
            Locale.ROOT,
            "{\"bench\":\"rules\",\"cell\":\"%s\",\"events\":%d,\"events_per_s\":%.0f,"
                + "\"events_per_cpu_s\":%.0f,\"wall_s\":%.3f,\"cpu_s\":%.3f,"
                + "\"allocated_bytes_per_event\":%.1f,\"found\":%d,\"void\":%b}",
            name,
            effort.count(),
            effort.perSecond(),
            effort.perCpuSecond(),
            effort.wallSeconds(),
            effort.cpuSeconds(),
            effort.bytesEach(),
            effort.result(),
            note.startsWith("VOID")));
  }

  /// The note of a cell whose count is known beforehand. A cell that counts wrong is void.
  String matched(long found, long expected) {
    if (found == expected) {
      return "%d matches, as expected".formatted(found);
    }
    isSound = false;
    return "VOID: %d matches instead of %d".formatted(found, expected);
  }

  boolean isSound() {
    return isSound;
  }

  /// What is used after a collection, in bytes.
  static long heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /// A line of `/proc/<process>/status` in MB, as `VmHWM`; NaN where there is none.
  static double megabytes(String process, String line) {
    try {
      return Files.readAllLines(Path.of("/proc", process, "status")).stream()
          .filter(text -> text.startsWith(line + ":"))
          .mapToDouble(text -> Long.parseLong(text.replaceAll("[^0-9]", "")) / 1024.0)
          .findFirst()
          .orElse(Double.NaN);
    } catch (IOException gone) {
      return Double.NaN;
    }
  }
}
