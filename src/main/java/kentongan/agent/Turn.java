package kentongan.agent;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Which events go next, and takes them out of the waiting ones.
///
/// As they were seen, in order. But when the oldest has waited long (the line was dead), each batch
/// begins with the newest state of every check and the newest heartbeat that headquarters has not
/// heard of: it must know what is so now before it reads what was. The rest is history, in order.
final class Turn {
  static final Duration LONG = Duration.ofMinutes(1);

  private final Connection sqlite;

  Turn(Connection sqlite) {
    this.sqlite = sqlite;
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Row(long id, Instant created, byte[] json) {}

  List<Row> take(int mostRows, long mostBytes, Instant now) throws SQLException {
    var room = new Room(mostRows, mostBytes);
    if (isLate(now)) {
      newest(room);
    }
    history(room);
    return room.rows;
  }

  private static final class Room {
    final List<Row> rows = new ArrayList<>();
    final Set<Long> taken = new HashSet<>();
    private final int mostRows;
    private final long mostBytes;
    private long bytes;

    Room(int mostRows, long mostBytes) {
      this.mostRows = mostRows;
      this.mostBytes = mostBytes;
    }

    boolean isFull() {
      return rows.size() >= mostRows;
    }

    /// @return whether it fitted
    boolean put(Row row) {
      if (isFull() || (bytes > 0 && bytes + row.json().length > mostBytes)) {
        return false;
      }
      rows.add(row);
      taken.add(row.id());
      bytes += row.json().length;
      return true;
    }
  }

  private boolean isLate(Instant now) throws SQLException {
    try (var select = sqlite.prepareStatement("SELECT created FROM waiting ORDER BY id LIMIT 1");
        var row = select.executeQuery()) {
      return row.next() && Instant.parse(row.getString(1)).isBefore(now.minus(LONG));
    }
  }

  private void newest(Room room) throws SQLException {
    var sql =
        """
        SELECT id, created, json FROM waiting WHERE id IN (
          SELECT MAX(id) FROM waiting
          WHERE subject IS NOT NULL AND id > COALESCE((SELECT CAST(value AS INTEGER) FROM meta WHERE name = 'newest'), 0)
          GROUP BY subject)
        ORDER BY id
        """;
    try (var select = sqlite.prepareStatement(sql);
        var rows = select.executeQuery()) {
      while (rows.next() && room.put(row(rows))) {
        // as many as fit
      }
    }
    if (room.rows.isEmpty()) {
      return;
    }
    delete("DELETE FROM waiting WHERE id = ?", room.taken);
    try (var mark =
        sqlite.prepareStatement("INSERT OR REPLACE INTO meta (name, value) VALUES ('newest', ?)")) {
      mark.setString(1, Long.toString(room.rows.getLast().id()));
      mark.executeUpdate();
    }
  }

  private void history(Room room) throws SQLException {
    var last = 0L;
    try (var select =
        sqlite.prepareStatement("SELECT id, created, json FROM waiting ORDER BY id LIMIT ?")) {
      select.setInt(1, room.mostRows);
      try (var rows = select.executeQuery()) {
        while (!room.isFull() && rows.next()) {
          var row = row(rows);
          if (!room.put(row)) {
            break;
          }
          last = row.id();
        }
      }
    }
    delete("DELETE FROM waiting WHERE id <= ?", Set.of(last));
  }

  private static Row row(java.sql.ResultSet rows) throws SQLException {
    return new Row(rows.getLong(1), Instant.parse(rows.getString(2)), rows.getBytes(3));
  }

  private void delete(String sql, Set<Long> ids) throws SQLException {
    try (var delete = sqlite.prepareStatement(sql)) {
      for (var id : ids) {
        delete.setLong(1, id);
        delete.executeUpdate();
      }
    }
  }
}
