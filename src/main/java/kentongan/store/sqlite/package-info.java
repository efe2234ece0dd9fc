/// What the rooms need kept, in SQLite files: the event log, and the desk (offices' people, assets,
/// incidents, runs, duty, notices, reports, ledger).
///
/// Not here: who opens a transaction and when (`pipeline`), and what any of it means (the rooms).
///
/// Read first: [SqliteDesk][kentongan.store.sqlite.SqliteDesk].
@ApplicationModule(
    allowedDependencies = {
      "event",
      "office",
      "asset",
      "oncall",
      "notice",
      "report",
      "incident",
      "detection",
      "rule",
      "playbook",
      "ledger",
      "exercise",
      "pipeline",
      "watch",
      "web"
    })
@NullMarked
package kentongan.store.sqlite;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
