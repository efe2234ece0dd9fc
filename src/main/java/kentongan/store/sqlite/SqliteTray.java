package kentongan.store.sqlite;

import java.util.List;
import kentongan.exercise.KeptMessage;
import kentongan.exercise.KeptReport;
import kentongan.exercise.Tray;
import kentongan.incident.IncidentId;
import kentongan.office.PersonId;

/// What an exercise kept instead of sending it, in the exercise's own desk.
///
/// It opens its own transactions: a channel and the agency stand outside the pipeline's.
public final class SqliteTray implements Tray {
  private final SqliteDesk desk;

  public SqliteTray(SqliteDesk desk) {
    this.desk = desk;
  }

  @Override
  public void keep(KeptMessage message) {
    desk.write(() ->
        desk.jdbc()
            .sql(
                """
                INSERT INTO kept_message (
                  id, kept_at, channel, name, address, subject, body, incident)
                VALUES (:id, :at, :channel, :name, :address, :subject, :body, :incident)
                ON CONFLICT (id) DO NOTHING
                """)
            .param("id", message.id())
            .param("at", Times.text(message.at()))
            .param("channel", message.channel())
            .param("name", message.to())
            .param("address", message.address())
            .param("subject", message.subject())
            .param("body", message.text())
            .param("incident", message.incident().number())
            .update());
  }

  @Override
  public void keep(KeptReport report) {
    desk.write(() ->
        desk.jdbc()
            .sql(
                """
                INSERT INTO kept_report (report, kept_at, approved_by, sha256)
                VALUES (:report, :at, :by, :sha256)
                ON CONFLICT (report) DO NOTHING
                """)
            .param("report", report.report())
            .param("at", Times.text(report.at()))
            .param("by", report.approvedBy().name())
            .param("sha256", report.sha256())
            .update());
  }

  @Override
  public List<KeptMessage> messages(int most) {
    return desk.jdbc()
        .sql("SELECT * FROM kept_message ORDER BY kept_at DESC, id DESC LIMIT :most")
        .param("most", most)
        .query((row, _) ->
            new KeptMessage(
                row.getString("id"),
                Times.instant(row.getString("kept_at")),
                row.getString("channel"),
                row.getString("name"),
                row.getString("address"),
                row.getString("subject"),
                row.getString("body"),
                IncidentId.parse(row.getString("incident"))))
        .list();
  }

  @Override
  public List<KeptReport> reports() {
    return desk.jdbc()
        .sql("SELECT * FROM kept_report ORDER BY kept_at, report")
        .query((row, _) ->
            new KeptReport(
                row.getString("report"),
                Times.instant(row.getString("kept_at")),
                new PersonId(row.getString("approved_by")),
                row.getString("sha256")))
        .list();
  }
}
