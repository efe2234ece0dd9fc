package kentongan.web.exercise;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import kentongan.exercise.Exercise;
import kentongan.exercise.ExerciseId;
import kentongan.exercise.Exercises;
import kentongan.exercise.Exercises.View;
import kentongan.exercise.Player;
import kentongan.exercise.Scenario;
import kentongan.exercise.Score;
import kentongan.office.Office;
import kentongan.office.OfficeId;
import kentongan.office.Offices;
import kentongan.office.Person;
import kentongan.office.PersonId;
import kentongan.office.Role;
import kentongan.pipeline.World;
import kentongan.pipeline.Worlds;
import kentongan.web.Shell;
import kentongan.web.Shown;
import kentongan.web.Viewer;
import kentongan.web.When;
import kentongan.web.incident.IncidentPage.Choice;
import kentongan.web.situation.Situation;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Exercises, made fit to be shown. Where boot gives no [Exercises] there are none.
@Component
public final class ExerciseRoom {
  private static final int MOST_LISTED = 50;
  private static final int MOST_MESSAGES = 100;

  private final ObjectProvider<Exercises> exercises;
  private final Worlds worlds;

  ExerciseRoom(ObjectProvider<Exercises> exercises, Worlds worlds) {
    this.exercises = exercises;
    this.worlds = worlds;
  }

  /// The scenarios, and the exercises that were run.
  ExercisesPage list(Viewer viewer, Locale locale) {
    var all = Optional.ofNullable(exercises.getIfAvailable());
    var mayControl = mayControl(viewer);
    return new ExercisesPage(
        all.map(Exercises::scenarios).orElse(List.of()).stream()
            .map(scenario -> scenario(scenario, viewer, locale))
            .toList(),
        all.map(e -> e.list(MOST_LISTED)).orElse(List.of()).stream()
            .map(view -> row(view, viewer, locale))
            .toList(),
        mayControl ? people(viewer) : List.of(),
        mayControl);
  }

  /// Who may start and stop.
  static boolean mayControl(Viewer viewer) {
    return viewer.person().may(Role.EXERCISE_CONTROLLER);
  }

  /// One exercise.
  Optional<ExercisesPage.Detail> find(String id, Viewer viewer, Locale locale) {
    return view(id).map(view -> detail(view, viewer, locale));
  }

  /// The band over the pages of an exercise's world.
  public Optional<Shell.ExerciseBand> band(String world, Locale locale) {
    return view(world).map(view -> band(view, locale));
  }

  private Shell.ExerciseBand band(View view, Locale locale) {
    return new Shell.ExerciseBand(
        view.exercise().id().value(),
        Shown.line(view.scenario().title().in(locale.getLanguage()), 200),
        clock(view, locale),
        view.exercise().speed().times(),
        view.exercise().state() == Exercise.State.ENDED,
        view.interrupts().stream().map(Object::toString).toList());
  }

  /// Those running now.
  public List<Situation.ExerciseRow> running(Locale locale) {
    return Optional.ofNullable(exercises.getIfAvailable())
        .map(e -> e.list(MOST_LISTED))
        .orElse(List.of())
        .stream()
        .filter(view -> view.exercise().state() != Exercise.State.ENDED)
        .map(view ->
            new Situation.ExerciseRow(
                "/latihan/" + view.exercise().id(),
                Shown.line(view.scenario().title().in(locale.getLanguage()), 200),
                clock(view, locale),
                view.exercise().speed().times()))
        .toList();
  }

  /// The exercises themselves, for what a controller asks.
  Optional<Exercises> control() {
    return Optional.ofNullable(exercises.getIfAvailable());
  }

  private Optional<View> view(String id) {
    try {
      var wanted = new ExerciseId(id);
      return Optional.ofNullable(exercises.getIfAvailable()).flatMap(e -> e.find(wanted));
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }

  private ExercisesPage.ScenarioView scenario(Scenario scenario, Viewer viewer, Locale locale) {
    var language = locale.getLanguage();
    return new ExercisesPage.ScenarioView(
        scenario.id(),
        scenario.title().in(language),
        scenario.briefing().in(language),
        scenario.lasts().toMinutes(),
        scenario.speed().times(),
        scenario.injects().size(),
        scenario.expectations().size(),
        parts(scenario, viewer, language));
  }

  /// Whoever works at a part's own office would play it; then whoever starts the exercise, then
  /// anybody. Nobody plays two.
  private List<ExercisesPage.PartView> parts(Scenario scenario, Viewer viewer, String language) {
    var taken = new HashSet<PersonId>();
    var parts = new ArrayList<ExercisesPage.PartView>();
    for (var player : scenario.players()) {
      var candidates = new ArrayList<>(live().people().at(player.office()));
      candidates.add(viewer.person());
      candidates.addAll(live().people().all());
      var chosen =
          candidates.stream().map(Person::id).filter(id -> !taken.contains(id)).findFirst();
      chosen.ifPresent(taken::add);
      parts.add(
          new ExercisesPage.PartView(
              player.id(),
              player.title().in(language) + ", " + office(player).officeName(),
              chosen.map(PersonId::name).orElse("")));
    }
    return parts;
  }

  private List<Choice> people(Viewer viewer) {
    return live().people().all().stream()
        .filter(person -> viewer.maySee(person.office()))
        .map(person ->
            new Choice(person.id().name(), Shown.line(person.name() + " · " + person.title(), 200)))
        .toList();
  }

  private ExercisesPage.Row row(View view, Viewer viewer, Locale locale) {
    var created = view.exercise().createdAt();
    return new ExercisesPage.Row(
        view.exercise().id().value(),
        Shown.line(view.scenario().title().in(locale.getLanguage()), 200),
        state(view),
        When.of(
            created,
            offices().get(viewer.person().office()),
            worlds.live().world().clock().instant(),
            locale),
        (int) view.score().passed(),
        view.score().results().size());
  }

  private ExercisesPage.Detail detail(View view, Viewer viewer, Locale locale) {
    var language = locale.getLanguage();
    return new ExercisesPage.Detail(
        view.exercise().id().value(),
        Shown.line(view.scenario().title().in(language), 200),
        Shown.block(view.scenario().briefing().in(language), 4_000),
        state(view),
        clock(view, locale),
        view.exercise().speed().times(),
        view.isOpen(),
        view.exercise().ended().map(ended -> Shown.line(ended.how() + ": " + ended.why(), 300)),
        participants(view, language),
        injects(view, viewer, language),
        view.score().results().stream().map(r -> expectation(r, language)).toList(),
        messages(view, locale),
        mayControl(viewer),
        band(view, locale));
  }

  private List<String> participants(View view, String language) {
    return view.scenario().players().stream()
        .map(player ->
            view.exercise().cast().of(player.id()).map(this::name).orElse("–")
                + " · "
                + player.title().in(language)
                + ", "
                + office(player).officeName())
        .toList();
  }

  /// What is still to come is for the controller's eyes.
  private static List<ExercisesPage.InjectView> injects(View view, Viewer viewer, String language) {
    var shown = new ArrayList<ExercisesPage.InjectView>();
    var isOver = view.exercise().state() == Exercise.State.ENDED;
    view.scenario().injects().stream()
        .sorted(Comparator.comparing(inject -> inject.at()))
        .forEach(inject -> {
          var isDone = view.exercise().fired().containsKey(inject.id());
          if (isDone || isOver || mayControl(viewer)) {
            shown.add(
                new ExercisesPage.InjectView(
                    offset(inject.at()), Shown.line(inject.title().in(language), 300), isDone));
          }
        });
    return shown;
  }

  private ExercisesPage.ExpectationView expectation(Score.Result result, String language) {
    var expected = result.expectation();
    var verdict =
        switch (result.verdict()) {
          case Score.Verdict.Passed _ -> "PASSED";
          case Score.Verdict.Failed _ -> "FAILED";
          case Score.Verdict.Open _ -> "OPEN";
        };
    return new ExercisesPage.ExpectationView(
        Shown.line(expected.title().in(language), 300),
        offset(expected.within()).substring(1),
        verdict,
        result.verdict() instanceof Score.Verdict.Passed(_, var by, var after)
            ? Optional.of(offset(after).substring(1) + " (" + name(by) + ")")
            : Optional.empty(),
        result.verdict() instanceof Score.Verdict.Failed(var why, _)
            ? Shown.line(why.in(language), 300)
            : "");
  }

  private List<ExercisesPage.MessageView> messages(View view, Locale locale) {
    var zone = home(view);
    return view.messages().stream()
        .limit(MOST_MESSAGES)
        .map(message ->
            new ExercisesPage.MessageView(
                Shown.line(message.to() + " · " + message.channel(), 200),
                Shown.line(message.subject(), 300),
                Shown.block(message.text(), 4_000),
                When.exactly(message.at(), zone, view.clock(), locale)))
        .toList();
  }

  private static String state(View view) {
    return switch (view.exercise().state()) {
      case CREATED, RUNNING -> "RUNNING";
      case PAUSED -> "PAUSED";
      case ENDED -> "OVER";
    };
  }

  private String clock(View view, Locale locale) {
    var at = When.of(view.clock(), home(view), view.clock(), locale);
    return at.time() + " " + at.zone();
  }

  /// The office whose time the exercise is told in: the first player's.
  private Office home(View view) {
    var shipped = offices();
    return view.scenario().players().stream()
        .findFirst()
        .map(player -> shipped.get(player.office()))
        .orElseGet(() -> shipped.get(OfficeId.HEADQUARTERS));
  }

  /// As in `+05:00` or `+1:05:00`.
  private static String offset(Duration length) {
    return length.toHours() > 0
        ? "+%d:%02d:%02d"
            .formatted(length.toHours(), length.toMinutesPart(), length.toSecondsPart())
        : "+%02d:%02d".formatted(length.toMinutesPart(), length.toSecondsPart());
  }

  private Office office(Player player) {
    return offices().get(player.office());
  }

  private String name(PersonId id) {
    return live()
        .people()
        .find(id)
        .map(Person::name)
        .map(n -> Shown.line(n, 200))
        .orElse(id.name());
  }

  private Offices offices() {
    return live().offices();
  }

  private World.Organisation live() {
    return worlds.live().world().organisation();
  }
}
