package kentongan.web.incident;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import kentongan.incident.Deadline;
import kentongan.incident.Fact;
import kentongan.incident.Incident;
import kentongan.incident.IncidentId;
import kentongan.notice.Notice;
import kentongan.office.OfficeId;
import kentongan.office.PersonId;
import kentongan.office.Role;
import kentongan.web.Place;
import kentongan.web.Shell;
import kentongan.web.Shown;
import kentongan.web.When;
import kentongan.web.situation.Rows;

/// Puts the page of one incident together.
final class IncidentPages {
  private static final int MOST_CALLS = 40;

  private final Place place;
  private final Incident incident;

  IncidentPages(Place place, Incident incident) {
    this.place = place;
    this.incident = incident;
  }

  /// The incident with this number, if there is one and this viewer may see it.
  static Incident find(String number, Place place) {
    IncidentId id;
    try {
      id = IncidentId.parse(number);
    } catch (IllegalArgumentException notANumber) {
      throw Place.missing("incident");
    }
    return place
        .world()
        .handling()
        .incidents()
        .find(id)
        .filter(found -> place.viewer().maySee(found.office()))
        .orElseThrow(() -> Place.missing("incident"));
  }

  IncidentPage page() {
    var handling = place.world().handling();
    var facts = handling.incidents().facts(incident.id());
    var walk = new Walks(place, incident).current();
    var evidence = evidence(facts);
    return new IncidentPage(
        head(facts),
        place.viewer().mayActOn(incident.office()),
        place.viewer().may(Role.COMMANDER, incident.office()),
        incident.inCharge().filter(place.me()::equals).isPresent(),
        walk,
        walk.isPresent() ? List.of() : playbooks(),
        clock(),
        incident.inCharge().map(this::person),
        calls(),
        Timelines.of(facts, incident.office(), place),
        evidence,
        incident.report().map(report -> report.stage().name()),
        missing(walk, evidence));
  }

  IncidentPage.Head head(List<Fact> facts) {
    var office = place.office(incident.office());
    return new IncidentPage.Head(
        incident.id().number(),
        Shown.line(incident.title(), 300),
        incident.severity().name(),
        incident.status().name(),
        incident.tlp().label(),
        incident.category().word(),
        Rows.category(incident.category(), place.locale()),
        incident.category().rsit(),
        office.id().code(),
        office.officeName(),
        Rows.assets(incident, place),
        when(incident.discoveredAt()),
        When.Span.between(incident.discoveredAt(), place.now()),
        incident.isAcknowledged(),
        incident.troubleEndedAt().map(this::when),
        incident.closedAt().map(this::when),
        incident.verdict().map(Enum::name),
        (int) facts.stream().filter(Fact.DetectionJoined.class::isInstance).count());
  }

  Optional<IncidentPage.AgencyClock> clock() {
    return Deadline.ofReport(incident).map(this::clock);
  }

  private IncidentPage.AgencyClock clock(Deadline deadline) {
    var now = place.now();
    var left = deadline.remaining(now);
    var isSent = incident.report().filter(r -> r.stage() == Incident.Report.Stage.SENT).isPresent();
    var state = isSent ? "SENT" : left.isNegative() ? "OVER" : "RUNNING";
    var passed = Duration.between(deadline.startsAt(), now).toMinutes();
    return new IncidentPage.AgencyClock(
        state,
        left.abs().toHours(),
        left.abs().toMinutesPart(),
        Math.clamp(passed, 0, deadline.limit().toMinutes()),
        deadline.limit().toMinutes(),
        urgency(state, left),
        deadline.basis().name(),
        when(deadline.dueAt()));
  }

  private static String urgency(String state, Duration left) {
    return switch (state) {
      case "SENT" -> "CALM";
      case "OVER" -> "CRITICAL";
      default -> left.toHours() < 4 ? "HIGH" : left.toHours() < 12 ? "MEDIUM" : "LOW";
    };
  }

  private List<IncidentPage.Choice> playbooks() {
    var language = Rows.language(place.locale());
    return place.world().handling().playbooks().all().stream()
        .sorted(Comparator.comparing(book -> !book.name().equals(incident.playbook().orElse(""))))
        .map(book ->
            new IncidentPage.Choice(book.name(), Shown.line(book.title().in(language), 200)))
        .toList();
  }

  private IncidentPage.PersonView person(PersonId id) {
    return place
        .world()
        .organisation()
        .people()
        .find(id)
        .map(person ->
            new IncidentPage.PersonView(
                Shown.line(person.name(), 200),
                Shell.initials(person.name()),
                Shown.line(person.title(), 200),
                place.offices().find(person.office()).map(o -> o.officeName()).orElse(""),
                person.phone()))
        .orElseGet(() -> new IncidentPage.PersonView(id.name(), "?", "", "", Optional.empty()));
  }

  private List<IncidentPage.Call> calls() {
    return place.world().out().notices().of(incident.id()).reversed().stream()
        .limit(MOST_CALLS)
        .map(this::call)
        .toList();
  }

  private IncidentPage.Call call(Notice notice) {
    var state =
        notice.acknowledged().isPresent()
            ? "ACKNOWLEDGED"
            : switch (notice.state()) {
              case Notice.State.Waiting _ -> "WAITING";
              case Notice.State.Delivered _ -> "DELIVERED";
              case Notice.State.Dropped _ -> "DROPPED";
            };
    var detail =
        switch (notice.state()) {
          case Notice.State.Waiting waiting -> waiting.why();
          case Notice.State.Delivered delivered -> delivered.receipt().text();
          case Notice.State.Dropped dropped -> dropped.why();
        };
    return new IncidentPage.Call(
        Shown.line(notice.name(), 200),
        notice.rung(),
        notice.attempt(),
        Shown.line(notice.channel(), 50),
        state,
        Shown.line(detail, 300),
        when(notice.created()));
  }

  private List<IncidentPage.Piece> evidence(List<Fact> facts) {
    var pieces = new ArrayList<IncidentPage.Piece>();
    for (var fact : facts) {
      if (fact instanceof Fact.EvidenceAdded added) {
        pieces.add(
            new IncidentPage.Piece(
                added.sha256(),
                Shown.line(added.name(), 200),
                Shown.size(added.bytes(), place.locale()),
                Timelines.by(added.stamp().by(), place),
                when(added.stamp().happenedAt())));
      }
    }
    return pieces;
  }

  /// What a careful person does before closing; it is said, not forced.
  private List<String> missing(
      Optional<IncidentPage.Walk> walk, List<IncidentPage.Piece> evidence) {
    var missing = new ArrayList<String>();
    if (incident.inCharge().isEmpty()) {
      missing.add("charge");
    }
    if (!incident.detections().isEmpty() && incident.troubleEndedAt().isEmpty()) {
      missing.add("trouble");
    }
    if (walk.filter(w -> w.step().isPresent()).isPresent()) {
      missing.add("walk");
    }
    if (clock().filter(clock -> !clock.state().equals("SENT")).isPresent()) {
      missing.add("report");
    }
    if (evidence.isEmpty()) {
      missing.add("evidence");
    }
    return missing;
  }

  private When when(java.time.Instant at) {
    OfficeId office = incident.office();
    return place.when(at, office);
  }
}
