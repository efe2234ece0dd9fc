package kentongan.web;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import kentongan.event.Agent;
import kentongan.event.AgentId;
import kentongan.event.EventArchive.Query;
import kentongan.pipeline.World;
import org.springframework.stereotype.Component;

/// When each agent was last heard, asked of the archive: its newest heartbeat. Asked anew every few
/// seconds at most, however many pages are open.
@Component
public final class Heard {
  /// After this without a heartbeat an agent is shown as silent; it sends one every 10 s.
  public static final Duration SILENT_AFTER = Duration.ofSeconds(60);

  private static final Duration FRESH = Duration.ofSeconds(5);
  private static final Duration LOOK_BACK = Duration.ofDays(7);

  private final Map<String, Known> worlds = new ConcurrentHashMap<>();

  private record Known(long readAtNanos, Map<AgentId, Sign> signs) {}

  /// A sign of life.
  ///
  /// @param spool how many events waited at the agent then
  public record Sign(Instant at, Optional<Long> spool) {
    /// Whether it was too long ago.
    public boolean isSilent(Instant now) {
      return Duration.between(at, now).compareTo(SILENT_AFTER) > 0;
    }
  }

  /// The last sign of life of each agent that ever gave one.
  public Map<AgentId, Sign> of(World world) {
    var name = world.id().name();
    var known = worlds.get(name);
    if (known == null || System.nanoTime() - known.readAtNanos() > FRESH.toNanos()) {
      known = new Known(System.nanoTime(), read(world));
      worlds.put(name, known);
    }
    return known.signs();
  }

  private static Map<AgentId, Sign> read(World world) {
    var now = world.clock().instant();
    var signs = new LinkedHashMap<AgentId, Sign>();
    for (var agent : world.events().agents().all()) {
      if (!agent.revoked()) {
        last(world, agent, now).ifPresent(sign -> signs.put(agent.id(), sign));
      }
    }
    return Map.copyOf(signs);
  }

  private static Optional<Sign> last(World world, Agent agent, Instant now) {
    var query =
        new Query(
            "event.dataset:\"kentongan.heartbeat\" AND agent.id:\"%s\"".formatted(agent.id()),
            now.minus(LOOK_BACK),
            now.plus(Duration.ofMinutes(5)),
            Set.of(agent.office()),
            1);
    return world.events().archive().search(query).events().stream()
        .findFirst()
        .map(event -> {
          var waiting = event.tree().at("/kentongan/spool/events");
          var spool =
              waiting.isIntegralNumber()
                  ? Optional.of(waiting.longValue())
                  : Optional.<Long>empty();
          return new Sign(
              at(event.tree().at("/@timestamp").asString(""), event.acceptedAt()), spool);
        });
  }

  private static Instant at(String text, Instant otherwise) {
    try {
      return Instant.parse(text);
    } catch (java.time.format.DateTimeParseException odd) {
      return otherwise;
    }
  }
}
