package kentongan.boot.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import kentongan.detection.Scan;

/// Events of 0.5 to 32 KB through all rules: what a byte costs must not grow with the event.
final class LengthCells {
  private static final int[] SIZES = {512, 2048, 8192, 32_768};
  private static final int TOTAL = 2 << 20;

  private final RulesReport report;
  private final RulesData data;

  LengthCells(RulesReport report, RulesData data) {
    this.report = report;
    this.data = data;
  }

  void run() throws Exception {
    var scan = new Scan(data.all().rules(), data.mapping(), false);
    double first = 0;
    for (int size : SIZES) {
      var events = events(size);
      RulesLimits.scanned(scan, events.subList(0, events.size() / 3));
      var effort = RulesLimits.scanned(scan, events);
      double nanos = effort.cpuSeconds() * 1e9 / events.stream().mapToLong(e -> e.length).sum();
      first = first == 0 ? nanos : first;
      report.cell(
          "all, events of %.1f KB".formatted(size / 1024.0),
          effort,
          "%.1f ns a byte%s".formatted(nanos, nanos > first ? " (aim: not above the first)" : ""));
    }
  }

  /// Process starts with a command line of such a length, each another; for a web server the same
  /// in the path.
  private static List<byte[]> events(int size) {
    var random = new Random(size);
    var events = new ArrayList<byte[]>();
    for (int n = 0; n < TOTAL / size; n++) {
      var words = new StringBuilder(size);
      while (words.length() < (size - 420) / 2) {
        words.append(Integer.toString(random.nextInt(1 << 30), 36));
        words.append("\\\\ -/.".charAt(random.nextInt(6)));
      }
      var text = words.toString().replace("\\", "\\\\");
      events.add(
          """
          {"@timestamp":"2026-11-21T02:14:07.120Z","event":{"code":"1","dataset":"apache.access",\
          "provider":"Microsoft-Windows-Sysmon"},"host":{"name":"a.example"},"winlog":{"channel":\
          "Microsoft-Windows-Sysmon/Operational","event_id":1,"provider_name":\
          "Microsoft-Windows-Sysmon","event_data":{"Image":"C:\\\\Windows\\\\a.exe","CommandLine":\
          "%s"}},"url":{"path":"/a"},"message":"%s"}\
          """
              .formatted(text, text)
              .getBytes(StandardCharsets.UTF_8));
    }
    return events;
  }
}
