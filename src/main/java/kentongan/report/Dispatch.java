package kentongan.report;

/// An approved report on its way. Cannot be made of anything else: the hash is checked once more.
///
/// @param report which report; also the key that lets a receiver drop a second copy
/// @param content what it says
/// @param approval who said yes to it, and where it goes
public record Dispatch(ReportId report, Content content, Approval approval) {
  public Dispatch {
    if (!content.sha256(approval.to()).equals(approval.sha256())) {
      throw new IllegalArgumentException(
          "report %s: the content is not what %s approved".formatted(report, approval.by()));
    }
  }

  /// Whether it belongs to an exercise: such a report has no way out of it.
  public boolean isExercise() {
    return content.isExercise();
  }
}
