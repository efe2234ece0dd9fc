package kentongan.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import kentongan.office.Actor;
import kentongan.office.PersonId;
import kentongan.rule.Fault;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What people do about the rules of the live world: read them anew. Also watches the folders and
/// reads by itself when a file changed.
///
/// A reading with a fault that the set in force does not have changes nothing at all. A fault that
/// was there when the set in force was read (a public rule that asks for what is not supported, for
/// example) is in nobody's way.
public final class RuleActs implements Worker.Step {
  private static final Logger LOG = LoggerFactory.getLogger(RuleActs.class);
  private static final Actor WATCH = Actor.program("rules");
  private static final Duration LOOK_EVERY = Duration.ofSeconds(4);
  private static final Duration STILL_FOR = Duration.ofSeconds(1);
  private static final Duration REST = Duration.ofMillis(250);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final World world;
  private final RulesInForce rules;
  private final RuleFolders folders;
  private final FilterActs filters;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile Optional<Refusal> refusal = Optional.empty();
  private volatile String readLook;
  private @Nullable String changedLook;
  private long nextLook;

  /// @param look of the folders before the rules in force were read
  RuleActs(World world, RulesInForce rules, RuleFolders folders, String look) {
    this.world = world;
    this.rules = rules;
    this.folders = folders;
    this.filters = new FilterActs(world, rules, this, folders.ownFilters());
    this.readLook = look;
    this.nextLook = System.nanoTime() + LOOK_EVERY.toNanos();
  }

  /// What people do about false alarms.
  public FilterActs filters() {
    return filters;
  }

  /// The last reading, when it could not come into force.
  public Optional<Refusal> refusal() {
    return refusal;
  }

  /// A reading that left the old set in force.
  ///
  /// @param faults those that are in the way, a line each
  public record Refusal(Instant at, List<Fault> faults) {
    public Refusal {
      faults = List.copyOf(faults);
    }
  }

  /// Reads the folders anew and brings what is there into force.
  public Outcome reload(PersonId by, String why) {
    return reload(Actor.person(by), why);
  }

  Outcome reload(Actor by, String why) {
    reading.lock();
    try {
      readLook = folders.look();
      var next = folders.read();
      var inTheWay = next.faultsBeyond(rules.book());
      return inTheWay.isEmpty() ? bring(next, by, why) : refuse(inTheWay);
    } catch (IllegalStateException unreadable) {
      return refuse(List.of(new Fault("rules", 0, String.valueOf(unreadable.getMessage()))));
    } finally {
      reading.unlock();
    }
  }

  private Outcome refuse(List<Fault> faults) {
    refusal = Optional.of(new Refusal(world.clock().instant(), faults));
    for (var fault : faults) {
      LOG.atError().addKeyValue("fault", fault).log("rules were not read anew: the old stay");
    }
    world.out().changed().accept("rules");
    var first = faults.getFirst();
    return new Outcome.Refused(
        faults.size() == 1 ? first.toString() : first + " (+" + (faults.size() - 1) + ")");
  }

  private Outcome bring(RuleBook next, Actor by, String why) {
    refusal = Optional.empty();
    if (next.version().equals(rules.book().version())) {
      rules.reread(next);
      return Outcome.DONE;
    }
    try {
      rules.bring(next, by, why).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return new Outcome.Refused("stopped while the rules were to change");
    } catch (ExecutionException | TimeoutException late) {
      return new Outcome.Refused(
          "detection did not take the rules within %d s (expected: at once)"
              .formatted(PATIENCE.toSeconds()));
    }
    LOG.atInfo()
        .addKeyValue("version", next.shortVersion())
        .addKeyValue("rules", next.rules().rules().size())
        .addKeyValue("by", by)
        .log("other rules are in force");
    world.out().changed().accept("rules");
    return Outcome.DONE;
  }

  /// One look at the folders every few seconds; a change is read when it has been still for one.
  @Override
  public void run() {
    LockSupport.parkNanos(REST.toNanos());
    var now = System.nanoTime();
    if (now - nextLook < 0) {
      return;
    }
    if (filters.expire()) {
      reload(WATCH, "a filter has run out");
    }
    var look = folders.look();
    if (look.equals(readLook)) {
      changedLook = null;
      nextLook = now + LOOK_EVERY.toNanos();
    } else if (look.equals(changedLook)) {
      changedLook = null;
      nextLook = now + LOOK_EVERY.toNanos();
      reload(WATCH, "files changed");
    } else {
      changedLook = look;
      nextLook = now + STILL_FOR.toNanos();
    }
  }
}
