package kentongan.rule;

import java.util.Locale;
import java.util.Optional;

/// How serious a match is, in Sigma's words, least first.
public enum Level {
  INFORMATIONAL,
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL;

  /// The level with this word.
  ///
  /// @param word lower case, as in `high`
  static Optional<Level> of(String word) {
    for (var level : values()) {
      if (level.word().equals(word)) {
        return Optional.of(level);
      }
    }
    return Optional.empty();
  }

  /// As it stands in rule files.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
