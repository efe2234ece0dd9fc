package kentongan.web.rule;

import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import kentongan.incident.Severity;
import kentongan.rule.About;
import kentongan.rule.Level;
import kentongan.rule.LogSource;
import kentongan.web.Place;
import kentongan.web.Shown;

/// Words and looks of rules, the same on every page.
final class Levels {
  private Levels() {}

  /// How a level looks: as the severity it makes; what is only for information looks like nothing.
  static String tone(Level level) {
    return level == Level.INFORMATIONAL ? "SILENT" : Severity.ofLevel(level.word()).name();
  }

  static String title(About about, Place place) {
    var title = isEnglish(place) ? about.titleEnglish() : about.title();
    return Shown.line(title, 256);
  }

  static String otherTitle(About about, Place place) {
    var other = isEnglish(place) ? about.title() : about.titleEnglish();
    return about.title().equals(about.titleEnglish()) ? "" : Shown.line(other, 256);
  }

  static boolean isEnglish(Place place) {
    return place.locale().getLanguage().equals("en");
  }

  static String source(LogSource source) {
    var words =
        Stream.of(source.product(), source.category(), source.service())
            .flatMap(Optional::stream)
            .toList();
    return Shown.line(String.join(" · ", words), 120);
  }

  /// `attack.t1110.001` → `T1110.001`; other words of the tactics as they are.
  static List<String> attack(List<String> tags) {
    return tags.stream()
        .filter(tag -> tag.startsWith("attack."))
        .map(tag -> tag.substring("attack.".length()))
        .map(tag -> tag.matches("[tgs][0-9].*") ? tag.toUpperCase(Locale.ROOT) : tag)
        .map(tag -> Shown.line(tag, 60))
        .limit(20)
        .toList();
  }

  static List<String> otherTags(List<String> tags) {
    return tags.stream()
        .filter(tag -> !tag.startsWith("attack."))
        .map(tag -> Shown.line(tag, 80))
        .limit(20)
        .toList();
  }

  static List<String> lines(List<String> texts) {
    return texts.stream().map(text -> Shown.line(text, 500)).limit(20).toList();
  }

  static String number(long number, Place place) {
    return NumberFormat.getIntegerInstance(place.locale()).format(number);
  }

  /// A part of a whole, as in `12,4 %`.
  static String share(long part, long whole, Place place) {
    var format = NumberFormat.getNumberInstance(place.locale());
    format.setMaximumFractionDigits(1);
    return format.format(whole == 0 ? 0 : 100.0 * part / whole) + " %";
  }
}
