package kentongan.intake;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import kentongan.event.AgentId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How wrong agents' clocks are, by what they say with each request. A wrong clock keeps nobody
/// out; it is said, here and at the agent.
public final class AgentClocks {
  private static final Logger LOG = LoggerFactory.getLogger(AgentClocks.class);

  /// Beyond this a clock is called wrong; a request may well be under way for a minute.
  private static final Duration WRONG = Duration.ofMinutes(2);

  private final InstantSource clock;
  private final Map<AgentId, Duration> wrong = new ConcurrentHashMap<>();

  AgentClocks(InstantSource clock) {
    this.clock = clock;
  }

  /// How far ahead of ours an agent's clock is (behind: negative); empty when it is right or the
  /// agent has not been heard since the start.
  public Optional<Duration> wrong(AgentId agent) {
    return Optional.ofNullable(wrong.get(agent));
  }

  /// @param agent one that is let in, so that there are not more of them than agents
  /// @param says as in `2026-11-21T02:14:07Z`
  void heard(AgentId agent, @Nullable String says) {
    if (says == null || says.length() > 40) {
      return;
    }
    try {
      var ahead = Duration.between(clock.instant(), Instant.parse(says));
      if (ahead.abs().compareTo(WRONG) <= 0) {
        wrong.remove(agent);
      } else if (wrong.put(agent, ahead) == null) {
        LOG.atWarn()
            .addKeyValue("agent", agent)
            .addKeyValue("ahead", ahead)
            .log("an agent's clock is wrong");
      }
    } catch (DateTimeException | ArithmeticException _) {
      // says nothing
    }
  }
}
