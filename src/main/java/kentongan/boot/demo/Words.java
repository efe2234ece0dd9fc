package kentongan.boot.demo;

import java.util.Locale;

/// One sentence in both languages.
record Words(String id, String en) {
  /// With the values set in, in the order of their `%s`.
  Words with(Object... values) {
    return new Words(id.formatted(values), String.format(Locale.ROOT, en, values));
  }
}
