package kentongan.report;

import java.util.List;

/// The answer to a wish about a report.
public sealed interface Decision {
  /// It may be; save this fact.
  record Accepted(Fact fact) implements Decision {}

  /// It may not be.
  ///
  /// @param why each reason in plain Indonesian, at least one
  record Refused(List<String> why) implements Decision {
    public Refused {
      why = List.copyOf(why);
    }
  }
}
