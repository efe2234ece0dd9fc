package kentongan.web.ledger;

import java.util.List;
import java.util.Optional;
import kentongan.web.When;

/// The newest entries of the ledger.
///
/// @param total how many there are
/// @param head the newest one's hash
/// @param rows newest first
/// @param before the number to read on before; empty at the beginning of the ledger
public record LedgerPage(long total, String head, List<Row> rows, Optional<Long> before) {
  public LedgerPage {
    rows = List.copyOf(rows);
  }

  /// One entry.
  public record Row(
      long number, When at, String actor, String act, String subject, String detail, String hash) {}
}
