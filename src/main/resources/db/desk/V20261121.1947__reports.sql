-- A report to the agency is its facts in order: who prepared, edited, approved and sent what, when.
CREATE TABLE report_fact (
  report   TEXT NOT NULL,
  position INTEGER NOT NULL,
  incident TEXT NOT NULL,
  kind     TEXT NOT NULL,
  fact     TEXT NOT NULL,
  happened TEXT NOT NULL,
  PRIMARY KEY (report, position)
);

CREATE INDEX report_fact_incident ON report_fact (incident, report);
