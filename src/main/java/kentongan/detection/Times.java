package kentongan.detection;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import kentongan.rule.Criterion;

/// Instants as they stand in documents: `2026-11-21T02:14:07.120Z`, with a blank instead of the T,
/// without zone (then UTC), with any number of decimals.
final class Times {
  /// No instant.
  static final long NONE = Long.MIN_VALUE;

  private Times() {}

  /// Milliseconds since 1970 of the first value of a slot; [#NONE] when it is no instant.
  static long millis(Facts facts, int slot) {
    int value = facts.first(slot);
    if (value == 0 || facts.kind(value) != Facts.TEXT) {
      return NONE;
    }
    var text = facts.text(value);
    return millis(text.raw(), 0, text.length());
  }

  static long millis(char[] text, int at, int length) {
    int end = at + length;
    long days = days(text, at, end);
    int hour = two(text, at + 11, end);
    int minute = two(text, at + 14, end);
    int second = two(text, at + 17, end);
    if (days == NONE || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0) {
      return NONE;
    }
    long millis = ((days * 24 + hour) * 60 + minute) * 60_000 + second * 1000L;
    int next = at + 19;
    if (next < end && (text[next] == '.' || text[next] == ',')) {
      int unit = 100;
      for (next++; next < end && text[next] >= '0' && text[next] <= '9'; next++) {
        millis += (long) (text[next] - '0') * unit;
        unit /= 10;
      }
    }
    return millis - zone(text, next, end);
  }

  /// One part of an instant as written; NaN when it is no instant.
  static double part(Facts facts, int value, Criterion.Part part) {
    if (facts.kind(value) != Facts.TEXT) {
      return Double.NaN;
    }
    var text = facts.text(value).raw();
    int at = 0;
    int end = facts.text(value).length();
    if (days(text, at, end) == NONE) {
      return Double.NaN;
    }
    int number =
        switch (part) {
          case YEAR -> two(text, at, end) * 100 + two(text, at + 2, end);
          case MONTH -> two(text, at + 5, end);
          case DAY -> two(text, at + 8, end);
          case HOUR -> two(text, at + 11, end);
          case MINUTE -> two(text, at + 14, end);
          case WEEK ->
              LocalDate.ofEpochDay(days(text, at, end)).get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
        };
    return number < 0 ? Double.NaN : number;
  }

  private static long days(char[] text, int at, int end) {
    int century = two(text, at, end);
    int year = two(text, at + 2, end);
    int month = two(text, at + 5, end);
    int day = two(text, at + 8, end);
    if (century < 0 || year < 0 || month < 1 || day < 1) {
      return NONE;
    }
    if (text[at + 4] != '-' || text[at + 7] != '-') {
      return NONE;
    }
    try {
      return LocalDate.of(century * 100 + year, month, day).toEpochDay();
    } catch (DateTimeException e) {
      return NONE;
    }
  }

  private static long zone(char[] text, int at, int end) {
    if (at + 4 >= end || (text[at] != '+' && text[at] != '-')) {
      return 0;
    }
    int hours = two(text, at + 1, end);
    int minutes = two(text, text[at + 3] == ':' ? at + 4 : at + 3, end);
    long zone = (Math.max(0, hours) * 60L + Math.max(0, minutes)) * 60_000;
    return text[at] == '+' ? zone : -zone;
  }

  private static int two(char[] text, int at, int end) {
    if (at + 1 >= end) {
      return -1;
    }
    int high = text[at] - '0';
    int low = text[at + 1] - '0';
    return high < 0 || high > 9 || low < 0 || low > 9 ? -1 : high * 10 + low;
  }
}
