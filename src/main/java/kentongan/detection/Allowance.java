package kentongan.detection;

import java.util.ArrayList;
import java.util.List;

/// How many matches all correlations together may still remember.
final class Allowance {
  private final Bounds bounds;
  private final List<Correlator> holders = new ArrayList<>();
  private int held;

  Allowance(Bounds bounds) {
    this.bounds = bounds;
  }

  Bounds bounds() {
    return bounds;
  }

  void join(Correlator holder) {
    holders.add(holder);
    held += holder.weight();
  }

  /// Somebody holds so much more, or less.
  void hold(int more) {
    held += more;
  }

  /// Makes room for one more match: who holds the most forgets the oldest.
  void makeRoom() {
    while (held >= bounds.matches()) {
      var largest = holders.getFirst();
      for (int i = 1; i < holders.size(); i++) {
        if (holders.get(i).weight() > largest.weight()) {
          largest = holders.get(i);
        }
      }
      largest.forgetOldest();
    }
  }
}
