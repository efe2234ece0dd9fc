package kentongan.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The facts of one incident in the order in which they happened, which is not the order in which
/// they became known.
///
/// @param entries oldest first; at the same instant in the order of writing down
public record Timeline(List<Entry> entries) {
  public Timeline {
    entries = List.copyOf(entries);
  }

  /// One line of the timeline.
  ///
  /// @param number 1, 2, 3 … in the order of writing down
  public record Entry(int number, Fact fact) {
    /// When it happened.
    public Instant happenedAt() {
      return fact.stamp().happenedAt();
    }

    /// When it was written down.
    public Instant recordedAt() {
      return fact.stamp().recordedAt();
    }

    /// Whether it was written down well after it happened.
    public boolean isLate() {
      return fact.stamp().isLate();
    }
  }

  /// The timeline of these facts.
  ///
  /// @param facts in the order of writing down
  public static Timeline of(List<Fact> facts) {
    var entries = new ArrayList<Entry>();
    for (var fact : facts) {
      entries.add(new Entry(entries.size() + 1, fact));
    }
    entries.sort(Comparator.comparing(Entry::happenedAt).thenComparing(Entry::number));
    return new Timeline(entries);
  }
}
