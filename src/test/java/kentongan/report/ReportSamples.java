package kentongan.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kentongan.incident.IncidentId;
import kentongan.incident.Tlp;
import kentongan.office.OfficeId;
import kentongan.office.Person;
import kentongan.office.PersonId;
import kentongan.office.Role;

/// Named reports to test with.
public final class ReportSamples {
  public static final Instant FOUND = Instant.parse("2026-11-21T02:14:07.120Z");
  public static final IncidentId INCIDENT = IncidentId.parse("INC-2026-000123");
  public static final ReportId ID = ReportId.of(INCIDENT, 1);
  public static final Person COMMANDER = person("wayan.sudarta", Role.COMMANDER);
  public static final Person RESPONDER = person("siti.rahma", Role.RESPONDER);
  public static final Addressees AGENCY =
      new Addressees(
          List.of(
              new Addressees.Addressee(
                  "Kepala Badan Siber dan Sandi Negara u.p. Gov-CSIRT",
                  "Jakarta",
                  "gov-csirt@bssn.example")),
          List.of(
              new Addressees.Addressee("Tim Tanggap Insiden Siber Nasional", "Jakarta", ""),
              new Addressees.Addressee("Ketua Bawaslu Provinsi Bali", "Denpasar", "")));

  private ReportSamples() {}

  /// Gambling links in Badung's site, everything known.
  public static CaseFile gamblingLinks() {
    return file(
        false,
        "information-content-security/unauthorised-information-modification",
        "Layanan informasi publik terganggu: pengunjung dari mesin pencari dialihkan ke situs judi"
            + " online. Belum ditemukan data pribadi yang terbuka.\nPerkiraan pengunjung terdampak:"
            + " 1.250 per hari.");
  }

  /// The same with nothing known of the impact.
  public static CaseFile withoutImpact() {
    return file(false, "information-content-security/unauthorised-information-modification", "");
  }

  /// The same in an exercise.
  public static CaseFile inExercise() {
    return file(true, "test/test", "Dampak dalam skenario.");
  }

  /// Approved for the agency.
  public static Report approved(CaseFile file) {
    return then(
        draft(file), draft(file).approve(COMMANDER, AGENCY, FOUND.plus(Duration.ofHours(3))));
  }

  /// As prepared.
  public static Report draft(CaseFile file) {
    return Report.of(ID, List.of(Report.prepare(file, RESPONDER.id(), FOUND.plusSeconds(600))))
        .orElseThrow();
  }

  static Report then(Report report, Decision decision) {
    return switch (decision) {
      case Decision.Accepted(var fact) -> report.apply(fact);
      case Decision.Refused(var why) -> throw new AssertionError(why);
    };
  }

  /// Ready to leave.
  public static Dispatch dispatch() {
    return approved(gamblingLinks()).release(Agency.Reach.OUTSIDE) instanceof Release.Ready(var d)
        ? d
        : null;
  }

  private static CaseFile file(boolean exercise, String rsit, String impact) {
    return new CaseFile(
        INCIDENT,
        exercise,
        "Tautan judi online tersembunyi ditemukan pada halaman beranda",
        exercise ? "Latihan" : "Penyisipan tautan judi online",
        rsit,
        "Tinggi",
        "deteksi sendiri",
        FOUND,
        Tlp.AMBER,
        "Bawaslu Kabupaten Badung",
        ZoneId.of("Asia/Makassar"),
        "WITA",
        List.of("Situs Bawaslu Kabupaten Badung (https://badung.example/)"),
        Optional.of(
            new CaseFile.Contact(
                "Siti Rahma",
                "Staf Data dan Informasi",
                "siti.rahma@bawaslu.example",
                "(0361) 000000")),
        List.of(
            new CaseFile.Moment(FOUND.plusSeconds(42), "Petugas siaga Siti Rahma menerima"),
            new CaseFile.Moment(
                FOUND, "Pemantauan halaman menemukan 12 tautan tersembunyi ke host asing"),
            new CaseFile.Moment(
                FOUND.plusSeconds(1500), "Situs diisolasi; salinan halaman dan log disimpan")),
        impact,
        List.of("host: judi.example", "192.0.2.44"),
        List.of("Situs diisolasi", "Kata sandi pengelola diganti"));
  }

  private static Person person(String id, Role role) {
    return new Person(
        new PersonId(id),
        id.equals("wayan.sudarta") ? "I Wayan Sudarta" : "Siti Rahma",
        id.equals("wayan.sudarta") ? "Kepala Sekretariat Bawaslu Kabupaten Badung" : "Staf Datin",
        new OfficeId("51.03"),
        Set.of(role),
        id + "@bawaslu.example",
        Optional.empty());
  }
}
