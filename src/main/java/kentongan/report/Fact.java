package kentongan.report;

import java.time.Instant;
import kentongan.office.PersonId;

/// One thing that happened to a report. A report is its facts in order.
public sealed interface Fact {
  /// When it happened.
  Instant at();

  /// It was prefilled from an incident's record.
  record Prepared(Content content, PersonId by, Instant at) implements Fact {}

  /// One part was written anew. An approval before it is void.
  record Edited(Part part, String text, PersonId by, Instant at) implements Fact {
    public Edited {
      text = Text.block(text, Text.MAX_PART);
    }
  }

  /// The letter was given its number. An approval before it is void.
  record Numbered(String number, PersonId by, Instant at) implements Fact {}

  /// A named person approved exactly this content.
  record Approved(Approval approval) implements Fact {
    @Override
    public Instant at() {
      return approval.at();
    }
  }

  /// It was handed over.
  ///
  /// @param receipt the mail server's words
  record Sent(String receipt, PersonId by, Instant at) implements Fact {
    public Sent {
      receipt = Text.line(receipt, 500);
    }
  }

  /// The agency answered with its own number.
  record Answered(String ticket, PersonId by, Instant at) implements Fact {
    public Answered {
      ticket = Text.line(ticket, 100);
    }
  }
}
