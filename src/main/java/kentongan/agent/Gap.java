package kentongan.agent;

import java.time.Instant;

/// A declared loss, as an event.
final class Gap {
  static final String SPOOL_FULL = "spool_full";
  static final String REFUSED = "refused";
  static final String LINE_TOO_LONG = "line_too_long";
  static final String SPOOL_DAMAGED = "spool_damaged";
  static final String FILE_TRUNCATED = "file_truncated";

  private Gap() {}

  /// @param lost how many events; 0 when it cannot be known
  static Doc of(String reason, EventClass kind, long lost, Instant from, Instant to, Instant now) {
    return new Doc("kentongan.gap", now, now)
        .put("message", message(reason, kind, lost))
        .put("kentongan.gap.lost", lost)
        .put("kentongan.gap.from", Doc.text(from))
        .put("kentongan.gap.to", Doc.text(to))
        .put("kentongan.gap.class", kind.token())
        .put("kentongan.gap.reason", reason);
  }

  private static String message(String reason, EventClass kind, long lost) {
    return switch (reason) {
      case SPOOL_FULL ->
          "%d catatan (%s) hilang karena penyimpanan agen penuh".formatted(lost, kind.token());
      case REFUSED -> "%d catatan ditolak oleh pusat dan disimpan di agen".formatted(lost);
      case LINE_TOO_LONG -> "%d catatan terlalu panjang untuk disimpan".formatted(lost);
      case SPOOL_DAMAGED ->
          "penyimpanan agen rusak dan dimulai ulang; jumlah catatan yang hilang tidak diketahui";
      default ->
          "berkas log dipotong atau hilang sebelum selesai dibaca; jumlah baris tidak diketahui";
    };
  }
}
