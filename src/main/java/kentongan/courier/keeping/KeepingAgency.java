package kentongan.courier.keeping;

import java.time.InstantSource;
import kentongan.exercise.KeptReport;
import kentongan.exercise.Tray;
import kentongan.report.Agency;
import kentongan.report.Dispatch;

/// The agency as an exercise's own desk plays it: it takes reports of exercises, and those only.
public final class KeepingAgency implements Agency {
  private final Tray tray;
  private final InstantSource clock;

  public KeepingAgency(Tray tray, InstantSource clock) {
    this.tray = tray;
    this.clock = clock;
  }

  @Override
  public Reach reach() {
    return Reach.EXERCISE;
  }

  @Override
  public Answer send(Dispatch dispatch) {
    if (!dispatch.content().exercise()) {
      return new Answer.Refused("Laporan nyata tidak boleh masuk ke latihan.");
    }
    var now = clock.instant();
    tray.keep(
        new KeptReport(
            dispatch.report().text(), now, dispatch.approval().by(), dispatch.approval().sha256()));
    return new Answer.Taken("latihan: diterima meja latihan, tidak dikirim", now);
  }
}
