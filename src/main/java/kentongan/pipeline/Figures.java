package kentongan.pipeline;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/// What a pipeline counts; `boot` shows it to Prometheus.
public final class Figures {
  /// Events that detection has looked at.
  public final LongAdder detected = new LongAdder();

  /// Events that a rule choked on. Must be 0.
  public final LongAdder unjudged = new LongAdder();

  /// Detections that had an effect.
  public final LongAdder detections = new LongAdder();

  /// Events that were archived.
  public final LongAdder archived = new LongAdder();

  /// Notices that a channel's server took.
  public final LongAdder delivered = new LongAdder();

  /// Tries to deliver that failed.
  public final LongAdder undelivered = new LongAdder();

  /// Events that were accepted and could not be read again. Must be 0.
  public final LongAdder lost = new LongAdder();

  /// Steps of a worker that failed and were tried again.
  public final LongAdder retried = new LongAdder();

  /// The newest batch detection has come to.
  public final AtomicLong detectedTo = new AtomicLong();

  /// The newest batch the archive has come to.
  public final AtomicLong archivedTo = new AtomicLong();

  private volatile Consumer<Duration> factToNotice = _ -> {};

  /// Who wants to know how long it took from a fact to its notice in somebody's mail.
  public void onFactToNotice(Consumer<Duration> listener) {
    factToNotice = listener;
  }

  void factToNotice(Duration took) {
    factToNotice.accept(took);
  }
}
