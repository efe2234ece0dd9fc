package kentongan.web.situation;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import kentongan.incident.Incidents.Which;
import kentongan.office.OfficeId;
import kentongan.web.Heard;
import kentongan.web.Place;
import kentongan.web.exercise.ExerciseRoom;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// How things stand, and the list of all incidents.
@Controller
final class SituationController {
  private static final int MOST_LISTED = 200;

  private final Heard heard;
  private final ExerciseRoom exercises;

  SituationController(Heard heard, ExerciseRoom exercises) {
    this.heard = heard;
    this.exercises = exercises;
  }

  @GetMapping({"/", "/latihan/{world}/"})
  String situation(
      Place place,
      @RequestParam(name = "kantor", defaultValue = "") String office,
      Model model,
      Locale locale) {
    var only =
        Optional.of(office)
            .filter(OfficeId::isCode)
            .map(OfficeId::new)
            .filter(id -> place.offices().find(id).isPresent());
    var running =
        place.world().isExercise() ? List.<Situation.ExerciseRow>of() : exercises.running(locale);
    model.addAttribute("s", Situations.of(place, heard, only, running));
    return place.isPart() ? "situation/page :: now" : "situation/page";
  }

  @GetMapping({"/insiden", "/latihan/{world}/insiden"})
  String all(
      Place place, @RequestParam(name = "mana", defaultValue = "ALL") String which, Model m) {
    var wanted =
        switch (which) {
          case "OPEN" -> Which.OPEN;
          case "CLOSED" -> Which.CLOSED;
          default -> Which.ALL;
        };
    var found =
        place.world().handling().incidents().list(wanted, place.viewer().scope(), MOST_LISTED);
    m.addAttribute("which", wanted.name());
    m.addAttribute("rows", found.stream().map(incident -> Rows.of(incident, place)).toList());
    return "incident/list";
  }
}
