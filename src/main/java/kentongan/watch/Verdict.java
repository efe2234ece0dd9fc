package kentongan.watch;

import java.util.Locale;

/// What we think of a page, from harmless to worst.
public enum Verdict {
  /// Ours, changed or not.
  CLEAN,
  /// Something is odd; a person should look.
  SUSPICIOUS,
  /// Looks untouched, spam inside.
  INJECTED,
  /// Sends visitors away.
  REDIRECT,
  /// Shows search engines or phones another page.
  CLOAKED,
  /// The visible page was replaced.
  DEFACED;

  /// As it stands in an event.
  public String token() {
    return name().toLowerCase(Locale.ROOT);
  }
}
