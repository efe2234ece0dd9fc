package kentongan.notice;

/// One way to carry a message to a person.
public interface Channel {
  /// The name by which notices ask for it, as in `mail`.
  String name();

  /// Hands one message over. The same message may come twice: after a crash between the server's
  /// answer and its record, it is sent again with the same id.
  Outcome deliver(Message message);

  /// How a delivery went.
  sealed interface Outcome {
    /// The server took it.
    record Delivered(Receipt receipt) implements Outcome {}

    /// Not now.
    ///
    /// @param why what happened and what to look at
    record TryLater(String why) implements Outcome {}

    /// Never, as it is.
    ///
    /// @param why what the server said and what to look at
    record Refused(String why) implements Outcome {}
  }
}
