package kentongan.store.sqlite;

import java.util.List;
import kentongan.ledger.Act;
import kentongan.ledger.Entry;
import kentongan.ledger.Ledger;
import kentongan.office.Actor;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The ledger in the desk: an entry a row, the number in the key, so that two writers cannot both
/// follow the same head.
public final class SqliteLedger implements Ledger {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final JdbcClient jdbc;

  public SqliteLedger(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Entry append(Act act) {
    var entry = Entry.after(head(), act);
    jdbc.sql(
            """
            INSERT INTO ledger_entry (chain, number, at, actor, act, subject, detail, previous, hash)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            entry.chain(),
            entry.number(),
            Times.text(entry.act().at()),
            entry.act().actor().toString(),
            entry.act().act(),
            entry.act().subject(),
            entry.canonicalDetail(),
            entry.previous(),
            entry.hash())
        .update();
    return entry;
  }

  @Override
  public List<Entry> read(long from, int most) {
    return jdbc.sql(
            """
            SELECT chain, number, at, actor, act, subject, detail, previous, hash
            FROM ledger_entry WHERE chain = ? AND number >= ? ORDER BY number LIMIT ?
            """)
        .params(Entry.CHAIN, from, Math.max(1, most))
        .query((row, _) ->
            new Entry(
                row.getString("chain"),
                row.getLong("number"),
                new Act(
                    Times.instant(row.getString("at")),
                    Actor.parse(row.getString("actor")),
                    row.getString("act"),
                    row.getString("subject"),
                    (ObjectNode) JSON.readTree(row.getString("detail"))),
                row.getString("previous"),
                row.getString("hash")))
        .list();
  }

  @Override
  public Head head() {
    return jdbc.sql(
            """
            SELECT chain, number, hash FROM ledger_entry
            WHERE chain = ? ORDER BY number DESC LIMIT 1
            """)
        .param(Entry.CHAIN)
        .query((row, _) ->
            new Head(row.getString("chain"), row.getLong("number"), row.getString("hash")))
        .optional()
        .orElse(EMPTY);
  }
}
