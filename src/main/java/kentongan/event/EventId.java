package kentongan.event;

/// The identity of an event: who saw it and the how-manieth it is. Effects are idempotent on it.
///
/// @param agent who saw it
/// @param epoch which spool of that agent; grows when a spool is made anew
/// @param sequence 1, 2, 3 … within the epoch, without holes
public record EventId(AgentId agent, long epoch, long sequence) {
  public EventId {
    if (epoch < 0 || sequence < 1) {
      throw new IllegalArgumentException(
          "event: epoch %d, sequence %d (expected: at least 0 and 1)".formatted(epoch, sequence));
    }
  }

  /// Reads what [#toString()] wrote.
  ///
  /// @param text as in `51.03-7f3a9c/1763750000/42`
  public static EventId parse(String text) {
    var parts = text.split("/", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException(
          "event: '%s' (expected: agent/epoch/sequence)".formatted(text));
    }
    return new EventId(new AgentId(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]));
  }

  @Override
  public String toString() {
    return agent + "/" + epoch + "/" + sequence;
  }
}
