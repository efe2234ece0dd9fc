package kentongan.rule;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// A word after a field's name that says how its values are meant.
///
/// @spec https://sigmahq.io/sigma-specification/ Sigma 2.1.0, appendix Modifiers
enum Modifier {
  ALL,
  STARTSWITH,
  ENDSWITH,
  CONTAINS,
  EXISTS,
  CASED,
  NEQ,
  WINDASH,
  RE,
  I,
  M,
  S,
  BASE64,
  BASE64OFFSET,
  UTF16LE,
  UTF16BE,
  UTF16,
  WIDE,
  LT,
  LTE,
  GT,
  GTE,
  MINUTE,
  HOUR,
  DAY,
  WEEK,
  MONTH,
  YEAR,
  CIDR,
  EXPAND,
  FIELDREF;

  /// All words, for a fault's text.
  static final String KNOWN =
      Arrays.stream(values()).map(Modifier::word).collect(Collectors.joining(", "));

  static Optional<Modifier> of(String word) {
    return Arrays.stream(values()).filter(modifier -> modifier.word().equals(word)).findFirst();
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean isEncoding() {
    return switch (this) {
      case BASE64, BASE64OFFSET, UTF16LE, UTF16BE, UTF16, WIDE -> true;
      default -> false;
    };
  }
}
