package kentongan.incident;

import java.util.Locale;

/// The Traffic Light Protocol, version 2.0: who may be told. Labels stay English everywhere.
///
/// @spec https://www.first.org/tlp/ FIRST TLP 2.0
public enum Tlp {
  /// For the named recipients only; left out of every export for sharing.
  RED,
  /// For the organisation only.
  AMBER_STRICT,
  /// For the organisation and those it serves, as far as they need to know.
  AMBER,
  /// For the community.
  GREEN,
  /// For everybody.
  CLEAR;

  /// The label, as in `TLP:AMBER+STRICT`.
  public String label() {
    return "TLP:" + name().replace('_', '+');
  }

  /// Reads a label; the old `TLP:WHITE` is `TLP:CLEAR`.
  public static Tlp parse(String label) {
    var wanted = label.strip().toUpperCase(Locale.ROOT);
    if (wanted.equals("TLP:WHITE")) {
      return CLEAR;
    }
    for (var tlp : values()) {
      if (tlp.label().equals(wanted)) {
        return tlp;
      }
    }
    throw new IllegalArgumentException(
        "tlp: '%s' (expected: TLP:RED, TLP:AMBER+STRICT, TLP:AMBER, TLP:GREEN or TLP:CLEAR)"
            .formatted(label));
  }
}
