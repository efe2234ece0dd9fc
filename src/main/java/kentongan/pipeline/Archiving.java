package kentongan.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import kentongan.event.BatchBody;
import kentongan.event.Event;
import kentongan.event.EventLog;

/// Reads on from the event log and keeps the archive up with it. Rules never wait for this.
final class Archiving implements Worker.Step {
  private static final int BATCHES = 32;
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /// How long an event may wait to be found.
  private static final Duration COMMIT_EVERY = Duration.ofMillis(800);

  private final World world;
  private final Figures figures;
  private long position;
  private boolean dirty;
  private Instant committedAt = Instant.EPOCH;

  Archiving(World world, Figures figures) {
    this.world = world;
    this.figures = figures;
    this.position = world.events().archive().committed();
    figures.archivedTo.set(position);
  }

  @Override
  public void run() throws InterruptedException {
    var log = world.events().log();
    var waiting = log.awaitBeyond(position, dirty ? COMMIT_EVERY : PATIENCE);
    if (waiting) {
      for (var stored : log.read(position, BATCHES)) {
        index(stored);
        position = stored.position();
        dirty = true;
      }
    }
    // The machine's clock: an exercise's may stand still.
    var now = Instant.now();
    if (dirty && (!waiting || Duration.between(committedAt, now).compareTo(COMMIT_EVERY) >= 0)) {
      world.events().archive().commit(position);
      figures.archivedTo.set(position);
      committedAt = now;
      dirty = false;
    }
  }

  private void index(EventLog.Stored stored) {
    List<Event> events;
    try {
      events = BatchBody.events(stored);
    } catch (IllegalStateException unreadable) {
      // Detection counts and tells it; the archive goes on with what can be read.
      return;
    }
    world.events().archive().index(events);
    figures.archived.add(events.size());
  }

  /// Makes what was indexed durable before the stores close.
  void finish() {
    if (dirty) {
      world.events().archive().commit(position);
      figures.archivedTo.set(position);
      dirty = false;
    }
  }
}
