package kentongan.intake;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import kentongan.event.Agent;
import kentongan.event.AgentId;
import kentongan.event.Agents;
import kentongan.event.BatchBody;
import kentongan.event.BatchBody.Checked;
import kentongan.event.BatchSignature;
import kentongan.event.EventLog;
import kentongan.event.EventLog.Appended;
import kentongan.event.EventLog.Cursor;
import kentongan.event.EventLog.EventLogFailure;
import kentongan.intake.BatchHead.Refused;
import kentongan.intake.Problem.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Decides about one batch, step by step, each step cheaper for us than for a forger: who sends it,
/// whether it is signed by them, what is in it, and whether it is next. Blocking.
final class Reception {
  private static final Logger LOG = LoggerFactory.getLogger(Reception.class);

  private final EventLog log;
  private final Agents agents;
  private final InstantSource clock;

  Reception(EventLog log, Agents agents, InstantSource clock) {
    this.log = log;
    this.agents = agents;
    this.clock = clock;
  }

  /// The sender, before anything of the body is read.
  Agent sender(AgentId id) throws Refused {
    var agent =
        agents
            .find(id)
            .orElseThrow(() -> new Refused(Kind.UNKNOWN_AGENT, "agent %s".formatted(id)));
    if (agent.revocation().isPresent()) {
      var revocation = agent.revocation().get();
      var why = revocation.why().isEmpty() ? "no reason given" : revocation.why();
      throw new Refused(
          Kind.REVOKED,
          revocation
              .at()
              .map(at -> "agent %s, at %s: %s".formatted(id, at, why))
              .orElse("agent %s: %s".formatted(id, why)));
    }
    return agent;
  }

  /// The answer to a whole batch; 200 only when it is on disk.
  Answer receive(Agent sender, BatchHead head, byte[] body) {
    var batch = head.with(body);
    if (!BatchSignature.fits(batch, sender.publicKey())) {
      return Problem.of(Kind.BAD_SIGNATURE, batch.toString());
    }
    if (BatchBody.check(batch) instanceof Checked.Refused refused) {
      return refused(refused);
    }
    try {
      var acceptedAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
      return switch (log.append(batch, sender.office(), acceptedAt)) {
        case Appended.Accepted(_) -> new Answer.Stored(batch.epoch(), batch.last(), batch.size());
        case Appended.Repeated(var cursor) -> new Answer.Stored(cursor.epoch(), cursor.last(), 0);
        case Appended.OutOfOrder(var expected) ->
            conflict(Kind.OUT_OF_ORDER, batch.toString(), expected);
        case Appended.StaleEpoch(var expected) ->
            conflict(Kind.STALE_EPOCH, batch.toString(), expected);
      };
    } catch (EventLogFailure failure) {
      LOG.atError().addKeyValue("batch", batch).setCause(failure).log("batch not stored");
      return failure.noSpace()
          ? Problem.of(Kind.NO_SPACE, "the event log has no space left")
          : Problem.of(Kind.LOG_FAILED, "the event log failed");
    }
  }

  private static Problem refused(Checked.Refused refused) {
    var kind =
        switch (refused.fault()) {
          case TOO_LARGE -> Kind.TOO_LARGE;
          case NOT_UNPACKABLE -> Kind.NOT_UNPACKABLE;
          case WRONG_COUNT -> Kind.WRONG_COUNT;
          case BAD_LINE -> Kind.BAD_LINE;
        };
    var line = refused.line();
    return new Problem(
        kind, refused.why(), line == 0 ? Map.of() : Map.of("line", Long.valueOf(line)));
  }

  private static Problem conflict(Kind kind, String detail, Cursor expected) {
    return new Problem(
        kind,
        "%s (expected: epoch %d from %d)".formatted(detail, expected.epoch(), expected.last() + 1),
        Map.of("epoch", expected.epoch(), "last", expected.last()));
  }
}
