package kentongan.boot.exercise;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import kentongan.exercise.Cast;
import kentongan.exercise.Scenario;
import kentongan.exercise.Scenarios;
import kentongan.exercise.Script;
import kentongan.exercise.ScriptFile;
import kentongan.office.OfficeId;
import kentongan.office.Person;
import kentongan.office.PersonId;
import kentongan.office.Role;

/// Stages, casts and scripts for tests.
final class ExerciseSamples {
  private ExerciseSamples() {}

  /// A stage with the real rules and playbooks, whose time runs three times as fast.
  static Stage stage(Path home) {
    try {
      var stage = Stages.headless(home, Path.of("rules"), Path.of("playbooks"));
      return new Stage(
          stage.home(),
          stage.offices(),
          stage.playbooks(),
          stage.rules(),
          stage.archives(),
          stage.policy(),
          stage.address(),
          stage.changed(),
          () -> System.nanoTime() * 3);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  static Scenario scenario(String name) {
    return Scenarios.shipped().find(name).orElseThrow();
  }

  static Script good(String name) {
    var read = ScriptFile.read(name, Scenarios.exampleScript(name).orElseThrow(), scenario(name));
    return ((ScriptFile.Reading.Good) read).script();
  }

  static Script idle() {
    return new Script(List.of());
  }

  /// A person for each player, with real-looking addresses.
  static Map<PersonId, Person> people(Scenario scenario) {
    var people = new HashMap<PersonId, Person>();
    for (var player : scenario.players()) {
      var id = new PersonId("orang." + player.id());
      people.put(
          id,
          new Person(
              id,
              "Orang " + player.id(),
              "Staf",
              new OfficeId("00"),
              Set.of(Role.ADMINISTRATOR),
              id + "@bawaslu.example",
              Optional.of("0800")));
    }
    return people;
  }

  static Cast cast(Scenario scenario) {
    var parts = new TreeMap<String, PersonId>();
    scenario.players().forEach(p -> parts.put(p.id(), new PersonId("orang." + p.id())));
    return new Cast(parts);
  }

  /// Waits for something for up to half a minute.
  static void await(String what, BooleanSupplier isSo) throws InterruptedException {
    var until = Instant.now().plus(Duration.ofSeconds(30));
    while (!isSo.getAsBoolean()) {
      if (Instant.now().isAfter(until)) {
        throw new AssertionError("in vain: " + what);
      }
      Thread.sleep(20);
    }
  }
}
