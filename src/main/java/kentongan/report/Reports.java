package kentongan.report;

import java.util.List;
import java.util.Optional;
import kentongan.incident.IncidentId;

/// All reports, as the facts they are made of.
public interface Reports {
  /// Adds a fact to a report; its first one is [Fact.Prepared].
  ///
  /// @param seen how many facts the report had when this one was decided, 0 for a new report
  /// @throws Stale when it has another number by now
  void append(ReportId id, int seen, Fact fact);

  /// The facts of a report, oldest first; empty when there is no such report.
  List<Fact> history(ReportId id);

  /// A report as it stands.
  default Optional<Report> find(ReportId id) {
    return Report.of(id, history(id));
  }

  /// The reports about an incident, oldest first.
  List<Report> of(IncidentId incident);

  /// Somebody else changed the report in between: read it again.
  final class Stale extends RuntimeException {
    public Stale(ReportId id, int seen) {
      super("report %s: changed since it had %d facts; read it again".formatted(id, seen));
    }
  }
}
