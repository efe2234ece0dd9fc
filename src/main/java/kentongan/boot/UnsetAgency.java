package kentongan.boot;

import kentongan.report.Agency;
import kentongan.report.Dispatch;

/// The way to the agency before anybody has set it up: it says what is missing and sends nothing.
final class UnsetAgency implements Agency {
  private final String missing;

  /// @param missing which setting, in plain Indonesian
  UnsetAgency(String missing) {
    this.missing = missing;
  }

  @Override
  public Reach reach() {
    return Reach.OUTSIDE;
  }

  @Override
  public Answer send(Dispatch dispatch) {
    return new Answer.NotNow(missing);
  }
}
