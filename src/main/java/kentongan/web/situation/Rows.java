package kentongan.web.situation;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import kentongan.asset.Asset;
import kentongan.incident.Category;
import kentongan.incident.Deadline;
import kentongan.incident.Incident;
import kentongan.playbook.Language;
import kentongan.playbook.Step;
import kentongan.web.Place;
import kentongan.web.Shown;
import kentongan.web.When;

/// Incidents made into rows.
public final class Rows {
  private Rows() {}

  /// One incident as a row.
  public static Situation.IncidentRow of(Incident incident, Place place) {
    var now = place.now();
    var deadline = deadline(incident);
    return new Situation.IncidentRow(
        incident.id().number(),
        Shown.line(incident.title(), 300),
        incident.severity().name(),
        incident.status().name(),
        category(incident.category(), place.locale()),
        place.office(incident.office()).officeName(),
        Shown.line(String.join(", ", assets(incident, place)), 200),
        place.when(incident.discoveredAt(), incident.office()),
        When.Span.between(incident.discoveredAt(), now),
        incident.inCharge().map(place::name),
        incident.isOpen() ? next(incident, place) : Optional.empty(),
        deadline.map(clock -> When.Span.of(clock.remaining(now))),
        deadline.filter(clock -> clock.isOver(now)).isPresent(),
        incident.troubleEndedAt().isPresent());
  }

  /// The clock that still runs for the report, if one does.
  private static Optional<Deadline> deadline(Incident incident) {
    var isSent = incident.report().filter(r -> r.stage() == Incident.Report.Stage.SENT).isPresent();
    return isSent || !incident.isOpen() ? Optional.empty() : Deadline.ofReport(incident);
  }

  /// The names of what is hit.
  public static List<String> assets(Incident incident, Place place) {
    var assets = place.world().organisation().assets();
    return incident.assets().stream()
        .sorted()
        .map(id -> Shown.line(assets.find(id).map(Asset::name).orElse(id.name()), 200))
        .collect(Collectors.toUnmodifiableList());
  }

  /// A category in the reader's language.
  public static String category(Category category, Locale locale) {
    return locale.getLanguage().equals("en") ? category.english() : category.indonesian();
  }

  /// The reader's language for playbooks.
  public static Language language(Locale locale) {
    return locale.getLanguage().equals("en") ? Language.EN : Language.ID;
  }

  private static Optional<String> next(Incident incident, Place place) {
    var runs = place.world().handling().runs();
    return runs.of(incident.id()).reversed().stream()
        .filter(run -> !run.isOver())
        .findFirst()
        .flatMap(run ->
            runs.pinned(run.playbook(), run.playbookVersion())
                .flatMap(book -> run.waitingStep().map(book::step))
                .map(Step::card)
                .map(card -> Shown.line(card.name().in(language(place.locale())), 300)));
  }
}
