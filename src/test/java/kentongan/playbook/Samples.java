package kentongan.playbook;

import java.util.UUID;

/// Small playbooks made for tests.
final class Samples {
  private static final String HEAD =
      """
      type: playbook
      spec_version: cacao-2.0
      id: playbook--36426ac0-635d-5125-89c9-343e3c3033b2
      name: Contoh
      created_by: identity--0d9c1f6e-2a57-4c43-9b0f-5b6a61776173
      created: '2026-11-21T00:00:00.000Z'
      modified: '2026-11-21T00:00:00.000Z'
      agent_definitions:
        group--bdd4ea9c-0050-5aac-9b80-75bec2d09372: {type: group, name: Staf Datin}
      """;

  private static final String AGENT =
      "    agent: group--bdd4ea9c-0050-5aac-9b80-75bec2d09372\n"
          + "    commands: [{type: manual, command: Lakukan}]\n";

  /// Two actions at once.
  static final String PARALLEL =
      HEAD
          + "workflow_start: "
          + id("start", 0)
          + "\nworkflow:\n"
          + step("start", 0, "Mulai", "    on_completion: " + id("parallel", 1) + "\n")
          + step(
              "parallel",
              1,
              "Dua hal sekaligus",
              "    next_steps: [%s, %s]\n    on_completion: %s\n"
                  .formatted(id("action", 2), id("action", 3), id("end", 5)))
          + action(2, "Satu", id("end", 4))
          + action(3, "Dua", id("end", 4))
          + step("end", 4, "Cabang selesai", "")
          + step("end", 5, "Selesai", "");

  private Samples() {}

  /// The head of a document with this workflow.
  static String document(String workflow) {
    return HEAD + "workflow_start: " + id("start", 0) + "\nworkflow:\n" + workflow;
  }

  /// Start, so many actions in a row, end.
  static Playbook chain(int actions) {
    var text = new StringBuilder();
    text.append(step("start", 0, "Mulai", "    on_completion: " + id("action", 1) + "\n"));
    for (var i = 1; i <= actions; i++) {
      text.append(
          action(i, "Langkah " + i, i < actions ? id("action", i + 1) : id("end", actions + 1)));
    }
    text.append(step("end", actions + 1, "Selesai", ""));
    return playbook(document(text.toString()));
  }

  /// A question in the branch of a question; both lead on to the same step.
  static Playbook nestedQuestions() {
    return playbook(
        document(
            step("start", 0, "Mulai", "    on_completion: " + id("if-condition", 1) + "\n")
                + question(1, "Luar", id("if-condition", 2), id("end", 3), id("action", 4))
                + question(2, "Dalam", id("end", 3), id("end", 3), id("end", 3))
                + step("end", 3, "Cabang selesai", "")
                + action(4, "Setelah keduanya", id("end", 5))
                + step("end", 5, "Selesai", "")));
  }

  static String id(String type, int number) {
    return type + "--" + new UUID(0x4000L + ((long) number << 32), 0x8000000000000000L + number);
  }

  static String action(int number, String name, String then) {
    return step("action", number, name, AGENT + "    on_completion: " + then + "\n");
  }

  static String question(int number, String name, String yes, String no, String then) {
    return step(
        "if-condition",
        number,
        name,
        "    condition: x\n    on_true: %s\n    on_false: %s\n    on_completion: %s\n"
            .formatted(yes, no, then));
  }

  static String step(String type, int number, String name, String more) {
    return "  %s:\n    type: %s\n    name: %s\n%s".formatted(id(type, number), type, name, more);
  }

  private static Playbook playbook(String text) {
    var check = Playbooks.check("contoh.yaml", text);
    return check.playbook().orElseThrow(() -> new AssertionError(check.faults().toString()));
  }
}
