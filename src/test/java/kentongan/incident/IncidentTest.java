package kentongan.incident;

import static kentongan.incident.IncidentSamples.FIRST;
import static kentongan.incident.IncidentSamples.MADE;
import static kentongan.incident.IncidentSamples.NIGHT;
import static kentongan.incident.IncidentSamples.SITI;
import static kentongan.incident.IncidentSamples.defaced;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import kentongan.office.Actor;
import org.junit.jupiter.api.Test;

class IncidentTest {
  private static final Actor BY = Actor.person(SITI);

  @Test
  void the_first_to_acknowledge_is_in_charge() {
    var incident = after(Incident.of(defaced(FIRST)), new Command.Acknowledge(SITI));

    assertThat(incident.inCharge()).contains(SITI);
    assertThat(incident.acknowledgedAt()).contains(NIGHT);
    assertThat(after(incident, new Command.Acknowledge(MADE)).inCharge()).contains(SITI);
    assertThat(after(incident, new Command.TakeCharge(MADE)).inCharge()).contains(MADE);
  }

  @Test
  void nothing_moves_before_somebody_is_in_charge() {
    var incident = Incident.of(defaced(FIRST));

    assertThat(reason(incident, new Command.ChangeStatus(BY, Status.TRIAGED, "x")))
        .isEqualTo(Decision.Reason.NOBODY_IN_CHARGE);
    assertThat(reason(incident, new Command.Close(SITI, Verdict.FALSE_ALARM, "x")))
        .isEqualTo(Decision.Reason.NOBODY_IN_CHARGE);
  }

  @Test
  void a_real_incident_is_closed_only_when_it_is_recovered() {
    var incident = after(Incident.of(defaced(FIRST)), new Command.Acknowledge(SITI));

    assertThat(reason(incident, new Command.Close(SITI, Verdict.REAL, "x")))
        .isEqualTo(Decision.Reason.STATUS);
    var recovered = after(incident, new Command.ChangeStatus(BY, Status.RECOVERED, "pulih"));
    assertThat(after(recovered, new Command.Close(SITI, Verdict.REAL, "selesai")).isSealed())
        .isTrue();
  }

  @Test
  void a_sealed_incident_takes_amendments_only() {
    var incident = after(Incident.of(defaced(FIRST)), new Command.Acknowledge(SITI));
    assertThat(reason(incident, new Command.Amend(BY, "x"))).isEqualTo(Decision.Reason.NOT_SEALED);
    var closed = after(incident, new Command.Close(SITI, Verdict.FALSE_ALARM, "bukan apa-apa"));

    assertThat(reason(closed, new Command.AddNote(BY, "x", NIGHT)))
        .isEqualTo(Decision.Reason.SEALED);
    assertThat(reason(closed, new Command.Close(SITI, Verdict.REAL, "x")))
        .isEqualTo(Decision.Reason.SEALED);
    assertThat(closed.decide(new Command.Amend(BY, "diketahui kemudian"), NIGHT))
        .isInstanceOf(Decision.Accepted.class);
  }

  @Test
  void a_report_goes_its_way_step_by_step_and_never_by_itself() {
    var incident = Incident.of(defaced(FIRST));
    assertThat(reason(incident, new Command.RecordReportSent(BY, "LAP-1", "agency")))
        .isEqualTo(Decision.Reason.REPORT);
    assertThat(reason(incident, new Command.ApproveReport(SITI, "LAP-1")))
        .isEqualTo(Decision.Reason.REPORT);

    var prepared = after(incident, new Command.PrepareReport(BY, "LAP-1"));
    assertThat(reason(prepared, new Command.RecordReportSent(BY, "LAP-1", "agency")))
        .isEqualTo(Decision.Reason.REPORT);
    var sent =
        after(
            after(prepared, new Command.ApproveReport(SITI, "LAP-1")),
            new Command.RecordReportSent(BY, "LAP-1", "agency"));

    assertThat(sent.report()).contains(new Incident.Report("LAP-1", Incident.Report.Stage.SENT));
  }

  @Test
  void the_agencys_24_hours_start_at_discovery() {
    var deadline = Deadline.ofReport(Incident.of(defaced(FIRST))).orElseThrow();

    assertThat(deadline.dueAt()).isEqualTo(NIGHT.plus(Duration.ofHours(24)));
    assertThat(deadline.basis()).isEqualTo(Deadline.Basis.INTERNAL_TARGET);
    assertThat(deadline.isOver(NIGHT.plus(Duration.ofHours(24)))).isFalse();
    assertThat(deadline.isOver(NIGHT.plus(Duration.ofHours(24)).plusMillis(1))).isTrue();
    var small =
        after(Incident.of(defaced(FIRST)), new Command.SetSeverity(BY, Severity.MEDIUM, "kecil"));
    assertThat(Deadline.ofReport(small)).isEmpty();
  }

  @Test
  void a_note_from_the_future_or_without_text_is_refused() {
    var incident = Incident.of(defaced(FIRST));

    assertThat(reason(incident, new Command.AddNote(BY, "x", NIGHT.plusSeconds(3_600))))
        .isEqualTo(Decision.Reason.INPUT);
    assertThat(reason(incident, new Command.AddNote(BY, " \u0001 ", NIGHT)))
        .isEqualTo(Decision.Reason.INPUT);
    assertThat(reason(incident, new Command.AddNote(BY, "x".repeat(10_001), NIGHT)))
        .isEqualTo(Decision.Reason.INPUT);
  }

  @Test
  void the_timeline_is_in_the_order_of_happening_and_marks_what_was_recorded_late() {
    var facts =
        List.<Fact>of(
            defaced(FIRST),
            new Fact.NoteAdded(Stamp.now(BY, NIGHT.plusSeconds(60)), "dua"),
            new Fact.NoteAdded(
                new Stamp(BY, NIGHT.minusSeconds(7_200), NIGHT.plusSeconds(120)), "satu"));

    var timeline = Timeline.of(facts);

    assertThat(timeline.entries()).extracting(Timeline.Entry::number).containsExactly(3, 1, 2);
    assertThat(timeline.entries())
        .extracting(Timeline.Entry::isLate)
        .containsExactly(true, false, false);
  }

  /// 2,000 histories of random commands: whatever the order, the invariants hold.
  @Test
  void any_order_of_commands_keeps_the_invariants() {
    for (var seed = 0; seed < 2_000; seed++) {
      var random = new Random(seed);
      var facts = new ArrayList<Fact>(List.of(defaced(FIRST)));
      var incident = Incident.of(defaced(FIRST));
      for (var i = 0; i < 40; i++) {
        var now = NIGHT.plusSeconds(i);
        var before = incident;
        var decision = incident.decide(random(random, now), now);
        if (decision instanceof Decision.Accepted(var added)) {
          for (var fact : added) {
            incident = incident.apply(fact);
          }
          facts.addAll(added);
          assertThat(before.isSealed() && !added.isEmpty())
              .as("seed %d: a sealed one takes amendments only", seed)
              .isEqualTo(before.isSealed() && added.getFirst() instanceof Fact.Amended);
        }
        check(seed, before, incident);
      }
      assertThat(Incident.of(facts)).as("seed %d", seed).isEqualTo(incident);
      assertThat(facts.stream().filter(Fact.Closed.class::isInstance).count())
          .isLessThanOrEqualTo(1);
      assertThat(facts.stream().filter(Fact.Acknowledged.class::isInstance).count())
          .isLessThanOrEqualTo(1);
    }
  }

  private static void check(int seed, Incident before, Incident now) {
    assertThat(now.version()).as("seed %d", seed).isGreaterThanOrEqualTo(before.version());
    assertThat(now.status() == Status.NEW || now.inCharge().isPresent())
        .as("seed %d: whoever goes on is in charge", seed)
        .isTrue();
    assertThat(before.inCharge().isPresent() && now.inCharge().isEmpty())
        .as("seed %d: once somebody is in charge, somebody is", seed)
        .isFalse();
    assertThat(now.isAcknowledged()).isEqualTo(now.inCharge().isPresent());
    assertThat(now.isSealed()).isEqualTo(now.closedAt().isPresent() && now.verdict().isPresent());
    assertThat(before.isSealed() && now.isOpen()).as("seed %d: no way back", seed).isFalse();
    assertThat(now.detections()).doesNotHaveDuplicates();
    assertThat(now.id()).isEqualTo(before.id());
    assertThat(now.discoveredAt()).isEqualTo(before.discoveredAt());
  }

  private static Command random(Random random, Instant now) {
    var person = random.nextBoolean() ? SITI : MADE;
    var by = Actor.person(person);
    return switch (random.nextInt(16)) {
      case 0 -> new Command.Acknowledge(person);
      case 1 -> new Command.TakeCharge(person);
      case 2, 3, 4 ->
          new Command.ChangeStatus(
              by, Status.values()[random.nextInt(Status.values().length)], "x");
      case 5 -> new Command.SetSeverity(by, Severity.values()[random.nextInt(4)], "x");
      case 6 -> new Command.SetTlp(by, Tlp.values()[random.nextInt(5)], "x");
      case 7 -> new Command.AddNote(by, random.nextInt(4) == 0 ? "" : "catatan", now);
      case 8 ->
          new Command.Join(
              by,
              "d" + random.nextInt(3),
              "r",
              "t",
              Set.of(),
              List.of(),
              now.minusSeconds(random.nextInt(9_999)),
              "x");
      case 9 -> new Command.EndTrouble(by, "d9", now, "x");
      case 10 -> new Command.PrepareReport(by, "LAP-" + random.nextInt(2));
      case 11 -> new Command.ApproveReport(person, "LAP-" + random.nextInt(2));
      case 12 -> new Command.RecordReportSent(by, "LAP-" + random.nextInt(2), "agency");
      case 13 -> new Command.Close(person, Verdict.values()[random.nextInt(3)], "selesai");
      case 14 -> new Command.Amend(by, "tambahan");
      default -> new Command.AddEvidence(by, "e" + random.nextInt(3), "n", "text/plain", 1);
    };
  }

  private static Incident after(Incident incident, Command command) {
    var now = incident;
    for (var fact : ((Decision.Accepted) incident.decide(command, NIGHT)).facts()) {
      now = now.apply(fact);
    }
    return now;
  }

  private static Decision.Reason reason(Incident incident, Command command) {
    return ((Decision.Refused) incident.decide(command, NIGHT)).reason();
  }

  @Test
  void rsit_tags_and_our_own_words_name_the_category() {
    assertThat(Category.ofTags(List.of("attack.t1110", "rsit.intrusion-attempts.brute-force")))
        .isEqualTo(Category.PASSWORD_GUESSING);
    assertThat(Category.ofTags(List.of("rsit.availability.outage", "kategori.internet-down")))
        .isEqualTo(Category.INTERNET_DOWN);
    assertThat(Category.ofTags(List.of("rsit.availability.sabotage")))
        .isEqualTo(Category.SITE_DOWN);
    assertThat(Category.ofTags(List.of("rsit.intrusions.application-compromise")))
        .isEqualTo(Category.INTRUSION);
    assertThat(Category.ofTags(List.of("rsit.information-content-security.leak")))
        .isEqualTo(Category.DATA_LEAK);
    assertThat(Category.ofTags(List.of())).isEqualTo(Category.OTHER);
    for (var category : Category.values()) {
      assertThat(Category.ofWord(category.word())).isEqualTo(Optional.of(category));
    }
  }
}
