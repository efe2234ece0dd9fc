package kentongan.boot.demo;

import java.io.PrintStream;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Tells what happens, in plain words, with the time: in Indonesian, with English below it unless
/// `LANG` says Indonesian.
final class Narrator {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

  private final PrintStream out;
  private final InstantSource clock;
  private final boolean alsoEnglish;

  Narrator(PrintStream out, InstantSource clock, boolean alsoEnglish) {
    this.out = out;
    this.clock = clock;
    this.alsoEnglish = alsoEnglish;
  }

  /// To a stream, in the languages that an environment asks for.
  ///
  /// @param lang the value of `LANG`, as in `id_ID.UTF-8`
  static Narrator of(PrintStream out, InstantSource clock, String lang) {
    return new Narrator(out, clock, !lang.toLowerCase(Locale.ROOT).startsWith("id"));
  }

  /// One sentence, with the time in front.
  synchronized void tell(Words words) {
    var time = TIME.format(clock.instant().atZone(ZoneId.systemDefault()));
    out.printf("%s  %s%n", time, words.id());
    if (alsoEnglish) {
      out.printf("          %s%n", words.en());
    }
  }

  /// Lines that must be seen, set off from the rest.
  synchronized void show(String... lines) {
    out.println();
    for (var line : lines) {
      out.println("    " + line);
    }
    out.println();
    out.flush();
  }
}
