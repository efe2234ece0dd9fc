package kentongan.watch;

import java.util.List;

/// What a comparison found.
///
/// @param score 0 for harmless to 1 for certainly bad
/// @param changed 0 for the same to 1 for another page; 0 without a baseline
/// @param findings what speaks against the page, the weightiest first
/// @param newHosts hosts that the page points to and the baseline does not
/// @param hiddenLinks links to other sites that a visitor cannot see
/// @param title as shown in a browser's tab, cut
public record PageVerdict(
    Verdict verdict,
    double score,
    double changed,
    List<Finding> findings,
    List<String> newHosts,
    int hiddenLinks,
    String title) {
  public PageVerdict {
    findings = List.copyOf(findings);
    newHosts = List.copyOf(newHosts);
  }

  /// Sentences for people, the weightiest first; in Indonesian.
  public List<String> reasons() {
    return findings.stream().map(Finding::text).toList();
  }

  /// The same sentences in English.
  public List<String> reasonsInEnglish() {
    return findings.stream().map(Finding::english).toList();
  }

  /// How it was done, each way once.
  public List<String> techniques() {
    return findings.stream().map(Finding::technique).distinct().toList();
  }
}
