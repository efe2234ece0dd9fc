package kentongan.boot.exercise;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import kentongan.boot.WaysOut;
import kentongan.boot.WorldFolder;
import kentongan.courier.keeping.KeepingAgency;
import kentongan.courier.keeping.KeepingChannel;
import kentongan.exercise.Cast;
import kentongan.exercise.Deeds;
import kentongan.exercise.ExerciseId;
import kentongan.exercise.KeptReport;
import kentongan.exercise.Player;
import kentongan.exercise.Scenario;
import kentongan.exercise.Tray;
import kentongan.incident.Fact;
import kentongan.incident.Incidents;
import kentongan.office.OfficeId;
import kentongan.office.Person;
import kentongan.oncall.Post;
import kentongan.oncall.Roster;
import kentongan.pipeline.Pipeline;
import kentongan.pipeline.World;
import kentongan.pipeline.WorldId;
import kentongan.report.Addressees;
import kentongan.store.sqlite.SqliteTray;

/// The world of one exercise, opened in the exercise's own folder: its stores, its clock, and doors
/// that lead nowhere. The live world's ports are not in its hands.
final class ExerciseWorld implements AutoCloseable {
  private static final int MOST_INCIDENTS = 1_000;
  private static final Addressees DESK =
      new Addressees(
          List.of(new Addressees.Addressee("Meja latihan (memerankan BSSN)", "Latihan", "")),
          List.of());

  private final WorldFolder folder;
  private final Pipeline pipeline;
  private final Tray tray;
  private boolean isAtWork;

  private ExerciseWorld(WorldFolder folder, Pipeline pipeline, Tray tray) {
    this.folder = folder;
    this.pipeline = pipeline;
    this.tray = tray;
  }

  static ExerciseWorld open(
      Stage stage, ExerciseId exercise, ExerciseFolder at, InstantSource clock) {
    var id = new WorldId(exercise.value());
    var folder = WorldFolder.open(at.directory(), id, stage.archives());
    var tray = new SqliteTray(folder.desk());
    var out =
        new WaysOut(
            List.of(new KeepingChannel("mail", tray, clock)),
            new KeepingAgency(tray, clock),
            DESK,
            stage.policy(),
            () -> address(stage, exercise),
            what -> stage.changed().accept(id.name(), what));
    var world = folder.world(id, true, clock, stage.offices(), stage.playbooks(), out);
    return new ExerciseWorld(folder, new Pipeline(world, stage.rules().get()), tray);
  }

  private static URI address(Stage stage, ExerciseId exercise) {
    return stage.address().get().resolve("latihan/%s/".formatted(exercise));
  }

  /// Puts assets, people and rosters of the scenario in.
  ///
  /// @param people the persons of the cast, by the player's short name
  void furnish(Scenario scenario, Map<String, Person> people) {
    var organisation = world().organisation();
    world()
        .desk()
        .write(() -> {
          scenario.players().forEach(p -> organisation.people().save(as(p, playing(p, people))));
          rosters(scenario, people).values().forEach(organisation.rosters()::save);
        });
    organisation.assets().save(scenario.assets());
  }

  /// A person in a part: with the part's office and roles, and with an address that does not exist,
  /// so that even a door that did lead out would find nobody.
  private static Person as(Player player, Person person) {
    return new Person(
        person.id(),
        person.name(),
        player.title().id(),
        player.office(),
        player.may(),
        person.id() + "@latihan.example",
        Optional.empty());
  }

  private static Person playing(Player player, Map<String, Person> people) {
    return Objects.requireNonNull(
        people.get(player.id()), "a cast without faults has a person for every part");
  }

  private static Map<OfficeId, Roster> rosters(Scenario scenario, Map<String, Person> people) {
    var rosters = new TreeMap<OfficeId, Roster>();
    for (var player : scenario.players()) {
      var roster = rosters.getOrDefault(player.office(), Roster.empty(player.office()));
      var person = playing(player, people).id();
      switch (player.place()) {
        case ON_DUTY -> rosters.put(player.office(), roster.with(Post.ON_DUTY, person));
        case DEPUTY -> rosters.put(player.office(), roster.with(Post.DEPUTY, person));
        case NONE -> {
          // Takes part without being called.
        }
      }
    }
    return rosters;
  }

  /// Lets the pipeline work; without it the world can only be looked at.
  void start() {
    pipeline.start();
    isAtWork = true;
  }

  World world() {
    return pipeline.world();
  }

  Pipeline pipeline() {
    return pipeline;
  }

  Tray tray() {
    return tray;
  }

  /// What really happened here, for the score.
  Deeds deeds(Instant began, Map<String, Duration> fired) {
    var all = world().organisation().offices().subtree(OfficeId.HEADQUARTERS);
    var cases = new ArrayList<List<Fact>>();
    var incidents = world().handling().incidents();
    for (var incident : incidents.list(Incidents.Which.ALL, all, MOST_INCIDENTS)) {
      cases.add(incidents.facts(incident.id()));
    }
    return new Deeds(
        began,
        cases,
        fired.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> began.plus(e.getValue()))),
        tray.reports().stream().map(KeptReport::report).collect(Collectors.toSet()));
  }

  /// Whether a cast's people are all there.
  static List<String> missing(Scenario scenario, Cast cast, Map<String, Person> people) {
    return scenario.players().stream()
        .filter(player -> !people.containsKey(player.id()))
        .map(player ->
            "player %s: %s is not among the people"
                .formatted(player.id(), cast.of(player.id()).map(Object::toString).orElse("?")))
        .toList();
  }

  @Override
  public void close() {
    try {
      if (isAtWork) {
        pipeline.close();
      }
    } finally {
      folder.close();
    }
  }
}
