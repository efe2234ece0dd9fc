package kentongan.boot.exercise;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import kentongan.exercise.Exercise;
import kentongan.exercise.Exercise.Command;
import kentongan.exercise.Exercise.End;
import kentongan.exercise.Exercise.Fact;
import kentongan.exercise.ExerciseId;
import kentongan.exercise.Exercises;
import kentongan.exercise.Scenario;
import kentongan.exercise.Scenarios;
import kentongan.exercise.Score;
import kentongan.exercise.ScoreLine;
import kentongan.incident.Incident;
import kentongan.incident.IncidentId;
import kentongan.incident.Incidents.Which;
import kentongan.office.OfficeId;
import kentongan.office.Person;
import kentongan.office.PersonId;
import kentongan.pipeline.Pipeline;
import kentongan.pipeline.WorldId;
import kentongan.pipeline.Worlds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All exercises of a collector, or of the command line: those that run, and those that were, as
/// their folders tell.
public final class RunningExercises implements Exercises, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunningExercises.class);
  private static final int MOST_AT_ONCE = 4;
  private static final int MOST_MESSAGES = 200;

  private final Stage stage;
  private final Scenarios scenarios;
  private final Function<PersonId, Optional<Person>> people;
  private final Optional<Worlds> worlds;
  private final InstantSource now;
  private final Map<ExerciseId, ExerciseRun> open = new ConcurrentSkipListMap<>();

  /// @param people whom a cast may name
  /// @param worlds where open worlds are known to screens, and where real incidents happen; empty
  ///   on the command line, which has no live world
  /// @param now real time
  public RunningExercises(
      Stage stage,
      Scenarios scenarios,
      Function<PersonId, Optional<Person>> people,
      Optional<Worlds> worlds,
      InstantSource now) {
    this.stage = stage;
    this.scenarios = scenarios;
    this.people = people;
    this.worlds = worlds;
    this.now = now;
  }

  /// Ends what an earlier collector left in the middle: as interrupted, judged as far as it came.
  public RunningExercises recover() {
    for (var id : ExerciseFolder.all(stage.home())) {
      var folder = ExerciseFolder.find(stage.home(), id).orElseThrow();
      var left = folder.exercise().filter(e -> e.state() != Exercise.State.ENDED);
      if (left.isPresent()) {
        try {
          interrupted(folder, left.get());
        } catch (RuntimeException broken) {
          LOG.atError()
              .addKeyValue("exercise", id)
              .setCause(broken)
              .log("an interrupted exercise cannot be judged");
        }
      }
    }
    return this;
  }

  private void interrupted(ExerciseFolder folder, Exercise left) {
    var began = ExerciseRun.beginning(left.createdAt());
    var stopped = began.plus(left.passed());
    scenarios
        .find(left.scenario())
        .ifPresent(scenario -> {
          try (var world =
              ExerciseWorld.open(stage, left.id(), folder, InstantSource.fixed(stopped))) {
            var deeds = world.deeds(began, left.fired());
            folder.keep(Score.of(scenario, left.cast(), deeds, stopped, true));
          }
        });
    folder.add(
        new Fact.Ended(now.instant(), left.passed(), End.INTERRUPTED, "the collector was stopped"));
  }

  @Override
  public List<Scenario> scenarios() {
    return scenarios.all();
  }

  @Override
  public synchronized Outcome start(Plan plan) {
    var scenario = scenarios.find(plan.scenario());
    if (scenario.isEmpty()) {
      return refused("scenario '%s': there is none".formatted(plan.scenario()));
    }
    var faults = plan.cast().faults(scenario.get());
    if (!faults.isEmpty()) {
      return new Outcome.Refused(faults);
    }
    var named = named(plan);
    var missing = ExerciseWorld.missing(scenario.get(), plan.cast(), named);
    if (!missing.isEmpty()) {
      return new Outcome.Refused(missing);
    }
    makeRoom();
    if (open.size() >= MOST_AT_ONCE) {
      return refused("exercises: %d are running (expected: end one first)".formatted(open.size()));
    }
    return begin(plan, scenario.get(), named);
  }

  private Map<String, Person> named(Plan plan) {
    var named = new HashMap<String, Person>();
    plan.cast()
        .parts()
        .forEach((player, id) -> people.apply(id).ifPresent(p -> named.put(player, p)));
    return named;
  }

  /// Exercises that have ended stay open to be looked at until another begins.
  private void makeRoom() {
    for (var run : List.copyOf(open.values())) {
      if (run.exercise().state() == Exercise.State.ENDED) {
        closed(run);
      }
    }
  }

  private void closed(ExerciseRun run) {
    var id = run.exercise().id();
    worlds.ifPresent(all -> all.forget(new WorldId(id.value())));
    open.remove(id);
    run.close();
  }

  private Outcome begin(Plan plan, Scenario scenario, Map<String, Person> named) {
    var at = now.instant();
    for (var nth = 1; nth < 100; nth++) {
      var id = ExerciseId.at(at, nth);
      var folder = ExerciseFolder.make(stage.home(), id);
      if (folder.isPresent()) {
        var created = new Fact.Created(at, id, scenario.id(), plan.cast(), plan.speed(), plan.by());
        var run = ExerciseRun.begin(stage, folder.get(), scenario, created, named, this::changed);
        open.put(id, run);
        worlds.ifPresent(all -> all.open(run.world().pipeline()));
        return new Outcome.Done(id);
      }
    }
    return refused("exercise: no name is free");
  }

  private void changed(ExerciseRun run) {
    stage.changed().accept(run.exercise().id().value(), "exercise");
    stage.changed().accept(WorldId.LIVE.name(), "exercise");
  }

  private static Outcome refused(String why) {
    return new Outcome.Refused(List.of(why));
  }

  @Override
  public Outcome ask(ExerciseId id, Command command) {
    var run = open.get(id);
    return run == null ? refused("exercise %s: it is not running".formatted(id)) : run.ask(command);
  }

  @Override
  public List<View> list(int most) {
    var views = new ArrayList<View>();
    var all = new ArrayList<>(ExerciseFolder.all(stage.home()));
    all.sort(
        Comparator.comparing((ExerciseId id) -> !isRunning(id))
            .thenComparing(Comparator.reverseOrder()));
    for (var id : all.subList(0, Math.min(most, all.size()))) {
      find(id).ifPresent(views::add);
    }
    return views;
  }

  private boolean isRunning(ExerciseId id) {
    var run = open.get(id);
    return run != null && run.exercise().state() != Exercise.State.ENDED;
  }

  @Override
  public Optional<View> find(ExerciseId id) {
    var run = open.get(id);
    return run == null ? past(id) : Optional.of(view(run));
  }

  private View view(ExerciseRun run) {
    return new View(
        run.exercise(),
        run.scenario(),
        run.clock().instant(),
        true,
        run.score(),
        run.world().tray().messages(MOST_MESSAGES),
        run.told(),
        interrupts(run.exercise()));
  }

  private Optional<View> past(ExerciseId id) {
    var folder = ExerciseFolder.find(stage.home(), id);
    var exercise = folder.flatMap(ExerciseFolder::exercise);
    var scenario = exercise.flatMap(e -> scenarios.find(e.scenario()));
    return scenario.map(s -> past(folder.orElseThrow(), exercise.orElseThrow(), s));
  }

  private static View past(ExerciseFolder folder, Exercise exercise, Scenario scenario) {
    return new View(
        exercise,
        scenario,
        ExerciseRun.beginning(exercise.createdAt()).plus(exercise.passed()),
        false,
        folder.score(scenario).orElseGet(() -> ScoreLine.read(List.of(), scenario)),
        List.of(),
        List.of(),
        List.of());
  }

  /// Real incidents that were opened while the exercise runs. Only the live world is asked, and
  /// from out here: nothing in an exercise's world leads to it.
  private List<IncidentId> interrupts(Exercise exercise) {
    if (exercise.state() == Exercise.State.ENDED) {
      return List.of();
    }
    return worlds.map(Worlds::live).map(live -> interrupts(live, exercise)).orElse(List.of());
  }

  private static List<IncidentId> interrupts(Pipeline live, Exercise exercise) {
    var world = live.world();
    var all = world.organisation().offices().subtree(OfficeId.HEADQUARTERS);
    return world.handling().incidents().list(Which.OPEN, all, 100).stream()
        .filter(incident -> !incident.openedAt().isBefore(exercise.createdAt()))
        .map(Incident::id)
        .toList();
  }

  /// The run of an exercise, for those who play without a screen.
  Optional<ExerciseRun> run(ExerciseId id) {
    return Optional.ofNullable(open.get(id));
  }

  /// Interrupts what runs, judges it, closes all worlds.
  @Override
  public synchronized void close() {
    for (var run : List.copyOf(open.values())) {
      closed(run);
    }
  }
}
