package kentongan.incident;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kentongan.asset.AssetId;
import kentongan.office.OfficeId;
import kentongan.office.PersonId;

/// Something that is so, about one incident. Facts are never changed and never removed; an incident
/// is what its facts make of it, and its timeline is its facts.
public sealed interface Fact {
  /// Who, and both clocks.
  Stamp stamp();

  /// The incident exists.
  ///
  /// @param title one line of plain text; hostile parts of it are bounded, never trusted
  /// @param discoveredAt when the trouble was found: the agency's 24 hours start here
  /// @param isVital whether a vital system (IIV) is concerned
  /// @param dedupeKey what makes a detection the same trouble; empty when a person opened it
  /// @param playbook the playbook to offer
  /// @param why the reason it was opened
  record Opened(
      Stamp stamp,
      IncidentId id,
      OfficeId office,
      Set<AssetId> assets,
      String title,
      Category category,
      Severity severity,
      Tlp tlp,
      Discovery discovery,
      Instant discoveredAt,
      boolean isVital,
      Optional<String> dedupeKey,
      Optional<String> playbook,
      String why)
      implements Fact {
    public Opened {
      assets = Set.copyOf(assets);
      title = Bounds.text("title", title, Bounds.TITLE);
      why = Bounds.text("why", why, Bounds.TEXT);
    }
  }

  /// A detection belongs to it.
  ///
  /// @param detection the detection's id
  /// @param rule the rule that matched
  /// @param title the rule's title
  /// @param events the ids of the matching events, as far as kept
  record DetectionJoined(
      Stamp stamp,
      String detection,
      String rule,
      String title,
      Set<AssetId> assets,
      List<String> events,
      String why)
      implements Fact {
    public DetectionJoined {
      assets = Set.copyOf(assets);
      events = List.copyOf(events);
      title = Bounds.text("title", title, Bounds.TITLE);
      why = Bounds.text("why", why, Bounds.TEXT);
    }
  }

  /// The trouble was seen to be over. Closing remains a person's act.
  record TroubleEnded(Stamp stamp, String detection, String why) implements Fact {
    public TroubleEnded {
      why = Bounds.text("why", why, Bounds.TEXT);
    }
  }

  /// Somebody has seen it and takes care.
  record Acknowledged(Stamp stamp, PersonId person) implements Fact {}

  /// From now on this person is in charge.
  record ChargeTaken(Stamp stamp, PersonId person) implements Fact {}

  /// The handling has come further, or was set back.
  record StatusChanged(Stamp stamp, Status from, Status to, String why) implements Fact {
    public StatusChanged {
      why = Bounds.text("why", why, Bounds.TEXT);
    }
  }

  /// The severity is another.
  record SeveritySet(Stamp stamp, Severity severity, String why) implements Fact {
    public SeveritySet {
      why = Bounds.text("why", why, Bounds.TEXT);
    }
  }

  /// The category is another.
  record CategorySet(Stamp stamp, Category category, String why) implements Fact {
    public CategorySet {
      why = Bounds.text("why", why, Bounds.TEXT);
    }
  }

  /// The distribution code is another.
  record TlpSet(Stamp stamp, Tlp tlp, String why) implements Fact {
    public TlpSet {
      why = Bounds.text("why", why, Bounds.TEXT);
    }
  }

  /// Somebody wrote something down.
  record NoteAdded(Stamp stamp, String text) implements Fact {
    public NoteAdded {
      text = Bounds.text("note", text, Bounds.TEXT);
    }
  }

  /// A piece of evidence was taken in.
  ///
  /// @param sha256 its identity, 64 hexadecimal digits
  /// @param name the file name as given; for showing, never for a path
  record EvidenceAdded(Stamp stamp, String sha256, String name, String mediaType, long bytes)
      implements Fact {
    public EvidenceAdded {
      name = Bounds.text("name", name, Bounds.TITLE);
      mediaType = Bounds.text("media type", mediaType, 127);
    }
  }

  /// A walk through a playbook began.
  ///
  /// @param run the run's id
  /// @param version the playbook's version, pinned
  record RunStarted(Stamp stamp, String run, String playbook, String version) implements Fact {}

  /// A step of a run was done, skipped or reopened.
  ///
  /// @param name the step's name
  /// @param what `done`, `skipped` or `reopened`
  record StepRecorded(Stamp stamp, String run, String step, String name, String what, String note)
      implements Fact {
    public StepRecorded {
      name = Bounds.text("name", name, Bounds.TITLE);
      note = Bounds.optionalText("note", note, Bounds.TEXT);
    }
  }

  /// A report to the agency is ready to be approved.
  ///
  /// @param report the report's id
  record ReportPrepared(Stamp stamp, String report) implements Fact {}

  /// A named person approved the report.
  record ReportApproved(Stamp stamp, String report, PersonId person) implements Fact {}

  /// The report went out.
  record ReportSent(Stamp stamp, String report, String to) implements Fact {
    public ReportSent {
      to = Bounds.text("to", to, Bounds.TITLE);
    }
  }

  /// The incident is closed and sealed.
  record Closed(Stamp stamp, Verdict verdict, String why) implements Fact {
    public Closed {
      why = Bounds.text("why", why, Bounds.TEXT);
    }
  }

  /// Something became known after the incident was sealed.
  record Amended(Stamp stamp, String text) implements Fact {
    public Amended {
      text = Bounds.text("amendment", text, Bounds.TEXT);
    }
  }
}
