package kentongan.watch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What speaks against a page, weighed by what it would mean. Ten points of a kind settle it; five
/// are worth a person's look.
final class Evidence {
  private static final double SETTLES = 10;
  private static final double WORTH_A_LOOK = 5;
  private static final int MOST_REASONS = 8;

  private final Map<Verdict, Double> points = new EnumMap<>(Verdict.class);
  private final List<Finding> findings = new ArrayList<>();

  void add(String technique, Verdict kind, double weight, String text, String english) {
    points.merge(kind, weight, Double::sum);
    findings.add(new Finding(technique, kind, weight, text, english));
  }

  /// The worst that is settled, else a suspicion, else nothing.
  Verdict verdict() {
    for (var kind : List.of(Verdict.DEFACED, Verdict.REDIRECT, Verdict.CLOAKED, Verdict.INJECTED)) {
      if (points.getOrDefault(kind, 0.0) >= SETTLES) {
        return kind;
      }
    }
    return worst() >= WORTH_A_LOOK ? Verdict.SUSPICIOUS : Verdict.CLEAN;
  }

  boolean isSettled() {
    var verdict = verdict();
    return verdict != Verdict.CLEAN && verdict != Verdict.SUSPICIOUS;
  }

  /// 0 to 1: five points are 0.39, ten are 0.63, thirty 0.95.
  double score() {
    return Math.round((1 - Math.exp(-worst() / 10)) * 1000) / 1000.0;
  }

  /// The weightiest first, each sentence once.
  List<Finding> findings() {
    var once = new LinkedHashMap<String, Finding>();
    findings.stream()
        .sorted(Comparator.comparingDouble(Finding::weight).reversed())
        .forEach(f -> once.putIfAbsent(f.text(), f));
    return once.values().stream().limit(MOST_REASONS).toList();
  }

  private double worst() {
    var settled = points.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
    var all = points.values().stream().mapToDouble(Double::doubleValue).sum();
    return Math.max(settled, Math.min(all, 9.9));
  }
}
