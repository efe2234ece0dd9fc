package kentongan.detection;

import java.util.ArrayList;
import java.util.List;

/// Which searches become worth a look when a predicate is met: each search has some of which one
/// must be met, else it cannot match. Of those that would do, the ones seldom met are taken.
@SuppressWarnings("ArrayRecordComponent") // read an event at a time, compared by nobody
record Triggers(int[][] searches) {
  private static final int[] NONE = {};

  /// @param counts how often each predicate was met so far
  static Triggers of(List<Gate> gates, int[] counts) {
    var lists = new ArrayList<List<Integer>>();
    for (int i = 0; i < counts.length; i++) {
      lists.add(List.of());
    }
    for (int search = 0; search < gates.size(); search++) {
      var witness = gates.get(search).witness(counts);
      for (int predicate : witness == null ? NONE : witness.predicates()) {
        if (lists.get(predicate).isEmpty()) {
          lists.set(predicate, new ArrayList<>(2));
        }
        lists.get(predicate).add(search);
      }
    }
    return new Triggers(
        lists.stream()
            .map(list -> list.isEmpty() ? NONE : list.stream().mapToInt(i -> i).toArray())
            .toArray(int[][]::new));
  }

  int[] of(int predicate) {
    return searches[predicate];
  }
}
