package kentongan.boot;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import kentongan.watch.Page;
import kentongan.watch.PageComparison;
import kentongan.watch.PageVerdict;
import kentongan.watch.Persona;
import kentongan.watch.Verdict;

/// The page watch against folders of pages whose verdict is known: precision and recall, technique
/// by technique, as the table of `docs/reference/page-watch.md`.
///
/// A folder holds `cases.csv` (`what,verdict,technique,page,baseline,crawler,phone,search`) or
/// `expected.csv` (`file,verdict,what`, each judged with the first clean page as its baseline and
/// without one).
public final class PagesTable {
  private final List<Result> results = new ArrayList<>();

  /// One page judged.
  ///
  /// @param technique as the folder names it; the verdict when it names none
  public record Result(String what, String technique, Verdict expected, PageVerdict found) {
    /// Whether the verdict is the expected one.
    public boolean isExact() {
      return found.verdict() == expected;
    }

    /// Whether it is an alarm.
    public boolean isAlarm() {
      return found.verdict() != Verdict.CLEAN;
    }
  }

  /// Judges every page of a folder.
  ///
  /// @throws IOException when the folder has no list, or a page cannot be read
  public void add(Path folder) throws IOException {
    var cases = folder.resolve("cases.csv");
    var expected = folder.resolve("expected.csv");
    if (Files.exists(cases)) {
      cases(folder, rows(cases));
    } else if (Files.exists(expected)) {
      expected(folder, rows(expected));
    } else {
      throw new IOException(folder + ": no list (expected: cases.csv or expected.csv)");
    }
  }

  /// Every page judged so far.
  public List<Result> results() {
    return List.copyOf(results);
  }

  private void cases(Path folder, List<List<String>> rows) throws IOException {
    for (var row : rows) {
      var others = new EnumMap<Persona, Page>(Persona.class);
      for (var who : Persona.values()) {
        var file =
            row.get(5 + List.of(Persona.CRAWLER, Persona.PHONE, Persona.SEARCH).indexOf(who));
        if (!file.isEmpty()) {
          others.put(who, page(folder.resolve(file)));
        }
      }
      var baseline =
          row.get(4).isEmpty()
              ? Optional.<Page>empty()
              : Optional.of(page(folder.resolve(row.get(4))));
      judge(row.get(0), row.get(2), row.get(1), page(folder.resolve(row.get(3))), baseline, others);
    }
  }

  private void expected(Path folder, List<List<String>> rows) throws IOException {
    var first = rows.stream().filter(r -> r.get(1).equals("clean")).map(List::getFirst).toList();
    var home = first.stream().filter(f -> f.equals("baik-beranda.html")).findFirst();
    var baseline = page(folder.resolve(home.orElse(first.getFirst())));
    for (var row : rows) {
      var page = page(folder.resolve(row.getFirst()));
      judge(row.get(2), row.get(1), row.get(1), page, Optional.of(baseline), Map.of());
      judge(row.get(2), row.get(1), row.get(1), page, Optional.empty(), Map.of());
    }
  }

  private void judge(
      String what,
      String technique,
      String verdict,
      Page page,
      Optional<Page> baseline,
      Map<Persona, Page> others) {
    var found = PageComparison.of(page, baseline, others);
    var expected = Verdict.valueOf(verdict.toUpperCase(java.util.Locale.ROOT));
    results.add(new Result(what, technique, expected, found));
  }

  private static Page page(Path file) throws IOException {
    return Page.of(Files.readAllBytes(file), Optional.<URI>empty());
  }

  /// Writes the table, as Markdown.
  public void print(PrintStream out) {
    out.println(
        "| technique | pages | found | recall | exact verdict | precision of that verdict |");
    out.println("|---|---:|---:|---:|---:|---:|");
    grouped()
        .forEach((technique, all) -> {
          var isOrdinary = all.getFirst().expected() == Verdict.CLEAN;
          var found = all.stream().filter(r -> r.isAlarm() != isOrdinary).count();
          var exact = all.stream().filter(Result::isExact).count();
          out.printf(
              "| %s | %d | %d | %s | %d | %s |%n",
              isOrdinary ? "*ordinary change*" : "`" + technique + "`",
              all.size(),
              found,
              share(found, all.size()),
              exact,
              precision(all.getFirst().expected()));
        });
    var bad = results.stream().filter(r -> r.expected() != Verdict.CLEAN).toList();
    var alarms = results.stream().filter(Result::isAlarm).toList();
    var right = alarms.stream().filter(r -> r.expected() != Verdict.CLEAN).count();
    out.printf(
        "| **all** | %d | %d | %s | %d | %s of alarms |%n",
        results.size(),
        right,
        share(right, bad.size()),
        results.stream().filter(Result::isExact).count(),
        share(right, alarms.size()));
  }

  private Map<String, List<Result>> grouped() {
    var grouped = new TreeMap<String, List<Result>>();
    for (var result : results) {
      var name = result.expected() == Verdict.CLEAN ? "~" : result.technique();
      grouped.computeIfAbsent(name, _ -> new ArrayList<>()).add(result);
    }
    return new LinkedHashMap<>(grouped);
  }

  private String precision(Verdict verdict) {
    var said = results.stream().filter(r -> r.found().verdict() == verdict).toList();
    return share(said.stream().filter(Result::isExact).count(), said.size());
  }

  private static String share(long part, long whole) {
    return whole == 0 ? "–" : String.format(java.util.Locale.ROOT, "%.1f %%", 100.0 * part / whole);
  }

  private static List<List<String>> rows(Path file) throws IOException {
    var rows = new ArrayList<List<String>>();
    for (var line : Files.readAllLines(file)) {
      rows.add(fields(line));
    }
    return rows.subList(1, rows.size());
  }

  private static List<String> fields(String line) {
    var fields = new ArrayList<String>();
    var field = new StringBuilder();
    var isQuoted = false;
    for (var i = 0; i < line.length(); i++) {
      var c = line.charAt(i);
      if (c == '"') {
        isQuoted = !isQuoted;
      } else if (c == ',' && !isQuoted) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString());
    return fields;
  }
}
