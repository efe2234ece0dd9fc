package kentongan.playbook;

import java.util.Locale;

/// The two languages of a playbook.
public enum Language {
  /// Bahasa Indonesia, the main text.
  ID,
  /// English.
  EN;

  /// Its code, `id` or `en`.
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
