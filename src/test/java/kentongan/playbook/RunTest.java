package kentongan.playbook;

import static kentongan.incident.IncidentSamples.FIRST;
import static kentongan.incident.IncidentSamples.NIGHT;
import static kentongan.incident.IncidentSamples.SITI;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import kentongan.office.Actor;
import org.junit.jupiter.api.Test;

class RunTest {
  private static final Actor BY = Actor.person(SITI);

  @Test
  void the_hacked_site_playbook_is_walked_from_beginning_to_end() throws Exception {
    var playbook = shipped("situs-diretas");
    var run = started(playbook);
    var names = new ArrayList<String>();

    while (!run.isOver()) {
      var step = playbook.step(run.waitingStep().orElseThrow());
      names.add(step.card().name().indonesian());
      run =
          complete(
              run, playbook, step instanceof Step.Question ? Optional.of(true) : Optional.empty());
    }

    assertThat(names)
        .startsWith("Terima, dan jangan mengubah apa pun", "Pastikan dengan dua pasang mata")
        .contains("Amankan bukti dari luar", "Server sendiri: isolasi dan salin log")
        .endsWith("Lengkapi laporan, catat pembelajaran, tutup");
    assertThat(names.indexOf("Amankan bukti dari luar"))
        .isLessThan(names.indexOf("Bangun ulang dari yang bersih dan hilangkan penyebab"));
    assertThat(run.settled()).hasSize(names.size());
  }

  @Test
  void a_question_takes_yes_or_no_and_nothing_else_does() throws Exception {
    var playbook = shipped("situs-diretas");
    var run = started(playbook);

    assertThat(refusal(run, playbook, done(run, Optional.of(true))))
        .isEqualTo(RunDecision.Reason.ANSWER);
    run = complete(run, playbook, Optional.empty());
    assertThat(refusal(run, playbook, done(run, Optional.empty())))
        .isEqualTo(RunDecision.Reason.ANSWER);
    assertThat(refusal(run, playbook, new RunCommand.SkipStep(BY, run.waitingStep().get(), "x")))
        .isEqualTo(RunDecision.Reason.ANSWER);

    run = complete(run, playbook, Optional.of(false));
    assertThat(playbook.step(run.waitingStep().get()).card().name().indonesian())
        .isEqualTo("Catat mengapa ini alarm palsu");
    assertThat(complete(run, playbook, Optional.empty()).isOver()).isTrue();
  }

  @Test
  void the_second_of_two_who_act_at_once_is_told_who_was_quicker() throws Exception {
    var playbook = shipped("internet-terputus");
    var run = started(playbook);
    var command = done(run, Optional.empty());
    var after = apply(run, run.decide(command, playbook, NIGHT));

    var second = after.decide(command, playbook, NIGHT);

    assertThat(((RunDecision.Refused) second).reason()).isEqualTo(RunDecision.Reason.NOT_WAITING);
    assertThat(((RunDecision.Refused) second).why())
        .contains("person:siti.rahma", "Periksa listrik");
  }

  @Test
  void a_step_is_left_out_only_with_a_reason_and_an_unknown_one_is_refused() throws Exception {
    var playbook = shipped("internet-terputus");
    var run = started(playbook);
    var step = run.waitingStep().orElseThrow();

    assertThat(refusal(run, playbook, new RunCommand.SkipStep(BY, step, " ")))
        .isEqualTo(RunDecision.Reason.INPUT);
    assertThat(refusal(run, playbook, new RunCommand.SkipStep(BY, "action--none", "x")))
        .isEqualTo(RunDecision.Reason.UNKNOWN_STEP);
    var skipped =
        apply(run, run.decide(new RunCommand.SkipStep(BY, step, "sudah"), playbook, NIGHT));
    assertThat(skipped.last(step).orElseThrow().outcome()).isEqualTo(Run.Done.Outcome.SKIPPED);
    assertThat(skipped.waitingStep()).isNotEqualTo(run.waitingStep());
  }

  @Test
  void a_reopened_step_leads_back_to_where_the_walk_had_been() throws Exception {
    var playbook = shipped("internet-terputus");
    var first = started(playbook);
    var run = complete(first, playbook, Optional.empty());
    run = complete(run, playbook, Optional.of(true));
    var waiting = run.waitingStep();

    var reopen = new RunCommand.Reopen(BY, first.waitingStep().get(), "fotonya kabur");
    run = apply(run, run.decide(reopen, playbook, NIGHT));
    assertThat(run.waitingStep()).isEqualTo(first.waitingStep());
    assertThat(run.settled()).doesNotContain(first.waitingStep().get());

    assertThat(complete(run, playbook, Optional.empty()).waitingStep()).isEqualTo(waiting);
  }

  @Test
  void a_reopened_question_answered_otherwise_takes_the_other_way() throws Exception {
    var playbook = shipped("internet-terputus");
    var run = complete(started(playbook), playbook, Optional.empty());
    var question = run.waitingStep().orElseThrow();
    run = complete(run, playbook, Optional.of(true));

    run = apply(run, run.decide(new RunCommand.Reopen(BY, question, "salah"), playbook, NIGHT));
    run = complete(run, playbook, Optional.of(false));

    assertThat(playbook.step(run.waitingStep().get()).card().name().english())
        .startsWith("Shut the server down properly");
  }

  @Test
  void a_walk_of_2000_steps_and_one_of_nested_branches_end() {
    var playbook = Samples.chain(2_000);
    var run = started(playbook);
    var count = 0;
    while (!run.isOver()) {
      run = complete(run, playbook, Optional.empty());
      count++;
    }
    assertThat(count).isEqualTo(2_000);

    var nested = Samples.nestedQuestions();
    for (var answers : List.of(List.of(true, true), List.of(true, false), List.of(false))) {
      var walk = started(nested);
      for (var answer : answers) {
        walk = complete(walk, nested, Optional.of(answer));
      }
      assertThat(nested.step(walk.waitingStep().get()).card().name().indonesian())
          .isEqualTo("Setelah keduanya");
      assertThat(complete(walk, nested, Optional.empty()).isOver()).isTrue();
    }
  }

  @Test
  void a_playbook_with_parallel_steps_is_checked_but_not_walked() {
    var check = Playbooks.check("p.yaml", Samples.PARALLEL);
    assertThat(check.faults()).isEmpty();

    var decision = Run.start(new RunId(FIRST, 1), check.playbook().orElseThrow(), BY, NIGHT);

    assertThat(((RunDecision.Refused) decision).reason())
        .isEqualTo(RunDecision.Reason.NOT_WALKABLE);
    assertThat(((RunDecision.Refused) decision).why()).contains("parallel", "Dua hal sekaligus");
  }

  /// Whatever is done in whatever order, facts alone tell the walk, and one step waits or none.
  @Test
  void any_order_of_commands_keeps_the_invariants() throws Exception {
    var playbook = shipped("situs-terganggu");
    var steps = List.copyOf(playbook.steps().keySet());
    for (var seed = 0; seed < 500; seed++) {
      var random = new Random(seed);
      var facts = new ArrayList<RunFact>();
      var run = started(playbook, facts);
      for (var i = 0; i < 60; i++) {
        var step =
            random.nextInt(4) > 0 && !run.isOver()
                ? run.waitingStep().get()
                : steps.get(random.nextInt(steps.size()));
        var command =
            switch (random.nextInt(6)) {
              case 0 -> new RunCommand.SkipStep(BY, step, "x");
              case 1 -> new RunCommand.Reopen(BY, step, "x");
              case 2 -> new RunCommand.AddNote(BY, step, "x");
              default ->
                  new RunCommand.CompleteStep(
                      BY,
                      step,
                      playbook.step(step) instanceof Step.Question
                          ? Optional.of(random.nextBoolean())
                          : Optional.empty(),
                      "",
                      NIGHT);
            };
        if (run.decide(command, playbook, NIGHT.plusSeconds(i))
            instanceof RunDecision.Accepted(var added)) {
          for (var fact : added) {
            run = run.apply(fact);
          }
          facts.addAll(added);
        }
        assertThat(run.position().current()).hasSizeLessThanOrEqualTo(1);
        assertThat(run.position().returns()).isEmpty();
      }
      assertThat(Run.of(facts)).as("seed %d", seed).isEqualTo(run);
    }
  }

  private static Playbook shipped(String name) throws Exception {
    return Playbooks.load(Path.of("playbooks")).find(name).orElseThrow();
  }

  private static Run started(Playbook playbook) {
    return started(playbook, new ArrayList<>());
  }

  private static Run started(Playbook playbook, List<RunFact> facts) {
    facts.addAll(
        ((RunDecision.Accepted) Run.start(new RunId(FIRST, 1), playbook, BY, NIGHT)).facts());
    return Run.of(new ArrayList<>(facts));
  }

  private static RunCommand done(Run run, Optional<Boolean> answer) {
    return new RunCommand.CompleteStep(
        BY, run.waitingStep().orElseThrow(), answer, "", NIGHT.minus(Duration.ofMinutes(1)));
  }

  private static Run complete(Run run, Playbook playbook, Optional<Boolean> answer) {
    return apply(run, run.decide(done(run, answer), playbook, NIGHT));
  }

  private static Run apply(Run run, RunDecision decision) {
    var now = run;
    for (var fact : ((RunDecision.Accepted) decision).facts()) {
      now = now.apply(fact);
    }
    return now;
  }

  private static RunDecision.Reason refusal(Run run, Playbook playbook, RunCommand command) {
    return ((RunDecision.Refused)
            run.decide(command, playbook, Instant.EPOCH.plus(Duration.ofDays(30_000))))
        .reason();
  }
}
