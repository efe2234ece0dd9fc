package kentongan.web.notice;

import java.util.Locale;
import java.util.Optional;
import kentongan.incident.Incident;
import kentongan.notice.AckToken;
import kentongan.notice.Notice;
import kentongan.pipeline.Pipeline;
import kentongan.pipeline.Worlds;
import kentongan.web.Shown;
import kentongan.web.When;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/// The page behind the link in a notice: no sign-in, one button. The link itself changes nothing,
/// since mail programs open links by themselves. A token is looked for in every world that is open,
/// so that an exercise's notice leads into the exercise.
@Controller
final class AckController {
  private final Worlds worlds;

  AckController(Worlds worlds) {
    this.worlds = worlds;
  }

  /// A notice and the world it belongs to.
  private record Found(Pipeline pipeline, Notice notice) {}

  @GetMapping("/p/{token}")
  String page(@PathVariable String token, Model model, Locale locale) {
    return AckToken.parse(token)
        .flatMap(this::find)
        .map(found -> show(found, model, locale))
        .orElse("notice/unknown");
  }

  @PostMapping("/p/{token}")
  String acknowledge(@PathVariable String token, Model model, Locale locale) {
    var parsed = AckToken.parse(token);
    var found = parsed.flatMap(this::find);
    found.ifPresent(f -> f.pipeline().acts().acknowledge(parsed.orElseThrow()));
    return found.map(f -> show(f, model, locale)).orElse("notice/unknown");
  }

  private Optional<Found> find(AckToken token) {
    return find(worlds.live(), token)
        .or(() ->
            worlds.exercises().stream()
                .flatMap(pipeline -> find(pipeline, token).stream())
                .findFirst());
  }

  private static Optional<Found> find(Pipeline pipeline, AckToken token) {
    return pipeline.world().out().notices().with(token).map(notice -> new Found(pipeline, notice));
  }

  private static String show(Found found, Model model, Locale locale) {
    var world = found.pipeline().world();
    var incident = world.handling().incidents().find(found.notice().incident());
    if (incident.isEmpty()) {
      return "notice/unknown";
    }
    var base = world.isExercise() ? "/latihan/" + world.id() : "";
    model.addAttribute("a", page(found, incident.get(), locale));
    model.addAttribute("link", base + "/insiden/" + incident.get().id());
    return "notice/ack";
  }

  private static AckPage page(Found found, Incident incident, Locale locale) {
    var world = found.pipeline().world();
    var office = world.organisation().offices().get(incident.office());
    var now = world.clock().instant();
    var matter = found.notice().matter();
    var isEnglish = locale.getLanguage().equals("en");
    return new AckPage(
        world.isExercise(),
        incident.id().number(),
        Shown.line(incident.title(), 300),
        isEnglish ? matter.severity().en() : matter.severity().id(),
        incident.severity().name(),
        office.officeName(),
        matter.asset(),
        When.of(incident.discoveredAt(), office, now, locale),
        Shown.line(found.notice().name(), 200),
        matter.step().map(words -> isEnglish ? words.en() : words.id()),
        incident
            .inCharge()
            .map(id ->
                world
                    .organisation()
                    .people()
                    .find(id)
                    .map(p -> Shown.line(p.name(), 200))
                    .orElse(id.name())),
        incident.acknowledgedAt().map(at -> When.of(at, office, now, locale)));
  }
}
