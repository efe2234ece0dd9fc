package kentongan.boot;

import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import kentongan.exercise.Cast;
import kentongan.exercise.Exercise;
import kentongan.exercise.ExerciseId;
import kentongan.exercise.Exercises;
import kentongan.exercise.Exercises.View;
import kentongan.exercise.Scenario;
import kentongan.exercise.Score;
import kentongan.exercise.Speed;
import kentongan.office.Office;
import kentongan.office.OfficeId;
import kentongan.office.Offices;
import kentongan.office.People;
import kentongan.office.Person;
import kentongan.office.PersonId;
import kentongan.office.Role;
import kentongan.web.Shell;
import kentongan.web.Viewer;
import kentongan.web.When;
import kentongan.web.exercise.ExerciseRoom;
import kentongan.web.exercise.ExercisesPage;
import kentongan.web.situation.Situation;

/// Exercises, as the pages show them.
final class ExerciseScreens implements ExerciseRoom {
  private static final int MOST = 50;
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");

  private final Exercises exercises;
  private final People people;
  private final Office headquarters;

  ExerciseScreens(Exercises exercises, People people, Offices offices) {
    this.exercises = exercises;
    this.people = people;
    this.headquarters = offices.get(OfficeId.HEADQUARTERS);
  }

  @Override
  public ExercisesPage list(Viewer viewer, Locale locale) {
    return new ExercisesPage(
        exercises.scenarios().stream().map(s -> scenario(s, locale)).toList(),
        exercises.list(MOST).stream().map(view -> row(view, locale)).toList(),
        mayControl(viewer));
  }

  private static boolean mayControl(Viewer viewer) {
    return viewer.person().may(Role.EXERCISE_CONTROLLER) || viewer.person().may(Role.ADMINISTRATOR);
  }

  private static ExercisesPage.ScenarioView scenario(Scenario scenario, Locale locale) {
    return new ExercisesPage.ScenarioView(
        scenario.id(),
        scenario.title().in(locale.getLanguage()),
        scenario.briefing().in(locale.getLanguage()),
        scenario.lasts().toMinutes(),
        scenario.injects().size(),
        scenario.expectations().size());
  }

  private ExercisesPage.Row row(View view, Locale locale) {
    return new ExercisesPage.Row(
        view.exercise().id().value(),
        view.scenario().title().in(locale.getLanguage()),
        state(view.exercise()),
        When.of(view.exercise().createdAt(), headquarters, view.exercise().createdAt(), locale),
        (int) view.score().passed(),
        view.score().results().size());
  }

  private static String state(Exercise exercise) {
    return switch (exercise.state()) {
      case CREATED, RUNNING -> "RUNNING";
      case PAUSED -> "PAUSED";
      case ENDED -> "OVER";
    };
  }

  @Override
  public Optional<ExercisesPage.Detail> find(String id, Viewer viewer, Locale locale) {
    return view(id).map(view -> detail(view, viewer, locale));
  }

  private Optional<View> view(String id) {
    try {
      return exercises.find(new ExerciseId(id));
    } catch (IllegalArgumentException noName) {
      return Optional.empty();
    }
  }

  private ExercisesPage.Detail detail(View view, Viewer viewer, Locale locale) {
    var exercise = view.exercise();
    var language = locale.getLanguage();
    return new ExercisesPage.Detail(
        exercise.id().value(),
        view.scenario().title().in(language),
        view.scenario().briefing().in(language),
        state(exercise),
        clock(view),
        exercise.speed().times(),
        exercise.ended().map(ended -> When.of(ended.at(), headquarters, ended.at(), locale)),
        participants(view, language),
        injects(view, mayControl(viewer), language),
        view.score().results().stream().map(r -> expectation(r, language)).toList(),
        view.messages().stream()
            .map(message ->
                new ExercisesPage.MessageView(
                    message.to(),
                    message.subject(),
                    message.text(),
                    When.exactly(message.at(), headquarters, view.clock(), locale)))
            .toList(),
        mayControl(viewer));
  }

  private List<String> participants(View view, String language) {
    return view.scenario().players().stream()
        .map(player ->
            "%s: %s"
                .formatted(
                    player.title().in(language),
                    view.exercise().cast().of(player.id()).map(this::name).orElse("?")))
        .toList();
  }

  private String name(PersonId id) {
    return people.find(id).map(Person::name).orElse(id.name());
  }

  /// What is still to come is for the controller's eyes only.
  private static List<ExercisesPage.InjectView> injects(
      View view, boolean mayControl, String language) {
    var shown = new ArrayList<ExercisesPage.InjectView>();
    for (var inject : view.scenario().injects()) {
      var isDone = view.exercise().fired().containsKey(inject.id());
      if (isDone || mayControl) {
        shown.addFirst(
            new ExercisesPage.InjectView(offset(inject.at()), inject.title().in(language), isDone));
      }
    }
    return shown;
  }

  private static String offset(Duration at) {
    return "+%02d:%02d".formatted(at.toMinutes(), at.toSecondsPart());
  }

  private static ExercisesPage.ExpectationView expectation(Score.Result result, String language) {
    var expected = result.expectation();
    var within = offset(expected.within());
    var what = expected.title().in(language);
    return switch (result.verdict()) {
      case Score.Verdict.Passed(_, var by, var after) ->
          new ExercisesPage.ExpectationView(
              what, within, "PASSED", Optional.of(offset(after)), by.name());
      case Score.Verdict.Failed(var why, _) ->
          new ExercisesPage.ExpectationView(
              what, within, "FAILED", Optional.empty(), why.in(language));
      case Score.Verdict.Open() ->
          new ExercisesPage.ExpectationView(what, within, "OPEN", Optional.empty(), "");
    };
  }

  @Override
  public Optional<Shell.ExerciseBand> band(String world, Locale locale) {
    return view(world)
        .map(view ->
            new Shell.ExerciseBand(
                view.scenario().title().in(locale.getLanguage()),
                clock(view),
                view.exercise().speed().times(),
                view.exercise().state() == Exercise.State.ENDED));
  }

  private String clock(View view) {
    return CLOCK.format(view.clock().atZone(headquarters.zone())) + " " + headquarters.zoneName();
  }

  @Override
  public List<Situation.ExerciseRow> running(Locale locale) {
    return exercises.list(MOST).stream()
        .filter(view -> view.exercise().state() != Exercise.State.ENDED)
        .map(view ->
            new Situation.ExerciseRow(
                "/latihan/" + view.exercise().id(),
                view.scenario().title().in(locale.getLanguage()),
                clock(view),
                view.exercise().speed().times()))
        .toList();
  }

  @Override
  public Started start(String scenario, int speed, Viewer by) {
    var wanted = exercises.scenarios().stream().filter(s -> s.id().equals(scenario)).findFirst();
    if (wanted.isEmpty() || speed < 1 || speed > 60) {
      return new Started.Refused("scenario %s ×%d".formatted(scenario, speed));
    }
    var plan =
        new Exercises.Plan(
            scenario, cast(wanted.get(), by.person()), new Speed(speed), by.person().id());
    return switch (exercises.start(plan)) {
      case Exercises.Outcome.Done(var id) -> new Started.Running(id.value());
      case Exercises.Outcome.Refused(var why) -> new Started.Refused(String.join(" ", why));
    };
  }

  /// The people of each part's own office play it; whoever starts it, and then anybody, fills what
  /// is left. A part that nobody is left for stays empty, and the start says so.
  private Cast cast(Scenario scenario, Person starter) {
    var parts = new HashMap<String, PersonId>();
    var taken = new HashSet<PersonId>();
    for (var player : scenario.players()) {
      var candidates = new ArrayList<>(people.at(player.office()));
      candidates.add(starter);
      candidates.addAll(people.all());
      candidates.stream()
          .map(Person::id)
          .filter(id -> !taken.contains(id))
          .findFirst()
          .ifPresent(id -> {
            taken.add(id);
            parts.put(player.id(), id);
          });
    }
    return new Cast(parts);
  }

  @Override
  public Optional<String> control(String id, String what, Viewer by) {
    var person = by.person().id();
    var command =
        switch (what) {
          case "pause" -> Optional.<Exercise.Command>of(new Exercise.Command.Pause(person));
          case "resume" -> Optional.<Exercise.Command>of(new Exercise.Command.Resume(person));
          case "stop" ->
              Optional.<Exercise.Command>of(
                  new Exercise.Command.Finish(Exercise.End.STOPPED, "dihentikan oleh " + person));
          default -> Optional.<Exercise.Command>empty();
        };
    if (command.isEmpty() || view(id).isEmpty()) {
      return Optional.of("%s %s".formatted(what, id));
    }
    return switch (exercises.ask(new ExerciseId(id), command.get())) {
      case Exercises.Outcome.Done _ -> Optional.empty();
      case Exercises.Outcome.Refused(var why) -> Optional.of(String.join(" ", why));
    };
  }
}
