package kentongan.web.exercise;

import java.util.List;
import java.util.Locale;
import kentongan.office.Role;
import kentongan.pipeline.Outcome;
import kentongan.web.Place;
import kentongan.web.Told;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.WebSession;

/// Exercises: the list, one exercise's sheet, starting and stopping. Their screens are the live
/// ones, under `/latihan/{id}/…`.
@Controller
final class ExerciseController {
  private final ObjectProvider<ExerciseRoom> room;
  private final Told told;

  ExerciseController(ObjectProvider<ExerciseRoom> room, Told told) {
    this.room = room;
    this.told = told;
  }

  @GetMapping("/latihan")
  String list(Place place, Model model, Locale locale) {
    var exercises = room.getIfAvailable();
    model.addAttribute(
        "x",
        exercises == null
            ? new ExercisesPage(List.of(), List.of(), false)
            : exercises.list(place.viewer(), locale));
    return "exercise/list";
  }

  @GetMapping("/latihan/{id}")
  String one(@PathVariable String id, Place place, Model model, Locale locale) {
    var exercises = room.getIfAvailable();
    if (exercises == null) {
      throw Place.missing("exercise " + id);
    }
    model.addAttribute(
        "x",
        exercises
            .find(id, place.viewer(), locale)
            .orElseThrow(() -> Place.missing("exercise " + id)));
    return place.isPart() ? "exercise/page :: sheet" : "exercise/page";
  }

  @PostMapping("/latihan")
  String start(@ModelAttribute StartForm form, Place place, WebSession session, Locale locale) {
    place.needs(Role.EXERCISE_CONTROLLER, place.viewer().person().office());
    var exercises = room.getObject();
    return switch (exercises.start(text(form.scenario()), form.speedOrTen(), place.viewer())) {
      case ExerciseRoom.Started.Running(var id) -> "redirect:/latihan/" + id;
      case ExerciseRoom.Started.Refused(var why) ->
          told.go(session, new Outcome.Refused(why), "controlled", "/latihan", locale);
    };
  }

  @PostMapping("/latihan/{id}/kendali")
  String control(
      @PathVariable String id,
      @ModelAttribute ControlForm form,
      Place place,
      WebSession session,
      Locale locale) {
    place.needs(Role.EXERCISE_CONTROLLER, place.viewer().person().office());
    var refused = room.getObject().control(id, text(form.what()), place.viewer());
    Outcome outcome = refused.<Outcome>map(Outcome.Refused::new).orElse(Outcome.DONE);
    return told.go(session, outcome, "controlled", "/latihan/" + id, locale);
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  /// Which scenario, how fast.
  public record StartForm(@Nullable String scenario, @Nullable Integer speed) {
    int speedOrTen() {
      return speed == null ? 10 : Math.clamp(speed, 1, 60);
    }
  }

  /// Pause, resume or stop.
  public record ControlForm(@Nullable String what) {}
}
