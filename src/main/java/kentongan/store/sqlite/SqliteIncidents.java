package kentongan.store.sqlite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kentongan.incident.Fact;
import kentongan.incident.Incident;
import kentongan.incident.IncidentId;
import kentongan.incident.Incidents;
import kentongan.office.OfficeId;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Incidents in the desk: a fact a row, and one row with the incident they make.
public final class SqliteIncidents implements Incidents {
  private final JdbcClient jdbc;

  public SqliteIncidents(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public IncidentId next(int year) {
    jdbc.sql(
            """
            INSERT INTO incident_number (year, last) VALUES (?, 1)
            ON CONFLICT (year) DO UPDATE SET last = incident_number.last + 1
            """)
        .param(year)
        .update();
    var last =
        jdbc.sql("SELECT last FROM incident_number WHERE year = ?")
            .param(year)
            .query(Integer.class)
            .single();
    return new IncidentId(year, last);
  }

  @Override
  public Appended append(IncidentId id, int expectedVersion, List<Fact> facts) {
    var present = find(id);
    var version = present.map(Incident::version).orElse(0);
    if (version != expectedVersion) {
      return new Appended.Stale(version);
    }
    if (facts.isEmpty()) {
      return new Appended.Done(
          present.orElseThrow(() -> new IllegalArgumentException(id + ": no facts to begin with")));
    }
    var all = new ArrayList<Fact>(facts);
    var incident = present.orElse(null);
    if (incident == null) {
      incident = Incident.of(all);
    } else {
      for (var fact : facts) {
        incident = incident.apply(fact);
      }
    }
    if (!incident.id().equals(id)) {
      throw new IllegalArgumentException("%s: facts of %s".formatted(id, incident.id()));
    }
    try {
      for (var i = 0; i < facts.size(); i++) {
        insert(id, version + 1 + i, facts.get(i));
      }
    } catch (DuplicateKeyException raced) {
      // Only where writers of other processes share the desk; the caller's transaction rolls back.
      return new Appended.Stale(version + 1);
    }
    save(incident);
    return new Appended.Done(incident);
  }

  private void insert(IncidentId id, int number, Fact fact) {
    jdbc.sql(
            """
            INSERT INTO incident_fact (incident, number, kind, happened, recorded, actor, fact)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            id.number(),
            number,
            fact.getClass().getSimpleName(),
            Times.text(fact.stamp().happenedAt()),
            Times.text(fact.stamp().recordedAt()),
            fact.stamp().by().toString(),
            FactJson.text(fact))
        .update();
  }

  private void save(Incident incident) {
    jdbc.sql(
            """
            INSERT INTO incident (id, version, office, status, severity, category, opened,
              dedupe_key, is_open, state)
            VALUES (:id, :version, :office, :status, :severity, :category, :opened,
              :dedupeKey, :isOpen, :state)
            ON CONFLICT (id) DO UPDATE SET
              version = excluded.version, status = excluded.status, severity = excluded.severity,
              category = excluded.category, is_open = excluded.is_open, state = excluded.state
            """)
        .param("id", incident.id().number())
        .param("version", incident.version())
        .param("office", incident.office().code())
        .param("status", incident.status().name())
        .param("severity", incident.severity().name())
        .param("category", incident.category().name())
        .param("opened", Times.text(incident.openedAt()))
        .param("dedupeKey", incident.dedupeKey().orElse(null))
        .param("isOpen", incident.isOpen() ? 1 : 0)
        .param("state", FactJson.text(incident))
        .update();
  }

  @Override
  public Optional<Incident> find(IncidentId id) {
    return jdbc.sql("SELECT state FROM incident WHERE id = ?")
        .param(id.number())
        .query((row, _) -> FactJson.incident(row.getString("state")))
        .optional();
  }

  @Override
  public List<Incident> list(Which which, Set<OfficeId> offices, int most) {
    if (offices.isEmpty()) {
      return List.of();
    }
    var condition =
        switch (which) {
          case OPEN -> "is_open = 1 AND ";
          case CLOSED -> "is_open = 0 AND ";
          case ALL -> "";
        };
    return jdbc.sql(
            "SELECT state FROM incident WHERE "
                + condition
                + "office IN (:offices) ORDER BY id DESC LIMIT :most")
        .param("offices", offices.stream().map(OfficeId::code).toList())
        .param("most", Math.max(1, most))
        .query((row, _) -> FactJson.incident(row.getString("state")))
        .list();
  }

  @Override
  public List<Incident> openWith(String dedupeKey) {
    return jdbc.sql("SELECT state FROM incident WHERE dedupe_key = ? AND is_open = 1 ORDER BY id")
        .param(dedupeKey)
        .query((row, _) -> FactJson.incident(row.getString("state")))
        .list();
  }

  @Override
  public List<Fact> facts(IncidentId id) {
    return jdbc.sql("SELECT fact FROM incident_fact WHERE incident = ? ORDER BY number")
        .param(id.number())
        .query((row, _) -> FactJson.fact(row.getString("fact")))
        .list();
  }
}
