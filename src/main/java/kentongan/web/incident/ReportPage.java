package kentongan.web.incident;

import java.util.List;
import java.util.Optional;
import kentongan.web.When;

/// The report to the agency, as its page shows it.
///
/// @param head the incident it is about
/// @param id which report; empty when none was begun
/// @param step `NONE`, `DRAFT`, `APPROVED` or `SENT`
/// @param number the letter's number, empty until given
/// @param parts the four parts
/// @param to who gets it; `copies` who gets a copy
/// @param missing what is missing, each a sentence
/// @param approval whose yes there is
/// @param receipt what the mail server answered
/// @param mayEdit whether this viewer may write
/// @param mayApprove whether this viewer may approve and send
public record ReportPage(
    IncidentPage.Head head,
    Optional<String> id,
    String step,
    String number,
    List<PartView> parts,
    List<String> to,
    List<String> copies,
    List<String> missing,
    Optional<ApprovalView> approval,
    Optional<String> receipt,
    Optional<IncidentPage.AgencyClock> clock,
    boolean mayEdit,
    boolean mayApprove) {
  public ReportPage {
    parts = List.copyOf(parts);
    to = List.copyOf(to);
    copies = List.copyOf(copies);
    missing = List.copyOf(missing);
  }

  /// One of the four parts.
  ///
  /// @param name the name of the part: the end of a message key
  /// @param rows how tall its field is
  public record PartView(String name, String text, boolean isMissing, int rows) {}

  /// A named person's yes.
  public record ApprovalView(String name, String title, When at) {}
}
