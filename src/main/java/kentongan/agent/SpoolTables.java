package kentongan.agent;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kentongan.event.AgentId;

/// The spool's SQL. Used on the spool's own thread only, within a transaction that the caller ends.
@SuppressWarnings("EnumOrdinal") // the order of going is what the table keeps, see EventClass
final class SpoolTables {
  static final int MOST_LINES = 500;

  /// A batch is cut before it grows beyond this, unpacked; far within the intake's 8 MB.
  private static final int MOST_BYTES = 1 << 20;

  /// What a row costs besides its JSON, roughly.
  private static final int ROW = 64;

  private static final long LEAST_BYTES = 64 << 10;
  private static final long TIGHTER = 256 << 10;
  private static final int MOST_REFUSED = 1000;

  private final Connection sqlite;
  private final AgentConfig.Bounds bounds;
  private long mostBytes;
  private long events;
  private long bytes;

  SpoolTables(Connection sqlite, AgentConfig.Bounds bounds) throws SQLException {
    this.sqlite = sqlite;
    this.bounds = bounds;
    this.mostBytes = bounds.bytes();
    recount();
  }

  /// Gives a new spool its epoch.
  void begin(long epoch) throws SQLException {
    if (number("epoch").isEmpty()) {
      remember("epoch", Long.toString(epoch));
      remember("next", "1");
    }
  }

  /// The disk is full: keeps a little less than now, so that new facts take the room of older and
  /// lower ones. Not much at once, for deleting needs room too.
  void tighten() {
    mostBytes = Math.max(LEAST_BYTES, Math.min(mostBytes, bytes) - TIGHTER);
  }

  /// The disk has room again.
  void loosen() {
    mostBytes = bounds.bytes();
  }

  /// Counts what a note says was lost, once.
  void lose(LossNote note) throws SQLException {
    if (number("lost_note").orElse(0L) >= note.number() || note.losses().isEmpty()) {
      return;
    }
    for (var each : note.losses().entrySet()) {
      var loss = each.getValue();
      lose(each.getKey(), loss.lost(), loss.from(), loss.to());
    }
    remember("lost_note", Long.toString(note.number()));
  }

  /// The newest note that was counted.
  long lossNote() throws SQLException {
    return number("lost_note").orElse(0L);
  }

  /// How many events wait that are in no batch yet.
  long waiting() {
    return events;
  }

  void insert(List<Waiting> added) throws SQLException {
    try (var insert =
        sqlite.prepareStatement(
            "INSERT INTO waiting (class, created, json, subject) VALUES (?, ?, ?, ?)")) {
      for (var event : added) {
        insert.setInt(1, event.kind().ordinal());
        insert.setString(2, Doc.text(event.created()));
        insert.setBytes(3, event.json());
        insert.setString(4, event.subject().orElse(null));
        insert.executeUpdate();
        events++;
        bytes += event.json().length + ROW;
      }
    }
  }

  /// Makes room: the oldest of the lowest class goes first, and is counted.
  void shed() throws SQLException {
    while (events > bounds.events() || bytes > mostBytes) {
      var sql =
          """
          SELECT id, class, created, LENGTH(json) FROM waiting
          WHERE class = (SELECT MIN(class) FROM waiting) ORDER BY id LIMIT 256
          """;
      try (var select = sqlite.prepareStatement(sql);
          var rows = select.executeQuery()) {
        var any = false;
        while (rows.next() && (events > bounds.events() || bytes > mostBytes)) {
          any = true;
          drop(rows);
        }
        if (!any) {
          return;
        }
      }
    }
  }

  private void drop(ResultSet row) throws SQLException {
    try (var delete = sqlite.prepareStatement("DELETE FROM waiting WHERE id = ?")) {
      delete.setLong(1, row.getLong(1));
      delete.executeUpdate();
    }
    events--;
    bytes -= row.getLong(4) + ROW;
    var at = Instant.parse(row.getString(3));
    lose(EventClass.of(row.getInt(2)), 1, at, at);
  }

  /// Counts a loss; a gap declares it with the next batch.
  void lose(EventClass kind, long lost, Instant from, Instant to) throws SQLException {
    var sql =
        """
        INSERT INTO loss (class, lost, first_at, last_at) VALUES (?, ?, ?, ?)
        ON CONFLICT (class) DO UPDATE SET lost = lost + excluded.lost,
          first_at = MIN(first_at, excluded.first_at), last_at = MAX(last_at, excluded.last_at)
        """;
    try (var insert = sqlite.prepareStatement(sql)) {
      insert.setInt(1, kind.ordinal());
      insert.setLong(2, lost);
      insert.setString(3, Doc.text(from));
      insert.setString(4, Doc.text(to));
      insert.executeUpdate();
    }
  }

  Optional<Cut> next(AgentId agent, Instant now) throws SQLException {
    var before = oldestBatch();
    return before.isPresent() ? before : cut(agent, now);
  }

  private Optional<Cut> oldestBatch() throws SQLException {
    var sql = "SELECT first, last, body, declaration FROM batch ORDER BY first LIMIT 1";
    try (var select = sqlite.prepareStatement(sql);
        var row = select.executeQuery()) {
      return row.next()
          ? Optional.of(
              new Cut(epoch(), row.getLong(1), row.getLong(2), row.getBytes(3), row.getInt(4) != 0))
          : Optional.empty();
    }
  }

  private Optional<Cut> cut(AgentId agent, Instant now) throws SQLException {
    var lines = new ArrayList<byte[]>(declared(agent, now));
    var oldest = now;
    for (var row : new Turn(sqlite).take(MOST_LINES - lines.size(), MOST_BYTES, now)) {
      events--;
      bytes -= row.json().length + ROW;
      oldest = row.created().isBefore(oldest) ? row.created() : oldest;
      lines.add(signed(row.json(), agent));
    }
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    var first = number("next").orElseThrow();
    var cut = new Cut(epoch(), first, first + lines.size() - 1, Packing.pack(lines), false);
    store(cut, oldest);
    remember("next", Long.toString(cut.last() + 1));
    return Optional.of(cut);
  }

  /// The losses so far as gap events, each class one.
  private List<byte[]> declared(AgentId agent, Instant now) throws SQLException {
    var gaps = new ArrayList<byte[]>();
    try (var select = sqlite.prepareStatement("SELECT class, lost, first_at, last_at FROM loss");
        var rows = select.executeQuery()) {
      while (rows.next()) {
        var gap =
            Gap.of(
                Gap.SPOOL_FULL,
                EventClass.of(rows.getInt(1)),
                rows.getLong(2),
                Instant.parse(rows.getString(3)),
                Instant.parse(rows.getString(4)),
                now);
        gaps.add(signed(gap.json(), agent));
      }
    }
    if (!gaps.isEmpty()) {
      try (var delete = sqlite.prepareStatement("DELETE FROM loss")) {
        delete.executeUpdate();
      }
    }
    return gaps;
  }

  /// The document with its agent's name, which is known only after enrolment.
  private static byte[] signed(byte[] json, AgentId agent) {
    var name = Spool.utf8("{\"agent\":{\"id\":\"" + agent + "\"},");
    var whole = new byte[name.length + json.length - 1];
    System.arraycopy(name, 0, whole, 0, name.length);
    System.arraycopy(json, 1, whole, name.length, json.length - 1);
    return whole;
  }

  private void store(Cut cut, Instant oldest) throws SQLException {
    var sql = "INSERT INTO batch (first, last, oldest, declaration, body) VALUES (?, ?, ?, ?, ?)";
    try (var insert = sqlite.prepareStatement(sql)) {
      insert.setLong(1, cut.first());
      insert.setLong(2, cut.last());
      insert.setString(3, Doc.text(oldest));
      insert.setInt(4, cut.isDeclaration() ? 1 : 0);
      insert.setBytes(5, cut.body());
      insert.executeUpdate();
    }
  }

  private void remove(long first) throws SQLException {
    try (var delete = sqlite.prepareStatement("DELETE FROM batch WHERE first = ?")) {
      delete.setLong(1, first);
      delete.executeUpdate();
    }
  }

  void acknowledge(long last) throws SQLException {
    try (var delete = sqlite.prepareStatement("DELETE FROM batch WHERE last <= ?")) {
      delete.setLong(1, last);
      delete.executeUpdate();
    }
    var rest = oldestBatch();
    if (rest.isPresent() && rest.get().first() <= last) {
      var cut = rest.get();
      var lines = Packing.unpack(cut.body());
      remove(cut.first());
      replace(cut, last + 1, lines.subList((int) (last + 1 - cut.first()), lines.size()));
    }
  }

  long highest() throws SQLException {
    return number("next").orElseThrow() - 1;
  }

  void renumber(long epoch, long first) throws SQLException {
    var cuts = new ArrayList<Cut>();
    var oldest = new ArrayList<Instant>();
    var sql = "SELECT first, last, body, declaration, oldest FROM batch ORDER BY first";
    try (var select = sqlite.prepareStatement(sql);
        var rows = select.executeQuery()) {
      while (rows.next()) {
        cuts.add(
            new Cut(
                epoch, rows.getLong(1), rows.getLong(2), rows.getBytes(3), rows.getInt(4) != 0));
        oldest.add(Instant.parse(rows.getString(5)));
      }
    }
    try (var delete = sqlite.prepareStatement("DELETE FROM batch")) {
      delete.executeUpdate();
    }
    var next = first;
    for (var i = 0; i < cuts.size(); i++) {
      var cut = cuts.get(i);
      store(
          new Cut(epoch, next, next + cut.size() - 1, cut.body(), cut.isDeclaration()),
          oldest.get(i));
      next += cut.size();
    }
    remember("epoch", Long.toString(epoch));
    remember("next", Long.toString(next));
  }

  boolean divide(Cut cut, AgentId agent, String problem, Instant now) throws SQLException {
    if (cut.isDeclaration()) {
      return false;
    }
    var lines = Packing.unpack(cut.body());
    remove(cut.first());
    if (lines.size() > 1) {
      var half = lines.size() / 2;
      replace(cut, cut.first(), lines.subList(0, half));
      replace(cut, cut.first() + half, lines.subList(half, lines.size()));
      return true;
    }
    setAside(lines.getFirst(), problem, now);
    var gap = Gap.of(Gap.REFUSED, EventClass.AGENT, 1, now, now, now);
    var body = Packing.pack(List.of(signed(gap.json(), agent)));
    store(new Cut(cut.epoch(), cut.first(), cut.last(), body, true), now);
    return true;
  }

  private void replace(Cut cut, long first, List<byte[]> lines) throws SQLException {
    var body = Packing.pack(lines);
    store(new Cut(cut.epoch(), first, first + lines.size() - 1, body, false), Instant.EPOCH);
  }

  private void setAside(byte[] json, String problem, Instant now) throws SQLException {
    var sql = "INSERT INTO refused (at, problem, json) VALUES (?, ?, ?)";
    try (var insert = sqlite.prepareStatement(sql)) {
      insert.setString(1, Doc.text(now));
      insert.setString(2, problem);
      insert.setBytes(3, json);
      insert.executeUpdate();
    }
    var old = "DELETE FROM refused WHERE id <= (SELECT MAX(id) FROM refused) - " + MOST_REFUSED;
    try (var delete = sqlite.prepareStatement(old)) {
      delete.executeUpdate();
    }
  }

  void mark(List<TailMark> marks) throws SQLException {
    var sql =
        "INSERT OR REPLACE INTO mark (path, file_key, head_length, head, position) VALUES (?, ?, ?,"
            + " ?, ?)";
    try (var insert = sqlite.prepareStatement(sql)) {
      for (var mark : marks) {
        insert.setString(1, mark.path());
        insert.setString(2, mark.fileKey());
        insert.setInt(3, mark.headLength());
        insert.setString(4, mark.head());
        insert.setLong(5, mark.offset());
        insert.executeUpdate();
      }
    }
  }

  void unmark(List<TailMark> marks) throws SQLException {
    try (var delete = sqlite.prepareStatement("DELETE FROM mark WHERE path = ? AND file_key = ?")) {
      for (var mark : marks) {
        delete.setString(1, mark.path());
        delete.setString(2, mark.fileKey());
        delete.executeUpdate();
      }
    }
  }

  List<TailMark> marks(String path) throws SQLException {
    var sql = "SELECT path, file_key, head_length, head, position FROM mark WHERE path = ?";
    try (var select = sqlite.prepareStatement(sql)) {
      select.setString(1, path);
      var marks = new ArrayList<TailMark>();
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          marks.add(
              new TailMark(
                  rows.getString(1),
                  rows.getString(2),
                  rows.getInt(3),
                  rows.getString(4),
                  rows.getLong(5)));
        }
      }
      return marks;
    }
  }

  List<String> markedPaths() throws SQLException {
    var sql = "SELECT DISTINCT path FROM mark LIMIT 10000";
    try (var select = sqlite.prepareStatement(sql);
        var rows = select.executeQuery()) {
      var paths = new ArrayList<String>();
      while (rows.next()) {
        paths.add(rows.getString(1));
      }
      return paths;
    }
  }

  Spool.State state() throws SQLException {
    var sql =
        """
        SELECT COALESCE(SUM(last - first + 1), 0), COALESCE(SUM(LENGTH(body)), 0), MIN(NULLIF(oldest, '1970-01-01T00:00:00.000Z')),
          (SELECT created FROM waiting ORDER BY id LIMIT 1) FROM batch
        """;
    try (var select = sqlite.prepareStatement(sql);
        var row = select.executeQuery()) {
      row.next();
      var oldest = Optional.ofNullable(row.getString(3)).or(() -> second(row));
      return new Spool.State(
          epoch(), events + row.getLong(1), bytes + row.getLong(2), oldest.map(Instant::parse));
    }
  }

  private static Optional<String> second(ResultSet row) {
    try {
      return Optional.ofNullable(row.getString(4));
    } catch (SQLException _) {
      return Optional.empty();
    }
  }

  Optional<String> remember(String name, String value) throws SQLException {
    var before = value(name);
    try (var insert =
        sqlite.prepareStatement("INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)")) {
      insert.setString(1, name);
      insert.setString(2, value);
      insert.executeUpdate();
    }
    return before;
  }

  /// Counts anew what waits, after a rollback.
  void recount() throws SQLException {
    var sql = "SELECT COUNT(*), COALESCE(SUM(LENGTH(json)), 0) FROM waiting";
    try (PreparedStatement select = sqlite.prepareStatement(sql);
        var row = select.executeQuery()) {
      row.next();
      events = row.getLong(1);
      bytes = row.getLong(2) + events * ROW;
    }
  }

  private long epoch() throws SQLException {
    return number("epoch").orElseThrow();
  }

  private Optional<Long> number(String name) throws SQLException {
    return value(name).map(Long::valueOf);
  }

  Optional<String> value(String name) throws SQLException {
    try (var select = sqlite.prepareStatement("SELECT value FROM meta WHERE name = ?")) {
      select.setString(1, name);
      try (var row = select.executeQuery()) {
        return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
      }
    }
  }
}
