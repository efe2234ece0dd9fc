package kentongan.report;

/// The four things a report must hold.
///
/// @spec https://jdih.bssn.go.id BSSN Reg. 1/2024, article 15(4)
public enum Part {
  /// (a) How to reach the reporter.
  CONTACT("Kontak pelapor", "reporter's contact"),
  /// (b) What kind of incident, where.
  DESCRIPTION("Deskripsi insiden", "description of the incident"),
  /// (c) What happened when.
  CHRONOLOGY("Kronologi", "chronology"),
  /// (d) What it did and to whom.
  IMPACT("Dampak", "impact");

  private final String indonesian;
  private final String english;

  Part(String indonesian, String english) {
    this.indonesian = indonesian;
    this.english = english;
  }

  /// Its heading in the letter.
  public String indonesian() {
    return indonesian;
  }

  /// The same in English, within a sentence.
  public String english() {
    return english;
  }
}
