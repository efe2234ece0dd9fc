package kentongan.store.sqlite;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import kentongan.event.Agent;
import kentongan.event.AgentId;
import kentongan.event.Agents;
import kentongan.office.OfficeId;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The register of agents, in the desk. Of a token only the SHA-256 is kept; it is random enough
/// (128 bits) to need no salt.
///
/// It opens its own transactions: agents come in by a door of their own, not through the pipeline,
/// and a token is spent in the same transaction that enrols its agent.
public final class SqliteAgents implements Agents {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SqliteDesk desk;
  private final JdbcClient jdbc;

  public SqliteAgents(SqliteDesk desk) {
    this.desk = desk;
    this.jdbc = desk.jdbc();
  }

  @Override
  public String issueToken(OfficeId office, Instant until) {
    var token = Base64.getUrlEncoder().withoutPadding().encodeToString(random(16));
    return desk.write(() -> {
      jdbc.sql("INSERT INTO agent_token (hash, office, expires_at) VALUES (?, ?, ?)")
          .params(hash(token), office.code(), Times.text(until))
          .update();
      return token;
    });
  }

  @Override
  public Optional<Agent> enrol(String token, String host, byte[] publicKey, Instant now) {
    return desk.write(() -> {
      var office = spend(token, now);
      if (office.isEmpty()) {
        return enrolledWith(token, publicKey);
      }
      var agent = enrol(office.get(), host, publicKey, now);
      jdbc.sql("UPDATE agent_token SET agent = ? WHERE hash = ?")
          .params(agent.id().value(), hash(token))
          .update();
      return Optional.of(agent);
    });
  }

  private Optional<OfficeId> spend(String token, Instant now) {
    // One statement decides, so of two who come at once one is let in.
    var spent =
        jdbc.sql(
                """
                UPDATE agent_token SET spent_at = :now
                WHERE hash = :hash AND spent_at IS NULL AND expires_at > :now
                """)
            .param("now", Times.text(now))
            .param("hash", hash(token))
            .update();
    if (spent == 0) {
      return Optional.empty();
    }
    return jdbc.sql("SELECT office FROM agent_token WHERE hash = ?")
        .param(hash(token))
        .query((row, _) -> new OfficeId(row.getString("office")))
        .optional();
  }

  /// Whom a spent token let in, for the one who has that agent's key.
  private Optional<Agent> enrolledWith(String token, byte[] publicKey) {
    return jdbc.sql(
            """
            SELECT agent.* FROM agent JOIN agent_token ON agent_token.agent = agent.id
            WHERE agent_token.hash = ? AND agent.revoked = 0
            """)
        .param(hash(token))
        .query((row, _) -> agent(row))
        .optional()
        .filter(agent -> MessageDigest.isEqual(agent.publicKey(), publicKey));
  }

  private Agent enrol(OfficeId office, String host, byte[] publicKey, Instant now) {
    var id = new AgentId(office + "-" + HexFormat.of().formatHex(random(3)));
    var agent = new Agent(id, office, host, publicKey, now, Optional.empty());
    jdbc.sql(
            """
            INSERT INTO agent (id, office, host, public_key, enrolled_at, revoked)
            VALUES (:id, :office, :host, :key, :now, 0)
            """)
        .param("id", id.value())
        .param("office", office.code())
        .param("host", host)
        .param("key", publicKey)
        .param("now", Times.text(now))
        .update();
    return agent;
  }

  @Override
  public Optional<Agent> find(AgentId id) {
    return jdbc.sql("SELECT * FROM agent WHERE id = ?")
        .param(id.value())
        .query((row, _) -> agent(row))
        .optional();
  }

  @Override
  public List<Agent> all() {
    return jdbc.sql("SELECT * FROM agent ORDER BY id").query((row, _) -> agent(row)).list();
  }

  @Override
  public void revoke(AgentId id, String why, Instant now) {
    desk.write(() -> {
      jdbc.sql(
              """
              UPDATE agent SET revoked = 1, revoked_at = :now, revoked_why = :why
              WHERE id = :id AND revoked = 0
              """)
          .param("now", Times.text(now))
          .param("why", why)
          .param("id", id.value())
          .update();
      jdbc.sql(
              """
              UPDATE agent_certificate SET revoked_at = :now
              WHERE agent = :id AND revoked_at IS NULL
              """)
          .param("now", Times.text(now))
          .param("id", id.value())
          .update();
    });
  }

  private static Agent agent(ResultSet row) throws SQLException {
    return new Agent(
        new AgentId(row.getString("id")),
        new OfficeId(row.getString("office")),
        row.getString("host"),
        row.getBytes("public_key"),
        Times.instant(row.getString("enrolled_at")),
        row.getInt("revoked") == 0 ? Optional.empty() : Optional.of(revocation(row)));
  }

  private static Agent.Revocation revocation(ResultSet row) throws SQLException {
    return new Agent.Revocation(
        Optional.ofNullable(row.getString("revoked_at")).map(Times::instant),
        Optional.ofNullable(row.getString("revoked_why")).orElse(""));
  }

  private static byte[] random(int bytes) {
    var random = new byte[bytes];
    RANDOM.nextBytes(random);
    return random;
  }

  private static String hash(String token) {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every Java has SHA-256", impossible);
    }
  }
}
