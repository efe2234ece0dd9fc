package kentongan.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedCollection;
import java.util.Set;
import kentongan.asset.AssetId;
import kentongan.office.OfficeId;
import kentongan.office.PersonId;

/// What people handle, as its facts have made it. Never changes: a fact makes another.
///
/// @param version how many facts it is made of; a store refuses to append to another version
/// @param assets what is hit, as far as known
/// @param discoveredAt when the trouble was found; the agency's clock starts here
/// @param openedAt when it was written down here
/// @param isVital whether a vital system (IIV) is concerned
/// @param dedupeKey what makes a detection the same trouble
/// @param playbook the playbook to offer
/// @param detections the ids of its detections, oldest first
/// @param acknowledgedAt when somebody first said "I have seen it"
/// @param inCharge who is in charge now; empty only before anybody has acknowledged
/// @param troubleEndedAt when the trouble was seen to be over; empty while it lasts or came back
/// @param evidence SHA-256 of each piece, oldest first
/// @param runs ids of the walks through playbooks, oldest first
/// @param report how far the newest report to the agency is
/// @param closedAt when it was sealed
/// @param verdict what it turned out to be, once closed
public record Incident(
    IncidentId id,
    int version,
    OfficeId office,
    Set<AssetId> assets,
    String title,
    Category category,
    Severity severity,
    Tlp tlp,
    Status status,
    Discovery discovery,
    Instant discoveredAt,
    Instant openedAt,
    boolean isVital,
    Optional<String> dedupeKey,
    Optional<String> playbook,
    List<String> detections,
    Optional<Instant> acknowledgedAt,
    Optional<PersonId> inCharge,
    Optional<Instant> troubleEndedAt,
    List<String> evidence,
    List<String> runs,
    Optional<Report> report,
    Optional<Instant> closedAt,
    Optional<Verdict> verdict) {
  /// How far ahead of ours another clock may be.
  static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

  public Incident {
    assets = Set.copyOf(assets);
    detections = List.copyOf(detections);
    evidence = List.copyOf(evidence);
    runs = List.copyOf(runs);
  }

  /// The report to the agency.
  public record Report(String id, Stage stage) {
    /// How far it is.
    public enum Stage {
      PREPARED,
      APPROVED,
      SENT
    }
  }

  /// The incident that its first fact makes.
  public static Incident of(Fact.Opened opened) {
    return new Incident(
        opened.id(),
        1,
        opened.office(),
        opened.assets(),
        opened.title(),
        opened.category(),
        opened.severity(),
        opened.tlp(),
        Status.NEW,
        opened.discovery(),
        opened.discoveredAt(),
        opened.stamp().recordedAt(),
        opened.isVital(),
        opened.dedupeKey(),
        opened.playbook(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /// The incident that these facts make.
  ///
  /// @throws IllegalArgumentException when the first is not `Opened`
  public static Incident of(SequencedCollection<Fact> facts) {
    if (facts.isEmpty() || !(facts.getFirst() instanceof Fact.Opened opened)) {
      throw new IllegalArgumentException("incident: facts do not begin with Opened");
    }
    var incident = of(opened);
    for (var fact : facts.stream().skip(1).toList()) {
      incident = incident.apply(fact);
    }
    return incident;
  }

  /// Whether people still work on it.
  public boolean isOpen() {
    return status.isOpen();
  }

  /// Whether it takes amendments only.
  public boolean isSealed() {
    return !isOpen();
  }

  /// Whether anybody has said "I have seen it".
  public boolean isAcknowledged() {
    return acknowledgedAt.isPresent();
  }

  /// What follows from a command.
  public Decision decide(Command command, Instant now) {
    return Decisions.of(this, command, now);
  }

  /// The incident with one more fact. Believes every fact: [#decide] is where facts are refused.
  public Incident apply(Fact fact) {
    var next = new Draft(this);
    switch (fact) {
      case Fact.Opened _ ->
          throw new IllegalArgumentException("%s: opened twice".formatted(id.number()));
      case Fact.DetectionJoined joined -> {
        next.detections = with(detections, joined.detection());
        next.assets = union(assets, joined.assets());
        next.troubleEndedAt = Optional.empty();
      }
      case Fact.TroubleEnded ended -> next.troubleEndedAt = Optional.of(ended.stamp().happenedAt());
      case Fact.Acknowledged seen ->
          next.acknowledgedAt = acknowledgedAt.or(() -> Optional.of(seen.stamp().happenedAt()));
      case Fact.ChargeTaken taken -> next.inCharge = Optional.of(taken.person());
      case Fact.StatusChanged changed -> next.status = changed.to();
      case Fact.SeveritySet set -> next.severity = set.severity();
      case Fact.CategorySet set -> next.category = set.category();
      case Fact.TlpSet set -> next.tlp = set.tlp();
      case Fact.NoteAdded _, Fact.StepRecorded _, Fact.Amended _ -> {
        // On the timeline; the state stays.
      }
      case Fact.EvidenceAdded added -> next.evidence = with(evidence, added.sha256());
      case Fact.RunStarted started -> next.runs = with(runs, started.run());
      case Fact.ReportPrepared prepared ->
          next.report = at(prepared.report(), Report.Stage.PREPARED);
      case Fact.ReportApproved approved ->
          next.report = at(approved.report(), Report.Stage.APPROVED);
      case Fact.ReportSent sent -> next.report = at(sent.report(), Report.Stage.SENT);
      case Fact.Closed closed -> {
        next.status = Status.CLOSED;
        next.closedAt = Optional.of(closed.stamp().recordedAt());
        next.verdict = Optional.of(closed.verdict());
      }
    }
    return next.sealed();
  }

  private static Optional<Report> at(String report, Report.Stage stage) {
    return Optional.of(new Report(report, stage));
  }

  private static List<String> with(List<String> list, String one) {
    if (list.contains(one)) {
      return list;
    }
    var longer = new ArrayList<>(list);
    longer.add(one);
    return longer;
  }

  private static <T> Set<T> union(Set<T> some, Set<T> more) {
    var all = new LinkedHashSet<>(some);
    all.addAll(more);
    return all;
  }

  /// The parts that facts change, open for the time of one `apply`.
  private static final class Draft {
    private final Incident before;
    private Set<AssetId> assets;
    private Category category;
    private Severity severity;
    private Tlp tlp;
    private Status status;
    private List<String> detections;
    private Optional<Instant> acknowledgedAt;
    private Optional<PersonId> inCharge;
    private Optional<Instant> troubleEndedAt;
    private List<String> evidence;
    private List<String> runs;
    private Optional<Report> report;
    private Optional<Instant> closedAt;
    private Optional<Verdict> verdict;

    Draft(Incident before) {
      this.before = before;
      assets = before.assets;
      category = before.category;
      severity = before.severity;
      tlp = before.tlp;
      status = before.status;
      detections = before.detections;
      acknowledgedAt = before.acknowledgedAt;
      inCharge = before.inCharge;
      troubleEndedAt = before.troubleEndedAt;
      evidence = before.evidence;
      runs = before.runs;
      report = before.report;
      closedAt = before.closedAt;
      verdict = before.verdict;
    }

    Incident sealed() {
      return new Incident(
          before.id,
          before.version + 1,
          before.office,
          assets,
          before.title,
          category,
          severity,
          tlp,
          status,
          before.discovery,
          before.discoveredAt,
          before.openedAt,
          before.isVital,
          before.dedupeKey,
          before.playbook,
          detections,
          acknowledgedAt,
          inCharge,
          troubleEndedAt,
          evidence,
          runs,
          report,
          closedAt,
          verdict);
    }
  }
}
