package kentongan.store.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import kentongan.office.Actor;
import kentongan.pipeline.RuleChange;
import kentongan.pipeline.RuleChanges;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/// Changes of rules, in the desk. Only the newest holds the hash of every rule: the next change is
/// counted against it.
public final class SqliteRuleChanges implements RuleChanges {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final JdbcClient jdbc;

  public SqliteRuleChanges(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void append(RuleChange change) {
    jdbc.sql("UPDATE rule_change SET hashes = '{}' WHERE hashes <> '{}'").update();
    var number =
        jdbc.sql("SELECT COALESCE(MAX(number), 0) + 1 FROM rule_change").query(Long.class).single();
    var counts = change.counts();
    jdbc.sql(
            """
            INSERT INTO rule_change
              (number, version, at, by_whom, why, rules, added, changed, removed, hashes)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            number,
            change.version(),
            Times.text(change.at()),
            change.by().toString(),
            change.why(),
            counts.rules(),
            counts.added(),
            counts.changed(),
            counts.removed(),
            JSON.writeValueAsString(new TreeMap<>(change.hashes())))
        .update();
  }

  @Override
  public Optional<RuleChange> newest() {
    return jdbc.sql(
            """
            SELECT version, at, by_whom, why, rules, added, changed, removed, hashes
            FROM rule_change ORDER BY number DESC LIMIT 1
            """)
        .query((row, _) -> change(row, hashes(row.getString("hashes"))))
        .optional();
  }

  @Override
  public List<RuleChange> list(int most) {
    return jdbc.sql(
            """
            SELECT version, at, by_whom, why, rules, added, changed, removed
            FROM rule_change ORDER BY number DESC LIMIT ?
            """)
        .param(most)
        .query((row, _) -> change(row, Map.of()))
        .list();
  }

  private static RuleChange change(ResultSet row, Map<String, String> hashes) throws SQLException {
    return new RuleChange(
        row.getString("version"),
        Times.instant(row.getString("at")),
        Actor.parse(row.getString("by_whom")),
        row.getString("why"),
        new RuleChange.Counts(
            row.getInt("rules"), row.getInt("added"), row.getInt("changed"), row.getInt("removed")),
        hashes);
  }

  private static Map<String, String> hashes(String json) {
    var hashes = new HashMap<String, String>();
    JSON.readTree(json).properties().forEach(e -> hashes.put(e.getKey(), e.getValue().asString()));
    return hashes;
  }
}
