package kentongan.boot.demo;

import java.util.List;

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
    var byRule = rows.stream().filter(r -> r.rule().equals(attack.rule())).toList();
    var here = byRule.stream().filter(r -> r.office().equals(attack.office())).toList();
    var right = here.stream().filter(r -> isNamed(r, attack) && offers(r, attack)).toList();
    return right.stream()
        .filter(r -> r.noticeAt().isPresent())
        .findFirst()
        .<Finding>map(row -> new Finding.Right(attack, row))
        .orElseGet(() -> new Finding.Wrong(attack, why(attack, byRule, here, right)));
  }

  private static Words why(Attack attack, List<Row> byRule, List<Row> here, List<Row> right) {
    if (byRule.isEmpty()) {
      return new Words("aturan %s tidak membuka insiden", "rule %s opened no incident")
          .with(attack.rule());
    }
    if (here.isEmpty()) {
      return new Words(
              "insiden ada di kantor %s (seharusnya: %s)",
              "the incident is at office %s (expected: %s)")
          .with(byRule.getFirst().office(), attack.office());
    }
    if (right.isEmpty()) {
      return wrongHere(attack, here.getFirst());
    }
    return new Words("%s: surel belum tiba", "%s: no mail has arrived")
        .with(right.getFirst().incident());
  }

  private static Words wrongHere(Attack attack, Row row) {
    return isNamed(row, attack)
        ? new Words(
                "pedoman yang ditawarkan: %s (seharusnya: %s)",
                "the playbook offered is %s (expected: %s)")
            .with(row.playbook().orElse("-"), attack.playbook())
        : new Words("kategorinya %s (seharusnya: %s)", "its category is %s (expected: %s)")
            .with(row.category(), attack.category().word());
  }

  private static boolean isNamed(Row row, Attack attack) {
    return row.category().equals(attack.category().word());
  }

  private static boolean offers(Row row, Attack attack) {
    return row.playbook().filter(attack.playbook()::equals).isPresent();
  }
}
