package kentongan.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What is said of one subject, damped: down is said after several looks agree, up once it has
/// stayed up for a while, and what goes up and down stays down until it is quiet.
///
/// @param isDown what is said now
/// @param looks the newest looks, oldest first; true for down
/// @param upSince since when every look was up; [Instant#MAX] while the newest was down
/// @param changes when looks changed from one to the other, the newest last
public record Damping(boolean isDown, List<Boolean> looks, Instant upSince, List<Instant> changes) {
  /// Nothing seen yet, and nothing wrong.
  public static final Damping NEW = new Damping(false, List.of(), Instant.EPOCH, List.of());

  public Damping {
    looks = List.copyOf(looks);
    changes = List.copyOf(changes);
  }

  /// How much is damped.
  ///
  /// @param down how many of the newest looks must be down
  /// @param of how many looks are kept
  /// @param upFor how long it must stay up
  /// @param flaps how many changes within `flapsWithin` make it unsteady
  /// @param quietFor how long an unsteady one must stay up
  public record Policy(
      int down, int of, Duration upFor, int flaps, Duration flapsWithin, Duration quietFor) {
    /// Two of three looks; up for a minute; six changes within an hour, then quiet for ten minutes.
    public static final Policy USUAL =
        new Policy(2, 3, Duration.ofMinutes(1), 6, Duration.ofHours(1), Duration.ofMinutes(10));

    public Policy {
      if (down < 1 || of < down || of > 20 || flaps < 2) {
        throw new IllegalArgumentException(
            "damping: %d of %d looks, %d changes (expected: 1 ≤ n ≤ m ≤ 20, at least 2)"
                .formatted(down, of, flaps));
      }
    }
  }

  /// After one more look.
  public Damping look(boolean down, Instant at, Policy policy) {
    var recent = new ArrayList<>(looks);
    var wasDown = !looks.isEmpty() && looks.getLast();
    recent.add(down);
    if (recent.size() > policy.of()) {
      recent.removeFirst();
    }
    var changed = new ArrayList<>(changes);
    changed.removeIf(then -> then.isBefore(at.minus(policy.flapsWithin())));
    if (down != wasDown) {
      changed.add(at);
      if (changed.size() > policy.flaps()) {
        changed.removeFirst();
      }
    }
    var since = down ? Instant.MAX : wasDown || looks.isEmpty() ? at : upSince;
    var downs = recent.stream().filter(look -> look).count();
    var next = new Damping(isDown || downs >= policy.down(), recent, since, changed);
    return next.at(at, policy);
  }

  /// As time goes by: a subject that has stayed up for long enough is up.
  public Damping at(Instant now, Policy policy) {
    if (!isDown || upSince.equals(Instant.MAX)) {
      return this;
    }
    var wait = isUnsteady(now, policy) ? policy.quietFor() : policy.upFor();
    if (now.isBefore(upSince.plus(wait))) {
      return this;
    }
    return new Damping(false, List.of(false), upSince, changes);
  }

  /// Whether it goes up and down too often to be believed.
  public boolean isUnsteady(Instant now, Policy policy) {
    return changes.size() >= policy.flaps()
        && !changes.getFirst().isBefore(now.minus(policy.flapsWithin()));
  }
}
