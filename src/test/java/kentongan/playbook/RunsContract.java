package kentongan.playbook;

import static kentongan.incident.IncidentSamples.FIRST;
import static kentongan.incident.IncidentSamples.NIGHT;
import static kentongan.incident.IncidentSamples.SITI;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kentongan.incident.IncidentId;
import kentongan.incident.Stamp;
import kentongan.office.Actor;
import kentongan.playbook.Runs.Appended;
import org.junit.jupiter.api.Test;

/// What every [Runs] promises, whatever it is made of.
public interface RunsContract {
  /// Fresh and empty at first; the same for one test, whatever was closed and opened between.
  Runs runs();

  /// Closes what is open and opens it again, as a restart does.
  void restart();

  @Test
  default void an_empty_store_finds_nothing() {
    assertThat(runs().find(new RunId(FIRST, 1))).isEmpty();
    assertThat(runs().of(FIRST)).isEmpty();
    assertThat(runs().facts(new RunId(FIRST, 1))).isEmpty();
    assertThat(runs().pinned("playbook--x", NIGHT)).isEmpty();
  }

  @Test
  default void a_run_that_is_stopped_at_every_step_goes_on_there() throws Exception {
    var id = new RunId(FIRST, 1);
    var by = Actor.person(SITI);
    var playbook = Playbooks.load(Path.of("playbooks")).find("situs-diretas").orElseThrow();
    runs().pin(playbook);
    runs().append(id, 0, accepted(Run.start(id, playbook, by, NIGHT)));

    for (var steps = 0; !runs().find(id).orElseThrow().isOver(); steps++) {
      assertThat(steps).isLessThan(20);
      restart();
      var run = runs().find(id).orElseThrow();
      var pinned = runs().pinned(run.playbook(), run.playbookVersion()).orElseThrow();
      var step = pinned.step(run.waitingStep().orElseThrow());
      Optional<Boolean> answer =
          step instanceof Step.Question ? Optional.of(true) : Optional.empty();
      var facts =
          accepted(
              run.decide(
                  new RunCommand.CompleteStep(by, step.id(), answer, "<b>selesai</b>", NIGHT),
                  pinned,
                  NIGHT.plusSeconds(steps)));
      var done = (Appended.Done) runs().append(id, run.version(), facts);
      assertThat(runs().find(id)).contains(done.run());
    }

    assertThat(Run.of(new ArrayList<>(runs().facts(id)))).isEqualTo(runs().find(id).orElseThrow());
  }

  @Test
  default void every_fact_comes_back_as_it_went_in() {
    var id = new RunId(FIRST, 1);
    var stamp = Stamp.now(Actor.person(SITI), NIGHT);
    var at = new Position(List.of("action--1"), List.of("action--9"));
    var facts =
        List.<RunFact>of(
            new RunFact.Started(stamp, id, "x", "playbook--x", NIGHT, at),
            new RunFact.StepNoted(stamp, "action--1", "catatan"),
            new RunFact.StepSkipped(stamp, "action--1", "sudah", at),
            new RunFact.StepReopened(stamp, "action--1", "keliru", at),
            new RunFact.StepCompleted(stamp, "if--1", Optional.of(false), "", Position.OVER),
            new RunFact.Finished(stamp));

    assertThat(runs().append(id, 0, facts)).isInstanceOf(Appended.Done.class);

    assertThat(runs().facts(id)).isEqualTo(facts);
    assertThat(runs().find(id)).contains(Run.of(facts));
  }

  @Test
  default void a_stale_version_is_refused_and_nothing_is_stored() {
    var id = new RunId(FIRST, 1);
    runs().append(id, 0, List.of(started(id)));

    assertThat(runs().append(id, 0, List.of(started(id)))).isEqualTo(new Appended.Stale(1));

    assertThat(runs().facts(id)).hasSize(1);
  }

  @Test
  default void the_runs_of_an_incident_are_listed_oldest_first() {
    for (var number : List.of(2, 10, 1)) {
      var id = new RunId(FIRST, number);
      runs().append(id, 0, List.of(started(id)));
    }
    var other = new RunId(new IncidentId(2026, 2), 1);
    runs().append(other, 0, List.of(started(other)));

    assertThat(runs().of(FIRST)).extracting(run -> run.id().number()).containsExactly(1, 2, 10);
  }

  private static RunFact started(RunId id) {
    return new RunFact.Started(
        Stamp.now(Actor.person(SITI), NIGHT),
        id,
        "x",
        "playbook--x",
        NIGHT,
        new Position(List.of("action--1"), List.of()));
  }

  private static List<RunFact> accepted(RunDecision decision) {
    return ((RunDecision.Accepted) decision).facts();
  }
}
