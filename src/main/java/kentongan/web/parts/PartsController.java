package kentongan.web.parts;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import kentongan.web.Shell;
import kentongan.web.Word;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/// The living style guide: every screen with sample data; `?dunia=latihan` shows it as an
/// exercise's. With profile `development` only.
@Controller
@Profile("development")
final class PartsController {
  @GetMapping("/parts")
  String all(Model model, Locale locale) {
    frame(model, false);
    model.addAttribute("screens", Samples.SCREENS);
    model.addAttribute("row", Samples.rows(locale).getFirst());
    model.addAttribute("clocks", Samples.clocks(locale));
    model.addAttribute("at", Samples.when(0, locale));
    return "parts/all";
  }

  @GetMapping("/parts/{screen}")
  String one(
      @PathVariable String screen,
      @RequestParam(name = "dunia", defaultValue = "live") String world,
      Model model,
      Locale locale) {
    if (!Samples.SCREENS.contains(screen)) {
      throw new ResponseStatusException(org.springframework.http.HttpStatus.NOT_FOUND);
    }
    frame(model, world.equals("latihan"));
    model.addAllAttributes(Samples.of(screen, locale));
    return Samples.template(screen);
  }

  private static void frame(Model model, boolean isExercise) {
    var band =
        isExercise
            ? Optional.of(
                new Shell.ExerciseBand(
                    "l-2", "Situs diretas", "09:14 WITA", 10, false, List.of("INC-2026-000131")))
            : Optional.<Shell.ExerciseBand>empty();
    model.addAttribute(
        "shell", new Shell("", "Siti Rahma", "SR", "Staf Datin", "Bawaslu Kabupaten Badung", band));
    model.addAttribute(
        "words",
        List.of(
            new Word("done", "Tersimpan."),
            new Word("refused", "Tidak dapat dilakukan."),
            new Word("care", "Ada yang kurang."),
            new Word("info", "Insiden ditutup.")));
  }
}
