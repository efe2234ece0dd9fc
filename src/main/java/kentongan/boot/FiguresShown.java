package kentongan.boot;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import kentongan.pipeline.Figures;
import kentongan.pipeline.Pipeline;
import kentongan.pipeline.RulesInForce.RuleCount;

/// A pipeline's figures, as Prometheus reads them; named in `docs/reference/metrics.md`.
final class FiguresShown {
  private static final int MOST_RULES = 50;

  private final Pipeline pipeline;
  private final MeterRegistry registry;

  FiguresShown(Pipeline pipeline, MeterRegistry registry) {
    this.pipeline = pipeline;
    this.registry = registry;
    counter("kentongan.detection.events", "Events that the rules looked at", f -> f.detected.sum());
    counter("kentongan.detection.detections", "Detections with an effect", f -> f.detections.sum());
    counter("kentongan.archive.events", "Events archived", f -> f.archived.sum());
    counter("kentongan.notices.delivered", "Notices a channel took", f -> f.delivered.sum());
    counter("kentongan.notices.failed", "Tries to deliver that failed", f -> f.undelivered.sum());
    counter("kentongan.events.lost", "Accepted and unreadable; must be 0", f -> f.lost.sum());
    counter("kentongan.detection.unjudged", "Events a rule choked on", f -> f.unjudged.sum());
    counter(
        "kentongan.pipeline.retries",
        "Steps that failed and were tried again",
        f -> f.retried.sum());
    behind(
        "kentongan.detection.behind", "Batches detection has not come to", f -> f.detectedTo.get());
    behind(
        "kentongan.archive.behind", "Batches the archive has not come to", f -> f.archivedTo.get());
    var took =
        Timer.builder("kentongan.fact.to.notice")
            .description("From the fact to its first notice at the channel's server")
            .publishPercentileHistogram()
            .minimumExpectedValue(Duration.ofMillis(10))
            .maximumExpectedValue(Duration.ofMinutes(5))
            .register(registry);
    pipeline.figures().onFactToNotice(took::record);
    showRules();
  }

  /// The dearest rules only: a registry is no place for thousands of names.
  private void showRules() {
    var seconds =
        MultiGauge.builder("kentongan.rule.seconds")
            .description("Time a rule took, of the dearest 50")
            .register(registry);
    var matches =
        MultiGauge.builder("kentongan.rule.matches")
            .description("Matches of a rule, of the dearest 50")
            .register(registry);
    var forgotten =
        MultiGauge.builder("kentongan.rule.forgotten")
            .description("Matches that a correlation forgot before their time; must be 0")
            .register(registry);
    pipeline
        .rules()
        .onCounted(counts -> {
          var dearest =
              counts.entrySet().stream()
                  .filter(rule -> rule.getValue().tried() > 0)
                  .sorted(
                      Comparator.comparingLong(
                          (Map.Entry<String, RuleCount> rule) -> -rule.getValue().nanos()))
                  .limit(MOST_RULES)
                  .toList();
          seconds.register(
              dearest.stream().map(r -> row(r.getKey(), r.getValue().nanos() / 1e9)).toList(),
              true);
          matches.register(
              dearest.stream().map(r -> row(r.getKey(), r.getValue().matched())).toList(), true);
          forgotten.register(
              counts.entrySet().stream()
                  .filter(rule -> rule.getValue().forgotten() > 0)
                  .limit(MOST_RULES)
                  .map(r -> row(r.getKey(), r.getValue().forgotten()))
                  .toList(),
              true);
        });
  }

  private static MultiGauge.Row<Number> row(String rule, double value) {
    return MultiGauge.Row.of(Tags.of("rule", rule), value);
  }

  private void counter(String name, String what, ToDoubleFunction<Figures> figure) {
    FunctionCounter.builder(name, pipeline.figures(), figure).description(what).register(registry);
  }

  private void behind(String name, String what, ToDoubleFunction<Figures> reached) {
    Gauge.builder(
            name,
            pipeline,
            p -> Math.max(0, p.world().events().log().end() - reached.applyAsDouble(p.figures())))
        .description(what)
        .register(registry);
  }
}
