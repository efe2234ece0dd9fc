package kentongan.notice;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import kentongan.incident.IncidentId;
import kentongan.office.OfficeId;
import kentongan.office.PersonId;

/// Named notices to test with.
public final class NoticeSamples {
  public static final Instant START = Instant.parse("2026-11-21T02:14:07.120Z");
  public static final IncidentId INCIDENT = IncidentId.parse("INC-2026-000123");

  private NoticeSamples() {}

  /// A site of Badung's that does not answer, told to its person on duty by mail.
  public static Notice siteDown() {
    return notice(INCIDENT, "siti.rahma", 1, "mail", siteDownMatter(false));
  }

  /// The same in an exercise.
  public static Notice inExercise() {
    return notice(INCIDENT, "siti.rahma", 1, "mail", siteDownMatter(true));
  }

  /// The nth call of a person over a channel.
  public static Notice call(String person, int attempt, String channel) {
    return notice(INCIDENT, person, attempt, channel, siteDownMatter(false));
  }

  /// A notice whose texts come from an attacker.
  public static Notice hostile() {
    var evil =
        "<script>alert(1)</script>\r\nBcc: x@evil.example\u202e https://judi.example/?a=1&b=2";
    var matter =
        new Matter(
            INCIDENT,
            new Words(evil, evil.repeat(100)),
            new Words("Tinggi", "High"),
            "Bawaslu \"Kabupaten\" Badung",
            Optional.of("<img src=x>"),
            START,
            ZoneId.of("Asia/Makassar"),
            "WITA",
            Optional.empty(),
            Optional.empty(),
            false);
    return notice(INCIDENT, "siti.rahma", 2, "mail", matter);
  }

  public static Notice notice(
      IncidentId incident, String person, int attempt, String channel, Matter matter) {
    var to = new PersonId(person);
    return new Notice(
        NoticeId.of(incident, to, attempt, channel),
        incident,
        new OfficeId("51.03"),
        to,
        "Siti Rahma",
        person + "@bawaslu.example",
        channel,
        1,
        attempt,
        "standing person on duty",
        matter,
        START,
        new Notice.State.Waiting(0, START, ""),
        Optional.empty());
  }

  public static Matter siteDownMatter(boolean exercise) {
    return new Matter(
        INCIDENT,
        new Words("Situs tidak dapat diakses", "The site cannot be reached"),
        new Words("Tinggi", "High"),
        "Bawaslu Kabupaten Badung",
        Optional.of("Situs Bawaslu Kabupaten Badung"),
        START,
        ZoneId.of("Asia/Makassar"),
        "WITA",
        Optional.of(
            new Words(
                "Buka panduan Situs terganggu dan periksa apakah server menyala.",
                "Open the playbook and see whether the server is on.")),
        Optional.of(START.plus(Duration.ofHours(24))),
        exercise);
  }
}
