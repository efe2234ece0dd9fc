package kentongan.web.incident;

import java.util.List;
import java.util.Optional;
import kentongan.incident.Fact;
import kentongan.incident.Timeline;
import kentongan.office.Actor;
import kentongan.office.OfficeId;
import kentongan.web.Place;
import kentongan.web.Shown;
import kentongan.web.situation.Rows;

/// Facts made into lines to read: the end of a message key, and the words of others.
final class Timelines {
  private static final int LINE = 400;
  private static final int BLOCK = 4_000;

  private Timelines() {}

  /// The timeline, newest first.
  static List<IncidentPage.Entry> of(List<Fact> facts, OfficeId office, Place place) {
    return Timeline.of(facts).entries().reversed().stream()
        .map(entry -> entry(entry, office, place))
        .toList();
  }

  private static IncidentPage.Entry entry(Timeline.Entry entry, OfficeId office, Place place) {
    var fact = entry.fact();
    var words = words(fact, place);
    var by = fact.stamp().by();
    return new IncidentPage.Entry(
        fact.getClass().getSimpleName(),
        Shown.line(words.what(), LINE),
        Shown.block(words.note(), BLOCK),
        by(by, place),
        by.person().isPresent(),
        place.when(entry.happenedAt(), office),
        entry.isLate() ? Optional.of(place.when(entry.recordedAt(), office)) : Optional.empty());
  }

  /// A person's name; nothing for the program, whose part is no name to people.
  static String by(Actor by, Place place) {
    return by.person().map(place::name).orElse("");
  }

  /// @param what within the line
  /// @param note below it
  private record Words(String what, String note) {
    static final Words NONE = new Words("", "");
  }

  private static Words words(Fact fact, Place place) {
    return switch (fact) {
      case Fact.Opened opened -> new Words(opened.title(), opened.why());
      case Fact.DetectionJoined joined -> new Words(joined.title(), joined.why());
      case Fact.TroubleEnded ended -> new Words("", ended.why());
      case Fact.Acknowledged _ -> Words.NONE;
      case Fact.ChargeTaken taken ->
          taken.stamp().by().person().equals(Optional.of(taken.person()))
              ? Words.NONE
              : new Words(place.name(taken.person()), "");
      case Fact.StatusChanged changed ->
          new Words(changed.from() + " → " + changed.to(), changed.why());
      case Fact.SeveritySet set -> new Words(set.severity().name(), set.why());
      case Fact.CategorySet set ->
          new Words(Rows.category(set.category(), place.locale()), set.why());
      case Fact.TlpSet set -> new Words(set.tlp().label(), set.why());
      case Fact.NoteAdded note -> new Words("", note.text());
      case Fact.EvidenceAdded added -> new Words(added.name(), "SHA-256 " + added.sha256());
      case Fact.RunStarted started -> new Words(started.playbook(), "");
      case Fact.StepRecorded step -> new Words(step.name(), step.note());
      case Fact.ReportPrepared prepared -> new Words(prepared.report(), "");
      case Fact.ReportApproved approved -> new Words(approved.report(), "");
      case Fact.ReportSent sent -> new Words(sent.report() + " → " + sent.to(), "");
      case Fact.Closed closed -> new Words("", closed.why());
      case Fact.Amended amended -> new Words("", amended.text());
    };
  }
}
