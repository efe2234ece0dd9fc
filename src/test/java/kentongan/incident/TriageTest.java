package kentongan.incident;

import static kentongan.incident.IncidentSamples.BADUNG;
import static kentongan.incident.IncidentSamples.FIRST;
import static kentongan.incident.IncidentSamples.NIGHT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kentongan.asset.AssetId;
import kentongan.detection.Detection;
import kentongan.detection.Detection.Change;
import kentongan.detection.DetectionId;
import kentongan.office.Actor;
import kentongan.rule.About;
import kentongan.rule.Level;
import org.junit.jupiter.api.Test;

class TriageTest {
  private static final AssetId SITE = new AssetId("situs-51.03");

  @Test
  void a_new_trouble_opens_an_urgent_incident() {
    var open = (Triage.Open) Triage.of(seen(Change.BEGAN, Level.HIGH, false), List.of(), NIGHT);

    var incident = Incident.of(open.opening().as(FIRST, NIGHT));
    assertThat(open.isUrgent()).isTrue();
    assertThat(incident.severity()).isEqualTo(Severity.HIGH);
    assertThat(incident.category()).isEqualTo(Category.GAMBLING_LINKS);
    assertThat(incident.playbook()).contains("situs-diretas");
    assertThat(incident.assets()).containsExactly(SITE);
    assertThat(incident.discoveredAt()).isEqualTo(NIGHT);
    assertThat(incident.decide(open.first(), NIGHT)).isInstanceOf(Decision.Accepted.class);
  }

  @Test
  void a_late_detection_opens_an_incident_and_wakes_nobody() {
    var open = (Triage.Open) Triage.of(seen(Change.BEGAN, Level.HIGH, true), List.of(), NIGHT);

    assertThat(open.isUrgent()).isFalse();
    assertThat(open.why()).contains("late");
  }

  @Test
  void the_same_trouble_joins_and_calls_again_only_when_worse_or_back() {
    var incident = opened();

    var same =
        (Triage.Join) Triage.of(seen(Change.BEGAN, Level.HIGH, false), List.of(incident), NIGHT);
    assertThat(same.to()).isEqualTo(FIRST);
    assertThat(same.isUrgent()).isFalse();
    assertThat(same.commands()).hasSize(1);

    var worse =
        (Triage.Join)
            Triage.of(seen(Change.BEGAN, Level.CRITICAL, false), List.of(incident), NIGHT);
    assertThat(worse.isUrgent()).isTrue();
    assertThat(worse.commands().getLast()).isInstanceOf(Command.SetSeverity.class);

    var ended =
        incident.apply(
            new Fact.TroubleEnded(Stamp.now(Actor.program("triage"), NIGHT), "d", "over"));
    var back =
        (Triage.Join) Triage.of(seen(Change.BEGAN, Level.HIGH, false), List.of(ended), NIGHT);
    assertThat(back.isUrgent()).isTrue();
    assertThat(back.why()).contains("is back");
  }

  @Test
  void the_end_of_a_trouble_is_noted_and_does_not_close() {
    var incident = opened();

    var ended =
        (Triage.Ended) Triage.of(seen(Change.ENDED, Level.HIGH, false), List.of(incident), NIGHT);

    var decision = (Decision.Accepted) incident.decide(ended.command(), NIGHT);
    var after = incident.apply(decision.facts().getFirst());
    assertThat(after.troubleEndedAt()).contains(NIGHT.minusSeconds(5));
    assertThat(after.isOpen()).isTrue();
    assertThat(Triage.of(seen(Change.ENDED, Level.HIGH, false), List.of(), NIGHT))
        .isInstanceOf(Triage.Nothing.class);
  }

  @Test
  void another_trouble_or_a_closed_incident_is_not_joined_and_informational_opens_nothing() {
    var closed =
        opened()
            .apply(
                new Fact.Closed(
                    Stamp.now(Actor.program("triage"), NIGHT), Verdict.FALSE_ALARM, "x"));

    assertThat(Triage.of(seen(Change.BEGAN, Level.HIGH, false), List.of(closed), NIGHT))
        .isInstanceOf(Triage.Open.class);
    assertThat(
            Triage.of(
                seen(Change.BEGAN, Level.HIGH, false),
                List.of(Incident.of(IncidentSamples.defaced(FIRST))),
                NIGHT))
        .isInstanceOf(Triage.Open.class);
    assertThat(Triage.of(seen(Change.BEGAN, Level.INFORMATIONAL, false), List.of(), NIGHT))
        .isInstanceOf(Triage.Nothing.class);
  }

  private static Incident opened() {
    var open = (Triage.Open) Triage.of(seen(Change.BEGAN, Level.HIGH, false), List.of(), NIGHT);
    return Incident.of(open.opening().as(FIRST, NIGHT));
  }

  private static Detection seen(Change change, Level level, boolean isLate) {
    var about =
        new About(
            "rule-7",
            Optional.empty(),
            "Tautan judi tersembunyi",
            "Hidden gambling links",
            "",
            level,
            "",
            "",
            List.of("rsit.intrusions.application-compromise", "kategori.gambling-links"),
            List.of(),
            List.of(),
            Optional.of("situs-diretas"));
    return new Detection(
        new DetectionId("0123456789abcdef0123456789abcdef"),
        change,
        about,
        BADUNG,
        Optional.of(SITE),
        "situs-51.03",
        NIGHT.minusSeconds(5),
        NIGHT.minus(Duration.ofSeconds(1)),
        isLate,
        List.of(),
        Map.of(),
        List.of(),
        "Tautan judi tersembunyi di situs Badung");
  }
}
