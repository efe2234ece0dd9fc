package kentongan.incident;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kentongan.asset.AssetId;
import kentongan.office.Actor;
import kentongan.office.OfficeId;
import kentongan.office.PersonId;

/// Named incidents at fixed instants.
public final class IncidentSamples {
  public static final Instant NIGHT = Instant.parse("2026-11-21T19:04:05.678Z");
  public static final OfficeId BADUNG = new OfficeId("51.03");
  public static final PersonId SITI = new PersonId("siti.rahma");
  public static final PersonId MADE = new PersonId("made.arta");
  public static final IncidentId FIRST = new IncidentId(2026, 1);

  private IncidentSamples() {}

  /// An incident with hidden gambling links at the site of a regency.
  public static Fact.Opened defaced(IncidentId id) {
    return new Opening(
            Actor.program("triage"),
            BADUNG,
            Set.of(new AssetId("situs-51.03")),
            "Tautan judi online tersembunyi di situs Bawaslu Kabupaten Badung",
            Category.GAMBLING_LINKS,
            Severity.HIGH,
            Discovery.OWN_DETECTION,
            NIGHT.minusSeconds(90),
            NIGHT,
            Optional.of("rule-1|situs-51.03"),
            Optional.of("situs-diretas"),
            "rule matched")
        .as(id, NIGHT);
  }

  /// One fact of every case that can follow, in an order that is allowed.
  public static List<Fact> everyFact() {
    var stamp = Stamp.now(Actor.person(SITI), NIGHT.plusSeconds(60));
    return List.of(
        new Fact.DetectionJoined(
            stamp,
            "0123456789abcdef0123456789abcdef",
            "rule-1",
            "Tautan judi",
            Set.of(new AssetId("situs-51.03")),
            List.of("51.03-1/1/7"),
            "the same trouble"),
        new Fact.TroubleEnded(stamp, "0123456789abcdef0123456789abcdee", "over"),
        new Fact.Acknowledged(stamp, SITI),
        new Fact.ChargeTaken(stamp, SITI),
        new Fact.StatusChanged(stamp, Status.NEW, Status.TRIAGED, "benar terjadi"),
        new Fact.SeveritySet(stamp, Severity.CRITICAL, "tahap pemungutan suara"),
        new Fact.CategorySet(stamp, Category.DEFACEMENT, "tampilan diganti"),
        new Fact.TlpSet(stamp, Tlp.AMBER_STRICT, "menyebut kerentanan"),
        new Fact.NoteAdded(stamp, "<script>alert(1)</script> \u0000 dan 'kutip'; DROP TABLE x"),
        new Fact.EvidenceAdded(stamp, "a".repeat(64), "../../halaman.html", "text/html", 1_234),
        new Fact.RunStarted(stamp, FIRST + "-R1", "situs-diretas", "2026-11-21T00:00:00Z"),
        new Fact.StepRecorded(stamp, FIRST + "-R1", "action--1", "Amankan bukti", "done", ""),
        new Fact.ReportPrepared(stamp, "LAP-1"),
        new Fact.ReportApproved(stamp, "LAP-1", SITI),
        new Fact.ReportSent(stamp, "LAP-1", "csirt@agency.example"),
        new Fact.Closed(stamp, Verdict.REAL, "pulih dan diperiksa"),
        new Fact.Amended(stamp, "diketahui kemudian"));
  }
}
