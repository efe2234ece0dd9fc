package kentongan.boot.demo;

import java.util.Arrays;
import java.util.Locale;

/// One sentence in both languages.
record Words(String id, String en) {
  /// With the values set in, in the order of their `%s`.
  Words with(Object... values) {
    return new Words(id.formatted(values), String.format(Locale.ROOT, en, values));
  }

  /// With other words set in, each in its own language.
  Words withOwn(Words... values) {
    var ids = Arrays.stream(values).map(Words::id).toArray();
    var ens = Arrays.stream(values).map(Words::en).toArray();
    return new Words(id.formatted(ids), en.formatted(ens));
  }
}
