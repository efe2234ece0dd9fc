package kentongan.playbook;

/// One text in both languages.
///
/// @param indonesian the main text
/// @param english empty when nobody translated it yet
public record Words(String indonesian, String english) {
  /// No text.
  public static final Words NONE = new Words("", "");

  /// The text in a language; the main text where it was not translated.
  public String in(Language language) {
    return language == Language.EN && !english.isEmpty() ? english : indonesian;
  }

  /// Whether there is no text.
  public boolean isEmpty() {
    return indonesian.isEmpty() && english.isEmpty();
  }
}
