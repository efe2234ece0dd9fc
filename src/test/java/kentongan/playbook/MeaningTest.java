package kentongan.playbook;

import static kentongan.playbook.Samples.action;
import static kentongan.playbook.Samples.document;
import static kentongan.playbook.Samples.id;
import static kentongan.playbook.Samples.question;
import static kentongan.playbook.Samples.step;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MeaningTest {
  private static final String START =
      step("start", 0, "Mulai", "    on_completion: " + id("action", 1) + "\n");
  private static final String END = step("end", 9, "Selesai", "");

  @Test
  void a_sound_playbook_has_no_fault() {
    assertThat(faults(START + action(1, "Satu", id("end", 9)) + END)).isEmpty();
  }

  @Test
  void a_dangling_step_is_named_with_its_line() {
    var check =
        Playbooks.check("p.yaml", document(START + action(1, "Satu", id("action", 7)) + END));

    assertThat(check.faults())
        .anySatisfy(fault -> {
          assertThat(fault.what()).contains("on_completion", id("action", 7), "absent");
          assertThat(fault.step().orElseThrow()).startsWith("Satu (action--");
          assertThat(fault.line()).contains(16);
        });
  }

  @Test
  void an_unreachable_step_is_named() {
    assertThat(
            faults(START + action(1, "Satu", id("end", 9)) + action(2, "Dua", id("end", 9)) + END))
        .contains("Dua")
        .contains("cannot be reached");
  }

  @Test
  void an_endless_loop_is_named_and_one_that_a_person_can_leave_is_fine() {
    assertThat(
            faults(
                START
                    + action(1, "Satu", id("action", 2))
                    + action(2, "Dua", id("action", 1))
                    + END))
        .contains("endless");
    var loop =
        START
            + action(1, "Satu", id("if-condition", 2))
            + "  %s:\n    type: if-condition\n    name: Lagi?\n    condition: x\n    on_true: %s\n    on_false: %s\n"
                .formatted(id("if-condition", 2), id("action", 1), id("end", 9))
            + END;
    assertThat(faults(loop)).isEmpty();
  }

  @Test
  void a_loop_inside_a_branch_that_never_comes_back_is_named() {
    var stuck =
        START
            + action(1, "Satu", id("if-condition", 2))
            + question(2, "Tanya", id("action", 3), id("action", 3), id("end", 9))
            + action(3, "Putar", id("action", 3))
            + END;
    assertThat(faults(stuck)).contains("endless").contains("Putar");
  }

  @Test
  void an_undefined_agent_and_a_step_that_leads_nowhere_are_named() {
    assertThat(
            faults(START + action(1, "Satu", id("end", 9)).replace("bdd4ea9c", "00000000") + END))
        .contains("is not defined in agent_definitions")
        .contains("Satu");
    assertThat(
            faults(START + action(1, "Satu", "x").replaceFirst("    on_completion: x\n", "") + END))
        .contains("leads nowhere");
  }

  @Test
  void an_address_that_is_a_command_and_times_in_the_wrong_order_are_named() {
    var sound = document(START + action(1, "Satu", id("end", 9)) + END);

    assertThat(
            Playbooks.check(
                    "p.yaml",
                    sound.replace(
                        "name: Staf Datin",
                        "name: Staf Datin, contact: {email: {work: 'x@y.example; rm -rf /'}}"))
                .faults()
                .toString())
        .contains("is no address");
    assertThat(
            Playbooks.check("p.yaml", sound.replace("modified: '2026", "modified: '2025"))
                .faults()
                .toString())
        .contains("modified: before created");
  }

  @Test
  void texts_that_are_no_document_are_told_with_their_line() {
    assertThat(Playbooks.check("p.yaml", "a: 1\na: 2\n").faults().getFirst().line()).contains(2);
    assertThat(Playbooks.check("p.yaml", "a: [1\nb: 2").faults().getFirst().what())
        .startsWith("not YAML");
    assertThat(Playbooks.check("p.yaml", "").faults().getFirst().what()).contains("nothing in it");
    assertThat(Playbooks.check("p.yaml", "x: &a [1]\ny: *a\n").isOk()).isFalse();
    assertThat(Playbooks.check("p.yaml", "[".repeat(100_000)).isOk()).isFalse();
    assertThat(Playbooks.check("p.yaml", "!!javax.script.ScriptEngineManager [x]").isOk())
        .isFalse();
    assertThat(Playbooks.check("p.json", "{\"a\":1,\"a\":2}").faults().getFirst().what())
        .startsWith("not JSON");
    assertThat(Playbooks.check("p.json", "{\"a\":".repeat(10_000)).isOk()).isFalse();
    assertThat(Playbooks.check("p.json", "[]").isOk()).isFalse();
    assertThat(Playbooks.check("p.yaml", "x".repeat(3_000_001)).isOk()).isFalse();
  }

  private static String faults(String workflow) {
    var faults = Playbooks.check("p.yaml", document(workflow)).faults();
    return faults.isEmpty() ? "" : faults.toString();
  }
}
