package kentongan.pipeline;

import java.util.Optional;
import kentongan.incident.Discovery;
import kentongan.incident.Fact;
import kentongan.incident.Severity;
import kentongan.notice.Words;

/// Facts in plain Indonesian, for letters and notices. Screens have their own words.
final class Texts {
  private Texts() {}

  static Words severity(Severity severity) {
    return switch (severity) {
      case LOW -> new Words("Rendah", "Low");
      case MEDIUM -> new Words("Sedang", "Medium");
      case HIGH -> new Words("Tinggi", "High");
      case CRITICAL -> new Words("Kritis", "Critical");
    };
  }

  static String discovery(Discovery discovery) {
    return switch (discovery) {
      case OWN_DETECTION -> "deteksi sendiri";
      case COMPLAINT -> "aduan pemilik sistem atau masyarakat";
      case AGENCY_WARNING -> "peringatan dari BSSN";
    };
  }

  /// One line of a chronology; empty for what a reader outside does not need.
  static Optional<String> line(Fact fact) {
    return switch (fact) {
      case Fact.Opened opened -> Optional.of("Insiden dibuka: " + opened.title());
      case Fact.DetectionJoined joined -> Optional.of("Terdeteksi: " + joined.title());
      case Fact.TroubleEnded _ -> Optional.of("Gangguan terlihat berhenti");
      case Fact.Acknowledged seen -> Optional.of("Diterima oleh " + seen.person());
      case Fact.ChargeTaken taken -> Optional.of("Ditangani oleh " + taken.person());
      case Fact.StatusChanged changed -> Optional.of("Status: " + status(changed));
      case Fact.StepRecorded step when step.what().equals("done") ->
          Optional.of("Langkah selesai: " + step.name());
      case Fact.StepRecorded _ -> Optional.empty();
      case Fact.NoteAdded note -> Optional.of("Catatan: " + note.text());
      case Fact.EvidenceAdded added ->
          Optional.of("Bukti disimpan: %s (SHA-256 %s)".formatted(added.name(), added.sha256()));
      case Fact.Closed _ -> Optional.of("Insiden ditutup");
      case Fact.Amended amended -> Optional.of("Tambahan: " + amended.text());
      case Fact.SeveritySet _, Fact.CategorySet _, Fact.TlpSet _, Fact.RunStarted _ ->
          Optional.empty();
      case Fact.ReportPrepared _, Fact.ReportApproved _, Fact.ReportSent _ -> Optional.empty();
    };
  }

  private static String status(Fact.StatusChanged changed) {
    return switch (changed.to()) {
      case NEW -> "baru";
      case TRIAGED -> "sudah ditriase";
      case CONTAINED -> "sudah dibendung";
      case ERADICATED -> "penyebab sudah dihilangkan";
      case RECOVERED -> "sudah pulih";
      case CLOSED -> "ditutup";
    };
  }
}
