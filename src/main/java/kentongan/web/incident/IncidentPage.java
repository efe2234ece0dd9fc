package kentongan.web.incident;

import java.util.List;
import java.util.Optional;
import kentongan.web.When;

/// Everything the page of one incident shows.
///
/// @param head what stands at its top
/// @param mayAct whether this viewer may do anything here
/// @param mayCommand whether this viewer may also take charge, approve and close
/// @param isMine whether the viewer is in charge
/// @param walk the walk through the playbook; empty when none has begun
/// @param playbooks those that can be started, the offered one first
/// @param clock the agency's; empty where there is no duty
/// @param inCharge who; empty when nobody has acknowledged
/// @param calls who was called, newest first
/// @param timeline newest first
/// @param evidence oldest first
/// @param report how far the newest report is; empty when none was begun
/// @param missing what should still be done before it is closed: ends of message keys
public record IncidentPage(
    Head head,
    boolean mayAct,
    boolean mayCommand,
    boolean isMine,
    Optional<Walk> walk,
    List<Choice> playbooks,
    Optional<AgencyClock> clock,
    Optional<PersonView> inCharge,
    List<Call> calls,
    List<Entry> timeline,
    List<Piece> evidence,
    Optional<String> report,
    List<String> missing) {
  public IncidentPage {
    playbooks = List.copyOf(playbooks);
    calls = List.copyOf(calls);
    timeline = List.copyOf(timeline);
    evidence = List.copyOf(evidence);
    missing = List.copyOf(missing);
  }

  /// The top of the page.
  ///
  /// @param ended when the trouble was seen to be over
  /// @param closed when it was sealed, and as what
  public record Head(
      String number,
      String title,
      String severity,
      String status,
      String tlp,
      String categoryWord,
      String category,
      String rsit,
      String officeCode,
      String office,
      List<String> assets,
      When since,
      When.Span age,
      boolean isAcknowledged,
      Optional<When> ended,
      Optional<When> closed,
      Optional<String> verdict,
      int detections) {
    public Head {
      assets = List.copyOf(assets);
    }
  }

  /// A walk through a playbook.
  ///
  /// @param step the step that waits; empty when the walk is over
  /// @param done how many steps are done or left out
  /// @param of how many there are at most
  public record Walk(
      String run, String title, Optional<StepCard> step, int done, int of, List<DoneStep> history) {
    public Walk {
      history = List.copyOf(history);
    }
  }

  /// The step that waits, in plain words.
  ///
  /// @param isQuestion whether it is answered with yes or no
  /// @param asked the question; never named like its flag, which a template would find first
  /// @param who whose step it is, by role
  /// @param minutes how long it usually takes
  public record StepCard(
      String id,
      boolean isQuestion,
      String name,
      String asked,
      String why,
      List<String> how,
      String see,
      List<String> avoid,
      String stop,
      String call,
      String who,
      Optional<String> phase,
      Optional<Integer> minutes) {
    public StepCard {
      how = List.copyOf(how);
      avoid = List.copyOf(avoid);
    }
  }

  /// A step that was done or left out.
  ///
  /// @param outcome `COMPLETED`, `SKIPPED`, `REOPENED` or `NOTED`
  /// @param answer `yes` or `no`; empty for other steps
  public record DoneStep(
      String id,
      String name,
      String outcome,
      Optional<String> answer,
      String note,
      String by,
      When at) {}

  /// Something to choose from.
  public record Choice(String value, String label) {}

  /// The clock that runs until the agency must know.
  ///
  /// @param state `RUNNING`, `OVER` or `SENT`
  /// @param hours whole hours left, or over
  /// @param minutes minutes beside them
  /// @param passed minutes since it began, at most `limit`
  /// @param limit all its minutes
  /// @param severity how urgent it looks
  /// @param basis `LAW_ARTICLE_15` or `INTERNAL_TARGET`
  public record AgencyClock(
      String state,
      long hours,
      long minutes,
      long passed,
      long limit,
      String severity,
      String basis,
      When due) {}

  /// Somebody of ours.
  public record PersonView(
      String name, String initials, String title, String office, Optional<String> phone) {}

  /// One notice: who was called.
  ///
  /// @param state `WAITING`, `DELIVERED`, `DROPPED` or `ACKNOWLEDGED`
  /// @param detail the receipt, or why it waits or was dropped
  public record Call(
      String name, int rung, int attempt, String channel, String state, String detail, When at) {}

  /// One line of the timeline.
  ///
  /// @param kind the name of the fact: the end of a message key
  /// @param what the rest of the sentence: plain text of others
  /// @param note more of it; may be empty
  /// @param isByPerson whether a person did it, not the program
  /// @param recorded when it was written down, where that was well after it happened
  public record Entry(
      String kind,
      String what,
      String note,
      String by,
      boolean isByPerson,
      When at,
      Optional<When> recorded) {}

  /// One piece of evidence.
  ///
  /// @param size as in `12,4 KB`
  public record Piece(String sha256, String name, String size, String by, When at) {}
}
