package kentongan.probe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Fields of an event under construction, each text within bounds: what a stranger answered is kept
/// short and printable.
final class Facts {
  private static final int MOST_CHARACTERS = 512;
  private static final int MOST_VALUES = 64;

  private final Map<String, Object> fields = new LinkedHashMap<>();
  private final long start = System.nanoTime();

  Facts text(String name, String value) {
    fields.put(name, shown(value));
    return this;
  }

  Facts texts(String name, List<String> values) {
    fields.put(name, values.stream().limit(MOST_VALUES).map(Facts::shown).toList());
    return this;
  }

  Facts number(String name, long value) {
    fields.put(name, value);
    return this;
  }

  /// Keeps three places behind the point.
  Facts number(String name, double value) {
    fields.put(name, Math.round(value * 1000) / 1000.0);
    return this;
  }

  Facts flag(String name, boolean value) {
    fields.put(name, value);
    return this;
  }

  /// Milliseconds since a moment of [System#nanoTime()].
  Facts millisSince(String name, long nanos) {
    return number(name, (System.nanoTime() - nanos) / 1e6);
  }

  Finding good(String said) {
    return new Finding(Optional.empty(), said, fields, System.nanoTime() - start);
  }

  Finding bad(Reason reason, String detail) {
    return new Finding(
        Optional.of(new HttpAnswer.Failure(reason, shown(detail))),
        "",
        fields,
        System.nanoTime() - start);
  }

  Finding bad(CheckFailed failed) {
    return bad(failed.reason(), failed.detail());
  }

  /// A stranger's text as it may be shown: printable, of bounded length.
  static String shown(String text) {
    var cut = text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) + "…" : text;
    return cut.codePoints()
        .map(c -> Character.isISOControl(c) || c >= 0xd800 && c <= 0xdfff ? '?' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
