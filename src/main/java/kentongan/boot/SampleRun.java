package kentongan.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import kentongan.detection.Sample;
import kentongan.rule.Mapping;
import kentongan.rule.Rule;
import kentongan.rule.RuleFiles;
import kentongan.rule.RuleSet;
import tools.jackson.databind.json.JsonMapper;

/// Plays every rule file's samples: `samples/<name of the rule file>.ndjson` in the folder of
/// rules.
final class SampleRun {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Mapping mapping;
  private int played;
  private int failed;

  SampleRun(Mapping mapping) {
    this.mapping = mapping;
  }

  /// Plays all of them.
  ///
  /// @return 0 when every sample does as it says, and every rule has one that fires it and one that
  ///   does not
  int over(List<Path> folders) {
    for (var folder : folders) {
      var reading = RuleFiles.read(List.of(folder));
      reading.faults().forEach(fault -> fail(fault.toString()));
      reading.warnings().forEach(System.err::println);
      var files = new TreeMap<Path, List<String>>();
      for (var document : reading.documents()) {
        // A filter is played with the rules it is for.
        if (document.filter().isEmpty()) {
          var ids = files.computeIfAbsent(document.file(), file -> new ArrayList<>());
          document.rule().map(Rule::id).ifPresent(ids::add);
        }
      }
      var rules = reading.rules();
      files.forEach((file, ids) -> play(folder, file, rules.only(ids)));
    }
    System.err.printf("%d samples, %d faults%n", played, failed);
    return failed == 0 ? 0 : 1;
  }

  private void play(Path folder, Path file, RuleSet rules) {
    var name = file.getFileName().toString().replaceFirst("\\.ya?ml$", ".ndjson");
    var beside = Files.isDirectory(folder) ? folder : file.resolveSibling("");
    var samples = beside.resolve("samples").resolve(name);
    if (!Files.isRegularFile(samples)) {
      fail("%s: no samples (expected: %s)".formatted(file, samples));
      return;
    }
    var expected = new ArrayList<Sample.Expected>();
    int number = 0;
    for (var line : lines(samples)) {
      number++;
      if (!line.isBlank()) {
        play(rules, samples, number, line, expected);
      }
    }
    if (!expected.contains(Sample.Expected.FIRES) || !expected.contains(Sample.Expected.QUIET)) {
      fail("%s: no pair (expected: a sample that fires and one that is quiet)".formatted(samples));
    }
  }

  private void play(
      RuleSet rules, Path file, int number, String line, List<Sample.Expected> expected) {
    try {
      var sample = Sample.read(line);
      expected.add(sample.expected());
      played++;
      var said = sample.play(rules, mapping);
      var answer = JSON.createObjectNode();
      answer.put("file", file.toString());
      answer.put("line", number);
      answer.put("case", sample.name());
      answer.put("ok", said == sample.expected());
      if (said != sample.expected()) {
        answer.put("error", "said %s (expected: %s)".formatted(said, sample.expected()));
        failed++;
      }
      System.out.println(JSON.writeValueAsString(answer));
    } catch (RuntimeException e) {
      fail("%s:%d: %s".formatted(file, number, e.getMessage()));
    }
  }

  private void fail(String what) {
    failed++;
    System.err.println(what);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
