package kentongan.playbook;

import java.util.Locale;
import java.util.Optional;

/// Which part of the response a step belongs to; containment, eradication and recovery in the
/// agency's order.
public enum Phase {
  IDENTIFICATION,
  CONTAINMENT,
  ERADICATION,
  RECOVERY,
  FOLLOW_UP;

  /// As in a playbook's file: `follow-up`.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The phase with this word.
  public static Optional<Phase> ofWord(String word) {
    for (var phase : values()) {
      if (phase.word().equals(word)) {
        return Optional.of(phase);
      }
    }
    return Optional.empty();
  }
}
