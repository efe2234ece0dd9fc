package kentongan.store.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import kentongan.event.AgentCertificate;
import kentongan.event.AgentId;
import kentongan.event.Certificates;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The register of certificates, in the desk. Like the register of agents it opens its own
/// transactions.
public final class SqliteCertificates implements Certificates {
  private final SqliteDesk desk;
  private final JdbcClient jdbc;

  public SqliteCertificates(SqliteDesk desk) {
    this.desk = desk;
    this.jdbc = desk.jdbc();
  }

  @Override
  public void keep(AgentCertificate issued) {
    try {
      desk.write(() -> {
        jdbc.sql(
                """
                INSERT INTO agent_certificate
                  (serial, agent, key_hash, valid_from, valid_until, certificate, replaces)
                VALUES (:serial, :agent, :key, :from, :until, :certificate, :replaces)
                """)
            .param("serial", issued.serial())
            .param("agent", issued.agent().value())
            .param("key", issued.keyHash())
            .param("from", Times.text(issued.from()))
            .param("until", Times.text(issued.until()))
            .param("certificate", issued.certificate())
            .param("replaces", issued.replaces().orElse(null))
            .update();
      });
    } catch (DataIntegrityViolationException | UncategorizedSQLException refused) {
      throw new IllegalArgumentException(
          "certificate %s of agent %s: not kept (expected: a known agent and a new key)"
              .formatted(issued.serial(), issued.agent()),
          refused);
    }
  }

  @Override
  public Optional<AgentCertificate> find(String serial) {
    return jdbc.sql("SELECT * FROM agent_certificate WHERE serial = ?")
        .param(serial)
        .query((row, _) -> certificate(row))
        .optional();
  }

  @Override
  public List<AgentCertificate> of(AgentId agent) {
    return jdbc.sql("SELECT * FROM agent_certificate WHERE agent = ? ORDER BY valid_until, serial")
        .param(agent.value())
        .query((row, _) -> certificate(row))
        .list();
  }

  private static AgentCertificate certificate(ResultSet row) throws SQLException {
    return new AgentCertificate(
        row.getString("serial"),
        new AgentId(row.getString("agent")),
        row.getString("key_hash"),
        Times.instant(row.getString("valid_from")),
        Times.instant(row.getString("valid_until")),
        row.getString("certificate"),
        Optional.ofNullable(row.getString("replaces")),
        Optional.ofNullable(row.getString("revoked_at")).map(Times::instant));
  }
}
