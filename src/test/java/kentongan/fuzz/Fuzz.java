package kentongan.fuzz;

import java.util.Map;
import kentongan.detection.DetectionFuzz;
import kentongan.rule.RuleFuzz;

/// The entry for Jazzer: one target a process, named by `kentongan.fuzz`.
public final class Fuzz {
  /// What is fuzzed, by its name; the corpus is in `src/test/resources/fuzz/<name>`.
  static final Map<String, Target> TARGETS =
      Map.of(
          "rule-file", RuleFuzz::ruleFile,
          "condition", RuleFuzz::condition,
          "mapping", RuleFuzz::mapping,
          "event-document", DetectionFuzz::eventDocument,
          "envelope-line", DetectionFuzz::envelopeLine,
          "sample-line", DetectionFuzz::sampleLine,
          "url-text", DetectionFuzz::urlText);

  private static final Target CHOSEN =
      TARGETS.getOrDefault(System.getProperty("kentongan.fuzz", ""), bytes -> {});

  private Fuzz() {}

  /// Called by Jazzer, again and again.
  public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
    CHOSEN.take(bytes);
  }

  /// Takes any bytes; throws when a promise is broken.
  interface Target {
    void take(byte[] bytes) throws Exception;
  }
}
