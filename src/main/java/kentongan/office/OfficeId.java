package kentongan.office;

/// The official region code of an office: `00` is headquarters, `51` a province, `35.04` a regency
/// or city. Text, never a number.
///
/// @param code two digits, or two digits, a dot and two digits
public record OfficeId(String code) implements Comparable<OfficeId> {
  /// Headquarters in Jakarta.
  public static final OfficeId HEADQUARTERS = new OfficeId("00");

  public OfficeId {
    if (!isCode(code)) {
      throw new IllegalArgumentException(
          "office: '%s' (expected: a region code such as 00, 51 or 35.04)".formatted(code));
    }
  }

  /// Whether this text has the shape of a region code.
  public static boolean isCode(String text) {
    return switch (text.length()) {
      case 2 -> isDigit(text, 0) && isDigit(text, 1);
      case 5 ->
          isDigit(text, 0)
              && isDigit(text, 1)
              && text.charAt(2) == '.'
              && isDigit(text, 3)
              && isDigit(text, 4);
      default -> false;
    };
  }

  private static boolean isDigit(String text, int at) {
    return text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }

  @Override
  public int compareTo(OfficeId other) {
    return code.compareTo(other.code);
  }

  @Override
  public String toString() {
    return code;
  }
}
