package kentongan.pipeline;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import kentongan.rule.Fault;
import kentongan.rule.Mapping;
import kentongan.rule.RuleSet;

/// A set of rules as it was read from files: what can be in force, where each rule stands, and what
/// was left out.
///
/// @param version SHA-256 over every rule, filter and mapping in it, 64 hexadecimal digits: the
///   same texts make the same version, wherever they lie
/// @param leaves where each rule stands, by its id
/// @param faults what was left out, and why
/// @param warnings what is in force and still not as its author meant it
public record RuleBook(
    RuleSet rules,
    Mapping mapping,
    String version,
    Map<String, Leaf> leaves,
    List<Fault> faults,
    List<Fault> warnings) {
  /// No rules at all.
  public static final RuleBook NONE =
      new RuleBook(RuleSet.NONE, Mapping.IDENTITY, "0".repeat(64), Map.of(), List.of(), List.of());

  public RuleBook {
    leaves = Map.copyOf(leaves);
    faults = List.copyOf(faults);
    warnings = List.copyOf(warnings);
  }

  /// The version as people compare it: its first twelve digits.
  public String shortVersion() {
    return version.substring(0, 12);
  }

  /// Faults that another reading did not have yet. The line does not count: it moves when something
  /// above it is mended.
  public List<Fault> faultsBeyond(RuleBook other) {
    return faults.stream()
        .filter(fault ->
            other.faults.stream()
                .noneMatch(known ->
                    known.file().equals(fault.file()) && known.message().equals(fault.message())))
        .toList();
  }

  /// Where a rule stands.
  ///
  /// @param hash of its text and of the filters that bear on it: another text, another hash
  public record Leaf(Path file, int line, String hash) {}
}
