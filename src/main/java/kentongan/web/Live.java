package kentongan.web;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/// Tells open pages that something changed, and nothing about what: a page asks again for the parts
/// it shows, as the person who looks at it. So a stream can leak nothing.
///
/// Topics: `incidents` (any incident, run, notice, report), `agents`, `exercise`.
public final class Live {
  private static final Duration GATHER = Duration.ofMillis(250);
  private static final Duration STILL_THERE = Duration.ofSeconds(15);

  private final Map<String, Sinks.Many<String>> worlds = new ConcurrentHashMap<>();

  /// Something of this topic changed in this world. Never blocks and never fails: whoever does not
  /// keep up misses a hint, and the next one says the same.
  public void changed(String world, String topic) {
    var sink = worlds.get(world);
    if (sink != null) {
      synchronized (sink) {
        sink.tryEmitNext(topic);
      }
    }
  }

  /// The hints of one world, gathered over a quarter of a second, with a sign of life every 15 s.
  Flux<ServerSentEvent<String>> stream(String world) {
    var sink = worlds.computeIfAbsent(world, _ -> Sinks.many().multicast().directBestEffort());
    var hints =
        sink.asFlux()
            .bufferTimeout(64, GATHER)
            .onBackpressureDrop()
            .concatMapIterable(LinkedHashSet::new)
            .map(topic -> ServerSentEvent.<String>builder().event(topic).data("1").build());
    var life =
        Flux.interval(Duration.ZERO, STILL_THERE)
            .onBackpressureDrop()
            .map(_ -> ServerSentEvent.<String>builder().event("life").data("1").build());
    return Flux.merge(hints, life)
        .takeUntilOther(sink.asFlux().ignoreElements().cast(Object.class));
  }

  /// Ends all streams, so that a stopping collector does not wait for pages that are still open.
  @EventListener(ContextClosedEvent.class)
  public void end() {
    worlds.values().forEach(Sinks.Many::tryEmitComplete);
  }
}
