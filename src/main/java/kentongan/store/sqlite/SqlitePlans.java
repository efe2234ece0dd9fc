package kentongan.store.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kentongan.asset.AssetId;
import kentongan.event.AgentId;
import kentongan.event.SignedPlan;
import kentongan.watch.KeptPlans;
import kentongan.watch.Terms;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Terms and plans, in the desk.
public final class SqlitePlans implements KeptPlans {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final JdbcClient jdbc;

  public SqlitePlans(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Map<AssetId, Terms> terms() {
    var terms = new HashMap<AssetId, Terms>();
    jdbc.sql("SELECT asset, watched, every_ms, page_every_ms, conditions FROM watch_terms")
        .query((row, _) -> terms.put(new AssetId(row.getString("asset")), terms(row)))
        .list();
    return terms;
  }

  @Override
  public void set(AssetId asset, Terms terms, Instant now) {
    var conditions = JSON.createObjectNode();
    conditions.set("status", JSON.valueToTree(terms.status()));
    conditions.set("contains", JSON.valueToTree(terms.contains()));
    conditions.set("absent", JSON.valueToTree(terms.absent()));
    conditions.set("allow", JSON.valueToTree(terms.allow()));
    jdbc.sql(
            """
            INSERT INTO watch_terms (asset, watched, every_ms, page_every_ms, conditions, changed_at)
            VALUES (:asset, :watched, :every, :pageEvery, :conditions, :now)
            ON CONFLICT (asset) DO UPDATE SET
              watched = excluded.watched, every_ms = excluded.every_ms,
              page_every_ms = excluded.page_every_ms, conditions = excluded.conditions,
              changed_at = excluded.changed_at
            """)
        .param("asset", asset.name())
        .param("watched", terms.isWatched() ? 1 : 0)
        .param("every", terms.every().toMillis())
        .param("pageEvery", terms.pageEvery().toMillis())
        .param("conditions", JSON.writeValueAsString(conditions))
        .param("now", Times.text(now))
        .update();
  }

  @Override
  public Map<AgentId, SignedPlan> newest() {
    var newest = new HashMap<AgentId, SignedPlan>();
    jdbc.sql(
            """
            SELECT p.agent, p.version, p.body, p.signature FROM watch_plan p
            JOIN (SELECT agent, MAX(version) AS version FROM watch_plan GROUP BY agent) n
              ON n.agent = p.agent AND n.version = p.version
            """)
        .query((row, _) -> plan(row))
        .list()
        .forEach(plan -> newest.put(plan.agent(), plan));
    return newest;
  }

  @Override
  public Optional<SignedPlan> find(AgentId agent, long version) {
    return jdbc.sql(
            "SELECT agent, version, body, signature FROM watch_plan WHERE agent = ? AND version ="
                + " ?")
        .params(agent.value(), version)
        .query((row, _) -> plan(row))
        .optional();
  }

  @Override
  public void keep(SignedPlan plan, Instant now) {
    jdbc.sql(
            """
            INSERT INTO watch_plan (agent, version, made_at, body, signature)
            VALUES (:agent, :version, :now, :body, :signature)
            """)
        .param("agent", plan.agent().value())
        .param("version", plan.version())
        .param("now", Times.text(now))
        .param("body", plan.body())
        .param("signature", plan.signature())
        .update();
  }

  private static SignedPlan plan(ResultSet row) throws SQLException {
    return new SignedPlan(
        new AgentId(row.getString("agent")),
        row.getLong("version"),
        row.getBytes("body"),
        row.getBytes("signature"));
  }

  private static Terms terms(ResultSet row) throws SQLException {
    var conditions = JSON.readTree(row.getString("conditions"));
    var status = new HashSet<Integer>();
    conditions.path("status").forEach(code -> status.add(code.asInt()));
    return new Terms(
        row.getInt("watched") != 0,
        Duration.ofMillis(row.getLong("every_ms")),
        Duration.ofMillis(row.getLong("page_every_ms")),
        status,
        texts(conditions.path("contains")),
        texts(conditions.path("absent")),
        texts(conditions.path("allow")));
  }

  private static List<String> texts(JsonNode list) {
    var texts = new ArrayList<String>();
    list.forEach(text -> texts.add(text.asString()));
    return texts;
  }
}
