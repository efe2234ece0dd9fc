package kentongan.boot.exercise;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import kentongan.event.Agents;
import kentongan.event.Batch;
import kentongan.event.BatchBody;
import kentongan.event.BatchSignature;
import kentongan.event.EventLog;
import kentongan.event.EventLog.Appended;

/// The intake of an exercise's world, in the same steps as the live one: who sends it, whether it
/// is signed by them, what is in it, whether it is next. No network leads to it.
public final class ExerciseDoor {
  private final EventLog log;
  private final Agents agents;
  private final InstantSource clock;

  public ExerciseDoor(EventLog log, Agents agents, InstantSource clock) {
    this.log = log;
    this.agents = agents;
    this.clock = clock;
  }

  /// What became of a batch.
  public sealed interface Answer {
    /// It is on disk.
    record Stored() implements Answer {}

    /// It is not.
    record Refused(String why) implements Answer {}
  }

  /// Takes a batch in when it is from an agent of this world.
  public Answer receive(Batch batch) {
    var sender = agents.find(batch.agent());
    if (sender.isEmpty() || sender.get().revoked()) {
      return new Answer.Refused("agent %s: not of this world".formatted(batch.agent()));
    }
    if (!BatchSignature.fits(batch, sender.get().publicKey())) {
      return new Answer.Refused("%s: not signed by its agent".formatted(batch));
    }
    if (BatchBody.check(batch) instanceof BatchBody.Checked.Refused(_, _, var why)) {
      return new Answer.Refused(why);
    }
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return switch (log.append(batch, sender.get().office(), now)) {
      case Appended.Accepted _, Appended.Repeated _ -> new Answer.Stored();
      case Appended.OutOfOrder(var expected) ->
          new Answer.Refused("%s: out of order (expected: %s)".formatted(batch, expected));
      case Appended.StaleEpoch(var expected) ->
          new Answer.Refused("%s: an old epoch (expected: %s)".formatted(batch, expected));
    };
  }
}
