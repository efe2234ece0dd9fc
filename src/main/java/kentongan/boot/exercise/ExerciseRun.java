package kentongan.boot.exercise;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import kentongan.exercise.Emission;
import kentongan.exercise.Exercise;
import kentongan.exercise.Exercise.Command;
import kentongan.exercise.Exercise.Decision;
import kentongan.exercise.Exercise.End;
import kentongan.exercise.Exercise.Fact;
import kentongan.exercise.ExerciseClock;
import kentongan.exercise.Exercises.Outcome;
import kentongan.exercise.Exercises.Told;
import kentongan.exercise.Feed;
import kentongan.exercise.Inject;
import kentongan.exercise.Scenario;
import kentongan.exercise.Score;
import kentongan.office.Person;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One exercise that is running: lets its injects happen, sends what its stations have to send, and
/// ends it when its time is over.
final class ExerciseRun implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ExerciseRun.class);
  private static final long BEAT_NANOS = Duration.ofMillis(50).toNanos();

  /// How far the exercise's clock may run ahead of its feed. Less than the shortest silence a rule
  /// takes for one (30 s), less a heartbeat's pause (10 s).
  private static final Duration AHEAD = Duration.ofSeconds(12);

  private final ExerciseFolder folder;
  private final Scenario scenario;
  private final ExerciseWorld world;
  private final ExerciseClock clock;
  private final Instant begin;
  private final List<SyntheticAgent> agents;
  private final ExerciseDoor door;
  private final Consumer<ExerciseRun> changed;
  private final AtomicReference<Exercise> exercise;
  private final Thread thread;
  private Duration fed = Duration.ZERO;
  private volatile boolean closing;

  private ExerciseRun(
      ExerciseFolder folder,
      Scenario scenario,
      Fact.Created created,
      ExerciseWorld world,
      ExerciseClock clock,
      Consumer<ExerciseRun> changed) {
    this.folder = folder;
    this.scenario = scenario;
    this.world = world;
    this.clock = clock;
    this.begin = clock.instant();
    this.changed = changed;
    this.exercise = new AtomicReference<>(Exercise.begun(created));
    var events = world.world().events();
    this.door = new ExerciseDoor(events.log(), events.agents(), world.world().clock());
    this.agents =
        scenario.stations().stream()
            .map(station -> {
              var office = world.world().organisation().offices().get(station.office());
              return SyntheticAgent.enrol(station, events.agents(), begin, office.zone());
            })
            .toList();
    this.thread =
        Thread.ofPlatform().name("exercise-" + created.id()).daemon().unstarted(this::run);
  }

  /// Opens the world, puts everything in its place, and lets the clock run.
  ///
  /// @param changed told after something happened
  static ExerciseRun begin(
      Stage stage,
      ExerciseFolder folder,
      Scenario scenario,
      Fact.Created created,
      Map<String, Person> people,
      Consumer<ExerciseRun> changed) {
    var begin = beginning(created.at());
    var clock = new ExerciseClock(begin, created.speed(), stage.nanos());
    folder.add(created);
    var world = ExerciseWorld.open(stage, created.id(), folder, clock);
    try {
      world.furnish(scenario, people);
      var run = new ExerciseRun(folder, scenario, created, world, clock, changed);
      world.start();
      run.ask(new Command.Start());
      run.thread.start();
      return run;
    } catch (RuntimeException broken) {
      world.close();
      throw broken;
    }
  }

  /// Where an exercise's own clock begins.
  ///
  /// @param createdAt real time
  static Instant beginning(Instant createdAt) {
    return createdAt.truncatedTo(ChronoUnit.SECONDS);
  }

  Exercise exercise() {
    return exercise.get();
  }

  Scenario scenario() {
    return scenario;
  }

  ExerciseWorld world() {
    return world;
  }

  ExerciseClock clock() {
    return clock;
  }

  /// The score as it stands, or as it was judged in the end.
  Score score() {
    return folder.score(scenario).orElseGet(() -> judged(false));
  }

  private Score judged(boolean ended) {
    var now = exercise.get();
    return Score.of(scenario, now.cast(), world.deeds(begin, now.fired()), clock.instant(), ended);
  }

  /// What was told to participants, newest first.
  List<Told> told() {
    var told = new ArrayList<Told>();
    exercise
        .get()
        .fired()
        .forEach((name, at) ->
            scenario
                .inject(name)
                .filter(inject -> inject.kind() instanceof Inject.Kind.Tell)
                .ifPresent(inject -> {
                  var tell = (Inject.Kind.Tell) inject.kind();
                  told.add(new Told(name, begin.plus(at), tell.from(), tell.to(), tell.text()));
                }));
    Collections.reverse(told);
    return told;
  }

  /// Does what a controller asks for, and writes it down.
  synchronized Outcome ask(Command command) {
    if (command instanceof Command.Fire(var name) && scenario.inject(name).isEmpty()) {
      return new Outcome.Refused(
          List.of("inject '%s': not in scenario %s".formatted(name, scenario.id())));
    }
    return switch (exercise.get().decide(command, Instant.now(), clock.passed())) {
      case Decision.Refused(var why) -> new Outcome.Refused(List.of(why));
      case Decision.Accepted(var facts) -> {
        facts.forEach(this::happened);
        yield new Outcome.Done(exercise.get().id());
      }
    };
  }

  private void happened(Fact fact) {
    switch (fact) {
      case Fact.Started _, Fact.Resumed _ -> clock.resume();
      case Fact.Paused _ -> clock.pause();
      case Fact.Sped sped -> clock.run(sped.speed());
      case Fact.Ended _ -> {
        clock.pause();
        folder.keep(judged(true));
      }
      case Fact.Created _, Fact.Fired _ -> {
        // Nothing stands or runs otherwise for these.
      }
    }
    folder.add(fact);
    exercise.updateAndGet(e -> e.apply(fact));
    LOG.atInfo()
        .addKeyValue("exercise", exercise.get().id())
        .addKeyValue("fact", fact.getClass().getSimpleName())
        .addKeyValue("passed", fact.passed())
        .log("exercise");
    changed.accept(this);
  }

  private void run() {
    while (!closing && exercise.get().state() != Exercise.State.ENDED) {
      try {
        beat();
      } catch (RuntimeException broken) {
        LOG.atError()
            .addKeyValue("exercise", exercise.get().id())
            .setCause(broken)
            .log("an exercise broke and is ended");
        ask(new Command.Finish(End.INTERRUPTED, "it broke: " + broken.getMessage()));
      }
      LockSupport.parkNanos(BEAT_NANOS);
    }
  }

  private synchronized void beat() {
    clock.waitAt(fed.plus(AHEAD));
    var until = earlier(clock.passed(), scenario.lasts());
    for (var inject : due(until)) {
      happened(new Fact.Fired(Instant.now(), later(inject.at(), fed), inject.id()));
    }
    send(until);
    fed = until;
    clock.waitAt(fed.plus(AHEAD));
    if (until.compareTo(scenario.lasts()) >= 0) {
      ask(new Command.Finish(End.COMPLETED, "the scenario is over"));
    }
  }

  /// The injects whose time has come, in its order.
  private List<Inject> due(Duration until) {
    return scenario.injects().stream()
        .filter(inject -> inject.at().compareTo(until) <= 0)
        .filter(inject -> !exercise.get().fired().containsKey(inject.id()))
        .sorted(Comparator.comparing(Inject::at))
        .toList();
  }

  private void send(Duration until) {
    var emissions = new Feed(scenario, begin, zone(), exercise.get().fired()).due(fed, until);
    for (var agent : agents) {
      agent.send(of(agent, emissions), door);
    }
  }

  /// The time zone in which machines write their logs: that of the first station.
  private ZoneId zone() {
    var offices = world.world().organisation().offices();
    return scenario.stations().stream()
        .findFirst()
        .map(station -> offices.get(station.office()).zone())
        .orElse(ZoneOffset.UTC);
  }

  private static List<Emission> of(SyntheticAgent agent, List<Emission> emissions) {
    return emissions.stream().filter(e -> e.station().equals(agent.station())).toList();
  }

  private static Duration earlier(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  private static Duration later(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  /// Closes the world; an exercise that has not ended is interrupted, and judged as far as it came.
  @Override
  public void close() {
    if (exercise.get().state() != Exercise.State.ENDED) {
      ask(new Command.Finish(End.INTERRUPTED, "the collector was stopped"));
    }
    closing = true;
    try {
      thread.join(Duration.ofSeconds(10));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    world.close();
  }
}
