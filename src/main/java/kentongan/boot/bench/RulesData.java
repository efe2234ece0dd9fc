package kentongan.boot.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import kentongan.rule.Mapping;
import kentongan.rule.MappingFile;
import kentongan.rule.Rule;
import kentongan.rule.RuleFiles;
import kentongan.rule.RuleSet;
import tools.jackson.databind.json.JsonMapper;

/// What `bench rules` runs: sets of rules, events, and how many matches there must be.
///
/// @param origin said beside the figures
/// @param events documents without an envelope
/// @param files where the rules lie
/// @param eventFile the events as a file; empty when they are made up
/// @param readSeconds how long reading the rule files took
public record RulesData(
    String origin,
    Mapping mapping,
    List<Set> sets,
    List<byte[]> events,
    List<Path> files,
    java.util.Optional<Path> eventFile,
    double readSeconds) {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final List<String> FOLDERS =
      List.of("rules", "rules-emerging-threats", "rules-threat-hunting", "rules-compliance");

  public RulesData {
    sets = List.copyOf(sets);
    events = List.copyOf(events);
    files = List.copyOf(files);
  }

  /// Public rules and recorded events where there are some, else the house's rules over made-up
  /// lines of an access log.
  ///
  /// @param house the folder of this house's rules, with its mapping
  public static RulesData of(Path folder, Path house) throws IOException {
    var mapping = MappingFile.read(house.resolve("mappings/ecs.yaml"));
    return Files.isReadable(folder.resolve("bench/rulesets.json"))
        ? recorded(folder, mapping)
        : made(folder, house, mapping);
  }

  /// All rules.
  Set all() {
    return sets.getLast();
  }

  private static RulesData recorded(Path folder, Mapping mapping) throws IOException {
    var files = FOLDERS.stream().map(f -> folder.resolve("sigmahq").resolve(f)).toList();
    long began = System.nanoTime();
    var all = eventRules(files);
    double seconds = (System.nanoTime() - began) / 1e9;
    var lists = JSON.readTree(Files.readString(folder.resolve("bench/rulesets.json")));
    var expected = lists.path("expected_matches_seed");
    var sets = new ArrayList<Set>();
    for (var name : List.of("r1", "r100", "r1000")) {
      var ids = new HashSet<String>();
      lists.path(name).values().forEach(id -> ids.add(id.asString()));
      sets.add(
          new Set(
              ids.size() == 1 ? "1 rule" : ids.size() + " rules",
              new RuleSet(all.stream().filter(rule -> ids.contains(rule.id())).toList()),
              OptionalLong.of(expected.path(name).asLong())));
    }
    sets.add(new Set("all", new RuleSet(all), OptionalLong.of(expected.path("all").asLong())));
    var file = folder.resolve("bench/events-50k.ndjson.gz");
    return new RulesData(
        "recorded events and public rules in " + folder,
        mapping,
        sets,
        lines(file),
        files,
        java.util.Optional.of(file),
        seconds);
  }

  private static RulesData made(Path missing, Path house, Mapping mapping) {
    var lines = BenchLines.read(missing.resolve("none"));
    long began = System.nanoTime();
    var all = eventRules(List.of(house));
    double seconds = (System.nanoTime() - began) / 1e9;
    return new RulesData(
        "no public rules in %s: the house's own, over generated lines".formatted(missing),
        mapping,
        List.of(
            new Set("1 rule", new RuleSet(all.subList(0, 1)), OptionalLong.empty()),
            new Set("all", new RuleSet(all), OptionalLong.empty())),
        lines.batch(0, 50_000, Instant.parse("2026-11-21T02:14:07Z")),
        List.of(house),
        java.util.Optional.empty(),
        seconds);
  }

  /// The rules over single events, as they speak for themselves.
  private static List<Rule> eventRules(List<Path> paths) {
    var rules = new ArrayList<Rule>();
    for (var rule : RuleFiles.read(paths).rules().eventRules()) {
      if (!(rule.recovers().orElse(null) instanceof Rule.Recovery.Matched)) {
        rules.add(rule);
      }
    }
    return rules;
  }

  private static List<byte[]> lines(Path file) {
    try (var stream = new GZIPInputStream(Files.newInputStream(file), 1 << 16);
        var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
        Stream<String> lines = reader.lines()) {
      return lines.map(line -> line.getBytes(StandardCharsets.UTF_8)).toList();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /// One set of rules.
  ///
  /// @param expected how many matches the events must give; empty when nobody has said
  public record Set(String name, RuleSet rules, OptionalLong expected) {}
}
