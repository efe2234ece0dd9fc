package kentongan.report;

import java.util.List;

/// Whether a report may go out now.
public sealed interface Release {
  /// It may: exactly this letter, to exactly these receivers.
  record Ready(Dispatch dispatch) implements Release {}

  /// It may not.
  ///
  /// @param why each reason in plain Indonesian, at least one
  record Held(List<String> why) implements Release {
    public Held {
      why = List.copyOf(why);
    }
  }
}
