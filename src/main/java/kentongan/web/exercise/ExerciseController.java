package kentongan.web.exercise;

import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Supplier;
import kentongan.exercise.Cast;
import kentongan.exercise.Exercise.Command;
import kentongan.exercise.Exercise.End;
import kentongan.exercise.ExerciseId;
import kentongan.exercise.Exercises;
import kentongan.exercise.Speed;
import kentongan.office.PersonId;
import kentongan.pipeline.Outcome;
import kentongan.web.Place;
import kentongan.web.Told;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebSession;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/// Exercises: the list, one exercise's sheet, starting and stopping. Their screens are the live
/// ones, under `/latihan/{id}/…`.
@Controller
final class ExerciseController {
  private static final String PART = "peran.";

  private final ExerciseRoom room;
  private final Told told;
  private final Scheduler blocking = Schedulers.fromExecutor(Thread::startVirtualThread);

  ExerciseController(ExerciseRoom room, Told told) {
    this.room = room;
    this.told = told;
  }

  @GetMapping("/latihan")
  String list(Place place, Model model, Locale locale) {
    model.addAttribute("x", room.list(place.viewer(), locale));
    return "exercise/list";
  }

  @GetMapping("/latihan/{id}")
  String one(@PathVariable String id, Place place, Model model, Locale locale) {
    var found =
        room.find(id, place.viewer(), locale).orElseThrow(() -> Place.missing("exercise " + id));
    model.addAttribute("x", found);
    return place.isPart() ? "exercise/page :: sheet" : "exercise/page";
  }

  @PostMapping("/latihan")
  Mono<String> start(ServerWebExchange exchange, Place place, WebSession session, Locale locale) {
    mayControl(place);
    return exchange
        .getFormData()
        .publishOn(blocking)
        .map(form ->
            answer(() -> exercises().start(plan(form, place.me())), "/latihan", session, locale));
  }

  @PostMapping("/latihan/{id}/kendali")
  Mono<String> control(
      @PathVariable String id,
      ServerWebExchange exchange,
      Place place,
      WebSession session,
      Locale locale) {
    mayControl(place);
    return exchange
        .getFormData()
        .publishOn(blocking)
        .map(form ->
            answer(
                () -> exercises().ask(new ExerciseId(id), command(form, place.me())),
                "/latihan",
                session,
                locale));
  }

  private static void mayControl(Place place) {
    if (!ExerciseRoom.mayControl(place.viewer())) {
      throw new ResponseStatusException(HttpStatus.FORBIDDEN, "role EXERCISE_CONTROLLER");
    }
  }

  private Exercises exercises() {
    return room.control().orElseThrow(() -> Place.missing("exercises"));
  }

  private static Exercises.Plan plan(MultiValueMap<String, String> form, PersonId by) {
    var parts = new TreeMap<String, PersonId>();
    for (var field : form.keySet()) {
      var person = value(form, field);
      if (field.startsWith(PART) && !person.isEmpty()) {
        parts.put(field.substring(PART.length()), new PersonId(person));
      }
    }
    var speed = value(form, "speed");
    return new Exercises.Plan(
        value(form, "scenario"),
        new Cast(parts),
        speed.isEmpty() ? Speed.REAL : new Speed(Integer.parseInt(speed)),
        by);
  }

  private static Command command(MultiValueMap<String, String> form, PersonId by) {
    return switch (value(form, "what")) {
      case "pause" -> new Command.Pause(by);
      case "resume" -> new Command.Resume(by);
      case "stop" -> new Command.Finish(End.STOPPED, "ended by " + by);
      default -> throw new IllegalArgumentException("what: (expected: pause, resume or stop)");
    };
  }

  private static String value(MultiValueMap<String, String> form, String field) {
    var value = form.getFirst(field);
    return value == null ? "" : value.strip();
  }

  /// Names in a form may be anything; what is none is refused, not an error of ours.
  private String answer(
      Supplier<Exercises.Outcome> asked, String list, WebSession session, Locale locale) {
    Exercises.Outcome outcome;
    try {
      outcome = asked.get();
    } catch (IllegalArgumentException odd) {
      return told.go(
          session, new Outcome.Refused(String.valueOf(odd.getMessage())), "", list, locale);
    }
    return switch (outcome) {
      case Exercises.Outcome.Done(var id) ->
          told.go(session, Outcome.DONE, "controlled", list + "/" + id, locale);
      case Exercises.Outcome.Refused(var why) ->
          told.go(session, new Outcome.Refused(String.join(" ", why)), "", list, locale);
    };
  }
}
