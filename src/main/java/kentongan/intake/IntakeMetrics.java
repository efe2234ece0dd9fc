package kentongan.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import kentongan.event.EventLog;
import kentongan.intake.Problem.Kind;

/// What the door counts; the names are in `docs/reference/metrics.md`.
final class IntakeMetrics {
  private final Counter acceptedEvents;
  private final Counter acceptedBatches;
  private final Timer durableAnswer;
  private final Map<Kind, Counter> refused = new EnumMap<>(Kind.class);

  IntakeMetrics(MeterRegistry registry, EventLog log) {
    acceptedEvents =
        Counter.builder("kentongan.intake.accepted.events")
            .description("events on disk, repeated ones not counted again")
            .register(registry);
    acceptedBatches =
        Counter.builder("kentongan.intake.accepted.batches")
            .description("batches answered with 200, repeated ones too")
            .register(registry);
    durableAnswer =
        Timer.builder("kentongan.intake.durable.answer")
            .description("from the whole body in memory to on disk")
            .publishPercentiles(0.5, 0.99)
            .register(registry);
    for (var kind : Kind.values()) {
      refused.put(
          kind,
          Counter.builder("kentongan.intake.refused")
              .description("requests that were not accepted, by the problem's type")
              .tag("reason", kind.token())
              .register(registry));
    }
    registry.gauge("kentongan.log.position", log, EventLog::end);
  }

  void accepted(long events, Duration took) {
    acceptedBatches.increment();
    acceptedEvents.increment(events);
    durableAnswer.record(took);
  }

  void refused(Kind kind) {
    var counter = refused.get(kind);
    if (counter != null) {
      counter.increment();
    }
  }
}
