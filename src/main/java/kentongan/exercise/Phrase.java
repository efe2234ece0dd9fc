package kentongan.exercise;

/// The same text in Indonesian and in English. Paragraphs are allowed; it is escaped where it is
/// shown.
///
/// @param id in Indonesian
/// @param en in English
public record Phrase(String id, String en) {
  /// The longest text of a scenario, in characters.
  public static final int MAX_LENGTH = 4_000;

  public Phrase {
    id = checked(id);
    en = checked(en);
  }

  /// The text in a language.
  ///
  /// @param language `id` or `en`
  public String in(String language) {
    return language.equals("en") ? en : id;
  }

  private static String checked(String text) {
    var kept = text.strip();
    if (kept.isEmpty() || kept.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "text: %d characters (expected: 1 to %d)".formatted(kept.length(), MAX_LENGTH));
    }
    return kept;
  }
}
