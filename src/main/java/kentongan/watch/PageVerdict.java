package kentongan.watch;

import java.util.List;

/// What a comparison found.
///
/// @param score 0 for harmless to 1 for certainly bad
/// @param changed 0 for the same to 1 for another page; 0 without a baseline
/// @param reasons sentences for people, the weightiest first; in Indonesian
/// @param newHosts hosts that the page points to and the baseline does not
/// @param hiddenLinks links to other sites that a visitor cannot see
/// @param title as shown in a browser's tab, cut
public record PageVerdict(
    Verdict verdict,
    double score,
    double changed,
    List<String> reasons,
    List<String> newHosts,
    int hiddenLinks,
    String title) {
  public PageVerdict {
    reasons = List.copyOf(reasons);
    newHosts = List.copyOf(newHosts);
  }
}
