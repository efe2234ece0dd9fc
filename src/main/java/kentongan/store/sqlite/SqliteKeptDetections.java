package kentongan.store.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kentongan.detection.Detection;
import kentongan.incident.IncidentId;
import kentongan.office.OfficeId;
import kentongan.pipeline.KeptDetection;
import kentongan.pipeline.KeptDetections;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/// Detections, in the desk.
public final class SqliteKeptDetections implements KeptDetections {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String COLUMNS = "SELECT incident, seen_by, evidence, version, body ";

  private final JdbcClient jdbc;

  public SqliteKeptDetections(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void keep(KeptDetection seen) {
    var detection = seen.detection();
    jdbc.sql(
            """
            INSERT INTO detection
              (id, rule, incident, accepted_at, seen_by, evidence, version, body)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO NOTHING
            """)
        .param(detection.id().value())
        .param(detection.ruleId())
        .param(seen.incident().number())
        .param(Times.text(detection.acceptedAt()))
        .param(seen.seenBy().code())
        .param(seen.evidence().orElse(null))
        .param(seen.version())
        .param(JSON.writeValueAsString(detection))
        .update();
  }

  @Override
  public Optional<KeptDetection> find(String detection) {
    return jdbc.sql(COLUMNS + "FROM detection WHERE id = ?")
        .param(detection)
        .query((row, _) -> kept(row))
        .optional();
  }

  @Override
  public List<KeptDetection> of(IncidentId incident, int most) {
    return jdbc.sql(
            COLUMNS + "FROM detection WHERE incident = ? ORDER BY accepted_at DESC, id LIMIT ?")
        .params(incident.number(), most)
        .query((row, _) -> kept(row))
        .list();
  }

  @Override
  public List<KeptDetection> ofRule(String rule, Instant since, int most) {
    return jdbc.sql(
            COLUMNS
                + """
                FROM detection WHERE rule = ? AND accepted_at >= ?
                ORDER BY accepted_at DESC, id LIMIT ?
                """)
        .params(rule, Times.text(since), most)
        .query((row, _) -> kept(row))
        .list();
  }

  @Override
  public Map<String, Tally> tallies() {
    var tallies = new HashMap<String, Tally>();
    jdbc.sql("SELECT rule, COUNT(*) AS n, MAX(accepted_at) AS last FROM detection GROUP BY rule")
        .query(row -> {
          tallies.put(
              row.getString("rule"),
              new Tally(row.getLong("n"), Times.instant(row.getString("last"))));
        });
    return tallies;
  }

  private static KeptDetection kept(ResultSet row) throws SQLException {
    return new KeptDetection(
        JSON.readValue(row.getString("body"), Detection.class),
        IncidentId.parse(row.getString("incident")),
        new OfficeId(row.getString("seen_by")),
        Optional.ofNullable(row.getString("evidence")),
        row.getString("version"));
  }
}
