package kentongan.store.sqlite;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kentongan.incident.IncidentId;
import kentongan.playbook.Export;
import kentongan.playbook.Playbook;
import kentongan.playbook.Playbooks;
import kentongan.playbook.Run;
import kentongan.playbook.RunFact;
import kentongan.playbook.RunId;
import kentongan.playbook.Runs;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Walks in the desk: a fact a row, one row with the walk they make, and the playbook versions that
/// walks are pinned to.
public final class SqliteRuns implements Runs {
  private final JdbcClient jdbc;

  public SqliteRuns(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void pin(Playbook playbook) {
    jdbc.sql(
            """
            INSERT INTO playbook_version (playbook, version, name, document) VALUES (?, ?, ?, ?)
            ON CONFLICT (playbook, version) DO NOTHING
            """)
        .params(
            playbook.id(),
            Times.text(playbook.version()),
            playbook.name(),
            Export.compact(playbook))
        .update();
  }

  @Override
  public Optional<Playbook> pinned(String playbook, Instant version) {
    return jdbc.sql(
            "SELECT name, document FROM playbook_version WHERE playbook = ? AND version = ?")
        .params(playbook, Times.text(version))
        .query((row, _) -> Playbooks.pinned(row.getString("name"), row.getString("document")))
        .optional();
  }

  @Override
  public Appended append(RunId id, int expectedVersion, List<RunFact> facts) {
    var present = find(id);
    var version = present.map(Run::version).orElse(0);
    if (version != expectedVersion) {
      return new Appended.Stale(version);
    }
    if (facts.isEmpty()) {
      return new Appended.Done(
          present.orElseThrow(() -> new IllegalArgumentException(id + ": no facts to begin with")));
    }
    var run = present.orElse(null);
    if (run == null) {
      run = Run.of(new ArrayList<RunFact>(facts));
    } else {
      for (var fact : facts) {
        run = run.apply(fact);
      }
    }
    if (!run.id().equals(id)) {
      throw new IllegalArgumentException("%s: facts of %s".formatted(id, run.id()));
    }
    try {
      for (var i = 0; i < facts.size(); i++) {
        insert(id, version + 1 + i, facts.get(i));
      }
    } catch (DuplicateKeyException raced) {
      // Only where writers of other processes share the desk; the caller's transaction rolls back.
      return new Appended.Stale(version + 1);
    }
    save(run);
    return new Appended.Done(run);
  }

  private void insert(RunId id, int number, RunFact fact) {
    jdbc.sql(
            """
            INSERT INTO run_fact (run, number, kind, happened, recorded, actor, fact)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            id.toString(),
            number,
            fact.getClass().getSimpleName(),
            Times.text(fact.stamp().happenedAt()),
            Times.text(fact.stamp().recordedAt()),
            fact.stamp().by().toString(),
            FactJson.text(fact))
        .update();
  }

  private void save(Run run) {
    jdbc.sql(
            """
            INSERT INTO run (id, incident, version, state) VALUES (?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET version = excluded.version, state = excluded.state
            """)
        .params(
            run.id().toString(), run.id().incident().number(), run.version(), FactJson.text(run))
        .update();
  }

  @Override
  public Optional<Run> find(RunId id) {
    return jdbc.sql("SELECT state FROM run WHERE id = ?")
        .param(id.toString())
        .query((row, _) -> FactJson.run(row.getString("state")))
        .optional();
  }

  @Override
  public List<Run> of(IncidentId incident) {
    return jdbc.sql("SELECT state FROM run WHERE incident = ? ORDER BY LENGTH(id), id")
        .param(incident.number())
        .query((row, _) -> FactJson.run(row.getString("state")))
        .list();
  }

  @Override
  public List<RunFact> facts(RunId id) {
    return jdbc.sql("SELECT fact FROM run_fact WHERE run = ? ORDER BY number")
        .param(id.toString())
        .query((row, _) -> FactJson.runFact(row.getString("fact")))
        .list();
  }
}
