package kentongan.report;

import java.time.Instant;

/// The way to the national cyber agency. Called only after a person approved and asked for it.
public interface Agency {
  /// How far this way reaches.
  Reach reach();

  /// Hands an approved report over. The same one may come twice, with the same id.
  Answer send(Dispatch dispatch);

  /// Where a way ends.
  enum Reach {
    /// At the real agency. Nothing of an exercise may take it.
    OUTSIDE,
    /// At an exercise's own desk. Nothing real may take it.
    EXERCISE
  }

  /// How the handing over went.
  sealed interface Answer {
    /// The mail server took it.
    record Taken(String receipt, Instant at) implements Answer {}

    /// Not now; a person may try again.
    record NotNow(String why) implements Answer {}

    /// Never, as it is.
    record Refused(String why) implements Answer {}
  }
}
