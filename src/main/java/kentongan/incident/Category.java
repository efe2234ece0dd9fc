package kentongan.incident;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/// What sort of incident it is: the agency's words for people, and the Reference Security Incident
/// Taxonomy (RSIT, version 1003) beside them for machines.
///
/// A rule says it with a tag: `rsit.availability.outage` says class and type, and where several
/// categories share those, `kategori.gambling-links` says which one.
public enum Category {
  DEFACEMENT(
      "Perusakan tampilan situs (web defacement)",
      "Web defacement",
      "information-content-security/unauthorised-information-modification"),
  GAMBLING_LINKS(
      "Penyisipan tautan judi online",
      "Gambling-link injection",
      "information-content-security/unauthorised-information-modification"),
  SITE_DOWN("Situs tidak dapat diakses", "Website down", "availability/outage"),
  INTERNET_DOWN("Internet terputus", "Internet down", "availability/outage"),
  MISCONFIGURATION("Kesalahan konfigurasi", "Misconfiguration", "availability/misconfiguration"),
  DDOS("Serangan DDoS", "DDoS attack", "availability/ddos"),
  FORM_FLOOD("Banjir laporan kosong", "Flood of empty reports", "availability/dos"),
  PHISHING("Phishing", "Phishing", "fraud/phishing"),
  MALWARE("Malware", "Malware", "malicious-code/infected-system"),
  RANSOMWARE("Ransomware", "Ransomware", "malicious-code/infected-system"),
  DATA_LEAK("Kebocoran data", "Data leak", "information-content-security/data-leak"),
  SCANNING("Pemindaian", "Scanning", "information-gathering/scanner"),
  PASSWORD_GUESSING(
      "Percobaan masuk berulang", "Password guessing", "intrusion-attempts/brute-force"),
  EXPLOIT_ATTEMPT("Percobaan peretasan", "Exploit attempt", "intrusion-attempts/exploit"),
  ACCOUNT_TAKEOVER(
      "Akun diambil alih", "Account taken over", "intrusions/unprivileged-account-compromise"),
  INTRUSION("Aplikasi atau server diretas", "Intrusion", "intrusions/system-compromise"),
  OTHER("Lainnya", "Other", "other/other"),
  /// Every exercise's incident carries it, so that it can never leave as a real report.
  EXERCISE("Latihan", "Exercise", "test/test");

  private final String indonesian;
  private final String english;
  private final String rsit;

  Category(String indonesian, String english, String rsit) {
    this.indonesian = indonesian;
    this.english = english;
    this.rsit = rsit;
  }

  /// The agency's words, in Indonesian.
  public String indonesian() {
    return indonesian;
  }

  /// The same in English.
  public String english() {
    return english;
  }

  /// RSIT class and type, as in `availability/outage`.
  public String rsit() {
    return rsit;
  }

  /// Its name in rules, API and URLs, as in `gambling-links`.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The category with this name, if there is one.
  public static Optional<Category> ofWord(String word) {
    for (var category : values()) {
      if (category.word().equals(word)) {
        return Optional.of(category);
      }
    }
    return Optional.empty();
  }

  /// The first category with this RSIT class and type.
  ///
  /// @param rsit as in `availability/outage`; a type we have no words for falls back to its class
  public static Optional<Category> ofRsit(String rsit) {
    for (var category : values()) {
      if (category.rsit.equals(rsit)) {
        return Optional.of(category);
      }
    }
    return switch (rsit) {
      case "intrusions/privileged-account-compromise" -> Optional.of(ACCOUNT_TAKEOVER);
      case "intrusion-attempts/login-attempts" -> Optional.of(PASSWORD_GUESSING);
      default -> ofClass(rsit.substring(0, Math.max(0, rsit.indexOf('/'))));
    };
  }

  /// What a rule's tags say: its own word first, then RSIT class and type; [#OTHER] without either.
  ///
  /// @param tags Sigma tags, as in `rsit.availability.outage`, `kategori.internet-down`
  public static Category ofTags(Collection<String> tags) {
    return tags.stream()
        .filter(tag -> tag.startsWith("kategori."))
        .flatMap(tag -> ofWord(tag.substring("kategori.".length())).stream())
        .findFirst()
        .or(() ->
            tags.stream()
                .filter(tag -> tag.startsWith("rsit."))
                .flatMap(tag -> ofRsit(tag.substring("rsit.".length()).replace('.', '/')).stream())
                .findFirst())
        .orElse(OTHER);
  }

  private static Optional<Category> ofClass(String rsitClass) {
    return switch (rsitClass) {
      case "availability" -> Optional.of(SITE_DOWN);
      case "fraud" -> Optional.of(PHISHING);
      case "malicious-code" -> Optional.of(MALWARE);
      case "information-content-security" -> Optional.of(DATA_LEAK);
      case "information-gathering" -> Optional.of(SCANNING);
      case "intrusion-attempts" -> Optional.of(EXPLOIT_ATTEMPT);
      case "intrusions" -> Optional.of(INTRUSION);
      case "vulnerable" -> Optional.of(MISCONFIGURATION);
      case "test" -> Optional.of(EXERCISE);
      case "other" -> Optional.of(OTHER);
      default -> Optional.empty();
    };
  }
}
