package kentongan.watch;

import java.util.Objects;

/// One thing that speaks against a page.
///
/// @param technique how it is done, one word of the table in `docs/reference/page-watch.md`
/// @param kind what it would mean
/// @param weight ten of a kind settle a verdict, five are worth a look
/// @param text a sentence for an officer, in Indonesian
/// @param english the same in English
public record Finding(String technique, Verdict kind, double weight, String text, String english) {
  public Finding {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(technique);
  }
}
