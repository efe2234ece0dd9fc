package kentongan.boot.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import kentongan.boot.demo.Verdicts.Finding;

/// The end of the demonstration, for people: what became of each attack, and how quickly.
final class DemoReport {
  private final Narrator narrator;
  private final PrintStream out;

  DemoReport(Narrator narrator, PrintStream out) {
    this.narrator = narrator;
    this.out = out;
  }

  void tell(Verdicts verdicts, List<Row> rows) {
    for (var finding : verdicts.findings()) {
      narrator.tell(
          switch (finding) {
            case Finding.Right(var attack, var row) ->
                new Words("BENAR  %s: %s", "RIGHT  %s: %s")
                    .withOwn(attack.what(), new Words(row.incident(), row.incident()));
            case Finding.Wrong(var attack, var why) ->
                new Words("KURANG  %s: %s", "WRONG  %s: %s").withOwn(attack.what(), why);
          });
    }
    figures(rows);
  }

  private void figures(List<Row> rows) {
    out.println();
    for (var row : rows) {
      out.printf(
          Locale.ROOT,
          "    %s  %-18s %-6s %s %s%n",
          row.incident(),
          row.category(),
          row.office(),
          row.latency().map(DemoReport::seconds).orElse("        -"),
          row.rule());
    }
    out.println();
    latency("kejadian → surel / fact → mail", rows, row -> !wasCut(row));
    latency("kantor terputus / office cut off", rows, DemoReport::wasCut);
  }

  /// An office that is cut off is heard only later: its figures say nothing of our speed.
  private static boolean wasCut(Row row) {
    return row.office().equals(Attack.LINE_CUT.office());
  }

  private void latency(String name, List<Row> rows, Predicate<Row> which) {
    var sorted =
        rows.stream().filter(which).map(Row::latency).flatMap(Optional::stream).sorted().toList();
    if (!sorted.isEmpty()) {
      out.printf(
          "    %s: p50 %s, max %s (%d)%n",
          name,
          seconds(sorted.get((sorted.size() - 1) / 2)).strip(),
          seconds(sorted.getLast()).strip(),
          sorted.size());
    }
  }

  private static String seconds(Duration latency) {
    return String.format(Locale.ROOT, "%7.3f s", latency.toMillis() / 1000.0);
  }
}
