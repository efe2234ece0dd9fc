package kentongan.boot.demo;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Whether each attack became the right incident, and why not.
///
/// @param findings one for each attack
record Verdicts(List<Finding> findings) {
  Verdicts {
    findings = List.copyOf(findings);
  }

  /// What became of one attack.
  sealed interface Finding {
    Attack attack();

    /// It is the right incident, and somebody was told.
    record Right(Attack attack, Row row) implements Finding {}

    /// It is not, in plain words.
    record Wrong(Attack attack, Words why) implements Finding {}
  }

  /// @param rows all incidents
  static Verdicts of(List<Attack> attacks, List<Row> rows) {
    return new Verdicts(attacks.stream().map(a -> of(a, rows)).toList());
  }

  boolean allRight() {
    return findings.stream().allMatch(Finding.Right.class::isInstance);
  }

  /// The findings that are wrong.
  List<Finding.Wrong> wrong() {
    return findings.stream()
        .filter(Finding.Wrong.class::isInstance)
        .map(Finding.Wrong.class::cast)
        .toList();
  }

  private static Finding of(Attack attack, List<Row> rows) {
    var byRule = rows.stream().filter(r -> attack.rules().contains(r.rule())).toList();
    var here = byRule.stream().filter(r -> r.office().equals(attack.office())).toList();
    var right = here.stream().filter(offers(attack)).toList();
    var told = right.stream().filter(r -> r.noticeAt().isPresent()).findFirst();
    if (told.isPresent()) {
      return new Finding.Right(attack, told.get());
    }
    return new Finding.Wrong(attack, why(attack, byRule, here, right));
  }

  private static Words why(Attack attack, List<Row> byRule, List<Row> here, List<Row> right) {
    if (byRule.isEmpty()) {
      return new Words("aturan %s tidak membuka insiden", "rule %s opened no incident")
          .with(listed(attack.rules()));
    }
    if (here.isEmpty()) {
      return new Words(
              "insiden ada di kantor %s (seharusnya: %s)",
              "the incident is at office %s (expected: %s)")
          .with(byRule.getFirst().office(), attack.office());
    }
    if (right.isEmpty()) {
      return new Words(
              "pedoman yang ditawarkan: %s (seharusnya: %s)",
              "the playbook offered is %s (expected: %s)")
          .with(here.getFirst().playbook().orElse("-"), listed(attack.playbooks()));
    }
    return new Words("%s: surel belum tiba", "%s: no mail has arrived")
        .with(right.getFirst().incident());
  }

  private static Predicate<Row> offers(Attack attack) {
    return row -> row.playbook().filter(attack.playbooks()::contains).isPresent();
  }

  private static String listed(Set<String> names) {
    return names.stream().sorted().collect(Collectors.joining(", "));
  }
}
