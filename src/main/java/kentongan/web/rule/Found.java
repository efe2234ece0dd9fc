package kentongan.web.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import kentongan.incident.IncidentId;
import kentongan.office.OfficeId;
import kentongan.office.Role;
import kentongan.pipeline.KeptDetection;
import kentongan.web.Place;
import kentongan.web.Shown;
import kentongan.web.When;

/// Detections as people read them.
public final class Found {
  private static final int MOST = 300;

  private Found() {}

  /// What made an incident: the newest detection of each rule.
  public static List<FoundView> of(IncidentId incident, Place place) {
    var newest = new LinkedHashMap<String, KeptDetection>();
    var times = new LinkedHashMap<String, Integer>();
    for (var each : place.world().events().detections().of(incident, MOST)) {
      newest.putIfAbsent(each.detection().ruleId(), each);
      times.merge(each.detection().ruleId(), 1, Integer::sum);
    }
    var views = new ArrayList<FoundView>();
    newest.forEach((rule, each) -> views.add(view(each, times.getOrDefault(rule, 1), place)));
    return views;
  }

  static FoundView view(KeptDetection kept, int times, Place place) {
    var seen = kept.detection();
    var about = seen.rule();
    return new FoundView(
        seen.id().value(),
        about.id(),
        place.pipeline().rules().book().rules().find(about.id()).isPresent(),
        Levels.title(about, place),
        about.level().name(),
        Levels.tone(about.level()),
        Shown.line(about.author(), 300),
        Shown.line(seen.summary(), 300),
        place.offices().find(seen.office()).map(o -> o.officeName()).orElse(""),
        at(kept, place),
        seen.explanation().stream()
            .map(why ->
                new FoundView.Because(
                    Shown.line(why.field(), 120),
                    Shown.line(why.expected(), 300),
                    Shown.line(why.found(), 200)))
            .toList(),
        Levels.attack(about.tags()),
        Levels.lines(about.falsePositives()),
        kept.incident().number(),
        times,
        kept.version().substring(0, 12),
        mayFilter(place) && kept.evidence().isPresent(),
        kept.evidence());
  }

  private static When at(KeptDetection kept, Place place) {
    return place.when(kept.detection().factAt(), kept.detection().office());
  }

  /// Whether this viewer may say that something is our own activity: a commander or administrator
  /// of headquarters, and not in an exercise. An office that hides its own alarms is what an
  /// intruder there would like best.
  static boolean mayFilter(Place place) {
    return place.pipeline().ruleActs().isPresent()
        && (place.viewer().may(Role.COMMANDER, OfficeId.HEADQUARTERS)
            || place.viewer().may(Role.ADMINISTRATOR, OfficeId.HEADQUARTERS));
  }

  static boolean mayReload(Place place) {
    return place.pipeline().ruleActs().isPresent()
        && place.viewer().may(Role.ADMINISTRATOR, OfficeId.HEADQUARTERS);
  }

  static Optional<KeptDetection> find(String id, Place place) {
    return place
        .world()
        .events()
        .detections()
        .find(id)
        .filter(kept -> place.viewer().maySee(kept.detection().office()));
  }
}
