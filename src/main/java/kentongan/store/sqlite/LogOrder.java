package kentongan.store.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import kentongan.event.AgentId;
import kentongan.event.Batch;
import kentongan.event.EventLog.Appended;
import kentongan.event.EventLog.Cursor;
import org.jspecify.annotations.Nullable;

/// Whether a batch continues its agent's record.
final class LogOrder {
  private static final Cursor NOTHING = new Cursor(0, 0);

  private LogOrder() {}

  /// Decides from the end of the agent's record.
  ///
  /// @return null when the batch is the next one
  static @Nullable Appended judge(Cursor cursor, Batch batch) {
    if (cursor.equals(NOTHING) || batch.epoch() > cursor.epoch()) {
      return batch.first() == 1 ? null : new Appended.OutOfOrder(new Cursor(batch.epoch(), 0));
    }
    if (batch.epoch() < cursor.epoch()) {
      return new Appended.StaleEpoch(cursor);
    }
    if (batch.last() <= cursor.last()) {
      return new Appended.Repeated(cursor);
    }
    return batch.first() == cursor.last() + 1 ? null : new Appended.OutOfOrder(cursor);
  }

  /// The stored end of an agent's record.
  static Cursor cursor(Connection from, AgentId agent) throws SQLException {
    try (var select = from.prepareStatement("SELECT epoch, last FROM cursor WHERE agent = ?")) {
      select.setString(1, agent.value());
      try (var row = select.executeQuery()) {
        return row.next() ? new Cursor(row.getLong(1), row.getLong(2)) : NOTHING;
      }
    }
  }
}
