package kentongan.pipeline;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import kentongan.detection.Detector;
import kentongan.ledger.Act;
import kentongan.office.Actor;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// The rules a world's detection goes by. Others come into force between two events: every event is
/// judged once, by the one set or by the other.
public final class RulesInForce {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Actor START = Actor.program("start");

  private final World world;
  private final AtomicReference<@Nullable Swap> wanted = new AtomicReference<>();
  private volatile RuleBook book;
  private volatile Map<String, RuleCount> counts = Map.of();
  private volatile Consumer<Map<String, RuleCount>> counted = _ -> {};

  RulesInForce(World world, RuleBook book) {
    this.world = world;
    this.book = book;
  }

  /// The set in force.
  public RuleBook book() {
    return book;
  }

  /// When and by whom the set in force was brought; empty before a world has started.
  public Optional<RuleChange> since() {
    return world.events().ruleChanges().newest();
  }

  /// The newest changes, newest first.
  public List<RuleChange> changes(int most) {
    return world.events().ruleChanges().list(most);
  }

  /// What each rule has cost and found since the collector started, by id; a few seconds old.
  public Map<String, RuleCount> counts() {
    return counts;
  }

  /// Who wants to know what each rule has cost and found, every few seconds.
  public void onCounted(Consumer<Map<String, RuleCount>> listener) {
    counted = listener;
  }

  void counted(Map<String, RuleCount> now) {
    counts = Map.copyOf(now);
    counted.accept(counts);
  }

  /// What a rule has cost and found.
  ///
  /// @param tried how many events it was asked about
  /// @param matched how many of them it matched
  /// @param nanos about how long it took in all
  /// @param forgotten how many matches its windows had to forget before their time, because there
  ///   were too many; 0 unless it is a correlation
  public record RuleCount(long tried, long matched, long nanos, long forgotten) {
    RuleCount plus(RuleCount other) {
      return new RuleCount(
          tried + other.tried,
          matched + other.matched,
          nanos + other.nanos,
          forgotten + other.forgotten);
    }
  }

  /// Others, ready to come into force.
  record Swap(
      RuleBook book,
      Detector.Compiled compiled,
      Actor by,
      String why,
      CompletableFuture<RuleBook> saved) {}

  /// Lets others come into force at the next event, or within half a second without one.
  ///
  /// @return completed once it is on disk
  CompletableFuture<RuleBook> bring(RuleBook next, Actor by, String why) {
    var compiled = Detector.compile(next.rules(), next.mapping(), Detector.Policy.DEFAULT);
    var swap = new Swap(next, compiled, by, why, new CompletableFuture<>());
    var overtaken = wanted.getAndSet(swap);
    if (overtaken != null) {
      overtaken.saved().completeExceptionally(new IllegalStateException("overtaken by another"));
    }
    return swap.saved();
  }

  /// What waits to come into force; handed out once.
  @Nullable Swap take() {
    return wanted.get() == null ? null : wanted.getAndSet(null);
  }

  void took(Swap swap) {
    book = swap.book();
  }

  /// The same rules, read again: other places, other faults.
  void reread(RuleBook same) {
    book = same;
  }

  /// Writes down that others are in force, within the transaction that saves what they found.
  void record(Swap swap) {
    record(swap.book(), swap.by(), swap.why());
  }

  /// Writes down what a start found, when it is not what was in force before.
  void recordStart() {
    if (book.version().equals(RuleBook.NONE.version())) {
      return;
    }
    world
        .desk()
        .write(() -> {
          var before = since();
          if (before.filter(b -> b.version().equals(book.version())).isEmpty()) {
            record(
                book,
                START,
                before.isEmpty() ? "pertama dijalankan" : "berubah saat kolektor berhenti");
          }
        });
  }

  private void record(RuleBook next, Actor by, String why) {
    var change = RuleChange.to(next, since(), world.clock().instant(), by, why);
    world.events().ruleChanges().append(change);
    var counts = change.counts();
    var detail = JSON.createObjectNode();
    detail.put("version", change.version());
    detail.put("why", why);
    detail.put("rules", counts.rules());
    detail.put("added", counts.added());
    detail.put("changed", counts.changed());
    detail.put("removed", counts.removed());
    detail.put("left-out", next.faults().size());
    world
        .handling()
        .ledger()
        .append(new Act(change.at(), by, "rules.changed", next.shortVersion(), detail));
  }
}
