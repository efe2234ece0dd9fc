package kentongan.store.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import kentongan.incident.IncidentId;
import kentongan.notice.AckToken;
import kentongan.notice.Matter;
import kentongan.notice.Notice;
import kentongan.notice.NoticeId;
import kentongan.notice.Notices;
import kentongan.notice.Outbox;
import kentongan.notice.Receipt;
import kentongan.office.OfficeId;
import kentongan.office.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/// Notices and their outbox, in the desk: one table, since a notice in the outbox is a notice that
/// waits. Every change of state asks for the state before it, so a late answer of a channel cannot
/// bring back what was dropped.
public final class SqliteNotices implements Outbox, Notices {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final JdbcClient jdbc;

  public SqliteNotices(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public boolean put(Notice notice) {
    var due = notice.state() instanceof Notice.State.Waiting w ? w.due() : notice.created();
    return jdbc.sql(
                """
                INSERT INTO notice (id, incident, office, recipient, name, address, channel, rung,
                  attempt, why, matter, created, state, tries, due, answer, changed)
                VALUES (:id, :incident, :office, :recipient, :name, :address, :channel, :rung,
                  :attempt, :why, :matter, :created, 'waiting', 0, :due, '', :created)
                ON CONFLICT (id) DO NOTHING
                """)
            .param("id", notice.id().text())
            .param("incident", notice.incident().number())
            .param("office", notice.office().code())
            .param("recipient", notice.to().name())
            .param("name", notice.name())
            .param("address", notice.address())
            .param("channel", notice.channel())
            .param("rung", notice.rung())
            .param("attempt", notice.attempt())
            .param("why", notice.why())
            .param("matter", JSON.writeValueAsString(notice.matter()))
            .param("created", Times.text(notice.created()))
            .param("due", Times.text(due))
            .update()
        == 1;
  }

  @Override
  public List<Notice> due(String channel, Instant now, int max) {
    return jdbc.sql(
            """
            SELECT * FROM notice
            WHERE state = 'waiting' AND channel = :channel AND due <= :now
            ORDER BY due, id LIMIT :max
            """)
        .param("channel", channel)
        .param("now", Times.text(now))
        .param("max", max)
        .query((row, _) -> notice(row))
        .list();
  }

  @Override
  public void issued(NoticeId id, AckToken token, Instant at) {
    jdbc.sql("INSERT INTO notice_token (sha256, notice, issued) VALUES (?, ?, ?)")
        .params(token.sha256(), id.text(), Times.text(at))
        .update();
  }

  /// Also of a notice that was dropped meanwhile: it did leave, and its receipt is the truth.
  @Override
  public void delivered(NoticeId id, Receipt receipt) {
    jdbc.sql(
            """
            UPDATE notice
            SET state = 'delivered', tries = tries + 1, answer = :answer, changed = :at
            WHERE id = :id AND state <> 'delivered'
            """)
        .param("id", id.text())
        .param("answer", receipt.text())
        .param("at", Times.text(receipt.at()))
        .update();
  }

  @Override
  public void failed(NoticeId id, String why, Instant nextTry) {
    jdbc.sql(
            """
            UPDATE notice SET tries = tries + 1, due = :due, answer = :why
            WHERE id = :id AND state = 'waiting'
            """)
        .param("id", id.text())
        .param("due", Times.text(nextTry))
        .param("why", why)
        .update();
  }

  @Override
  public void dropped(NoticeId id, String why, Instant at) {
    jdbc.sql(
            """
            UPDATE notice SET state = 'dropped', answer = :why, changed = :at
            WHERE id = :id AND state = 'waiting'
            """)
        .param("id", id.text())
        .param("why", why)
        .param("at", Times.text(at))
        .update();
  }

  @Override
  public List<Notice> of(IncidentId incident) {
    return jdbc.sql("SELECT * FROM notice WHERE incident = ? ORDER BY created, rung, attempt, id")
        .param(incident.number())
        .query((row, _) -> notice(row))
        .list();
  }

  @Override
  public Optional<Notice> with(AckToken token) {
    return jdbc.sql(
            """
            SELECT n.* FROM notice n JOIN notice_token t ON t.notice = n.id WHERE t.sha256 = ?
            """)
        .param(token.sha256())
        .query((row, _) -> notice(row))
        .optional();
  }

  @Override
  public boolean acknowledge(NoticeId id, Instant at) {
    var first =
        jdbc.sql("UPDATE notice SET acknowledged = ? WHERE id = ? AND acknowledged IS NULL")
                .params(Times.text(at), id.text())
                .update()
            == 1;
    if (first) {
      jdbc.sql("SELECT incident FROM notice WHERE id = ?")
          .param(id.text())
          .query(String.class)
          .optional()
          .ifPresent(
              incident -> withdraw(IncidentId.parse(incident), "acknowledged before it left", at));
    }
    return first;
  }

  @Override
  public int withdraw(IncidentId incident, String why, Instant at) {
    return jdbc.sql(
            """
            UPDATE notice SET state = 'dropped', answer = :why, changed = :at
            WHERE incident = :incident AND state = 'waiting'
            """)
        .param("incident", incident.number())
        .param("why", why)
        .param("at", Times.text(at))
        .update();
  }

  private static Notice notice(ResultSet row) throws SQLException {
    return new Notice(
        new NoticeId(row.getString("id")),
        IncidentId.parse(row.getString("incident")),
        new OfficeId(row.getString("office")),
        new PersonId(row.getString("recipient")),
        row.getString("name"),
        row.getString("address"),
        row.getString("channel"),
        row.getInt("rung"),
        row.getInt("attempt"),
        row.getString("why"),
        JSON.readValue(row.getString("matter"), Matter.class),
        Times.instant(row.getString("created")),
        state(row),
        Optional.ofNullable(row.getString("acknowledged")).map(Times::instant));
  }

  private static Notice.State state(ResultSet row) throws SQLException {
    var changed = Times.instant(row.getString("changed"));
    var answer = row.getString("answer");
    return switch (row.getString("state")) {
      case "delivered" -> new Notice.State.Delivered(new Receipt(changed, answer));
      case "dropped" -> new Notice.State.Dropped(changed, answer);
      default ->
          new Notice.State.Waiting(
              row.getInt("tries"), Times.instant(row.getString("due")), answer);
    };
  }
}
