package kentongan.store.sqlite;

import java.util.List;
import kentongan.incident.IncidentId;
import kentongan.report.Fact;
import kentongan.report.Report;
import kentongan.report.ReportId;
import kentongan.report.Reports;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/// Reports to the agency, in the desk: a fact a row. The row's position in the key refuses a fact
/// that was decided on an older state.
public final class SqliteReports implements Reports {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final JdbcClient jdbc;

  public SqliteReports(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void append(ReportId id, int seen, Fact fact) {
    var now =
        jdbc.sql("SELECT COUNT(*) FROM report_fact WHERE report = ?")
            .param(id.text())
            .query(Integer.class)
            .single();
    if (now != seen) {
      throw new Stale(id, seen);
    }
    try {
      insert(id, seen, fact);
    } catch (DuplicateKeyException raced) {
      throw new Stale(id, seen);
    }
  }

  private void insert(ReportId id, int position, Fact fact) {
    jdbc.sql(
            """
            INSERT INTO report_fact (report, position, incident, kind, fact, happened)
            VALUES (?, ?, ?, ?, ?, ?)
            """)
        .params(
            id.text(),
            position,
            id.incident().number(),
            kind(fact),
            JSON.writeValueAsString(fact),
            Times.text(fact.at()))
        .update();
  }

  @Override
  public List<Fact> history(ReportId id) {
    return jdbc.sql("SELECT kind, fact FROM report_fact WHERE report = ? ORDER BY position")
        .param(id.text())
        .query((row, _) -> fact(row.getString("kind"), row.getString("fact")))
        .list();
  }

  @Override
  public List<Report> of(IncidentId incident) {
    return jdbc
        .sql(
            """
            SELECT report FROM report_fact WHERE incident = ? AND position = 0
            ORDER BY LENGTH(report), report
            """)
        .param(incident.number())
        .query((row, _) -> new ReportId(row.getString("report")))
        .list()
        .stream()
        .flatMap(id -> find(id).stream())
        .toList();
  }

  private static String kind(Fact fact) {
    return switch (fact) {
      case Fact.Prepared _ -> "prepared";
      case Fact.Edited _ -> "edited";
      case Fact.Numbered _ -> "numbered";
      case Fact.Approved _ -> "approved";
      case Fact.Sent _ -> "sent";
      case Fact.Answered _ -> "answered";
    };
  }

  private static Fact fact(String kind, String json) {
    return switch (kind) {
      case "prepared" -> JSON.readValue(json, Fact.Prepared.class);
      case "edited" -> JSON.readValue(json, Fact.Edited.class);
      case "numbered" -> JSON.readValue(json, Fact.Numbered.class);
      case "approved" -> JSON.readValue(json, Fact.Approved.class);
      case "sent" -> JSON.readValue(json, Fact.Sent.class);
      case "answered" -> JSON.readValue(json, Fact.Answered.class);
      default -> throw new IllegalStateException("report_fact.kind: '%s'".formatted(kind));
    };
  }
}
