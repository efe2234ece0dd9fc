package kentongan.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What of a page changes normally, learned from looks at it that were clean: how much its text,
/// its structure and its number of links usually differ from the approved page, and to which hosts
/// it has linked. Bounded; a value, so that whoever looks keeps it.
///
/// @param looks clean ones so far
/// @param since the first; empty before
/// @param text the least likeness of the text seen, 0 to 1
/// @param shape the least likeness of the structure seen, 0 to 1
/// @param textMean the usual likeness of the text
/// @param shapeMean the usual likeness of the structure
/// @param fewestLinks seen
/// @param mostLinks seen
/// @param hosts it linked to while it was clean
public record Habit(
    int looks,
    Optional<Instant> since,
    double text,
    double shape,
    double textMean,
    double shapeMean,
    int fewestLinks,
    int mostLinks,
    Set<String> hosts) {
  /// Nothing learned.
  public static final Habit NONE =
      new Habit(0, Optional.empty(), 1, 1, 1, 1, Integer.MAX_VALUE, 0, Set.of());

  private static final int ENOUGH_LOOKS = 24;
  private static final Duration ENOUGH_TIME = Duration.ofHours(24);
  private static final int MOST_HOSTS = 200;
  private static final double NEWEST = 0.1;

  public Habit {
    hosts = Set.copyOf(hosts);
  }

  /// Whether enough has been seen to say what is unusual: two dozen looks over a day.
  public boolean isWarm(Instant now) {
    return looks >= ENOUGH_LOOKS
        && since.map(s -> !now.isBefore(s.plus(ENOUGH_TIME))).orElse(false);
  }

  /// The habit after one more clean look.
  ///
  /// Only a look without any finding may be learned from: what looks odd must not become normal.
  public Habit after(PageVerdict seen, Likeness like, Instant now) {
    if (seen.verdict() != Verdict.CLEAN || !seen.findings().isEmpty()) {
      return this;
    }
    var known = new LinkedHashSet<>(hosts);
    for (var host : seen.newHosts()) {
      if (known.size() < MOST_HOSTS && !Hosts.isTelling(host)) {
        known.add(host);
      }
    }
    var share = Math.max(NEWEST, 1.0 / (looks + 1));
    return new Habit(
        looks + 1,
        Optional.of(since.orElse(now)),
        Math.min(text, like.text()),
        Math.min(shape, like.shape()),
        textMean + share * (like.text() - textMean),
        shapeMean + share * (like.shape() - shapeMean),
        Math.min(fewestLinks, like.links()),
        Math.max(mostLinks, like.links()),
        known);
  }

  /// How a look compares with the approved page.
  ///
  /// @param text likeness, 0 to 1
  /// @param shape likeness, 0 to 1
  /// @param links how many there are
  public record Likeness(double text, double shape, int links) {}

  /// As lines, to be kept in a file.
  public List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add("looks " + looks);
    since.ifPresent(s -> lines.add("since " + s));
    lines.add("text " + text + " " + textMean);
    lines.add("shape " + shape + " " + shapeMean);
    lines.add("links " + fewestLinks + " " + mostLinks);
    hosts.stream().sorted().forEach(h -> lines.add("host " + h));
    return lines;
  }

  /// Reads [#lines]; what cannot be read is as if nothing had been learned.
  public static Habit of(List<String> lines) {
    try {
      var looks = 0;
      Optional<Instant> since = Optional.empty();
      var numbers = new double[] {1, 1, 1, 1, Integer.MAX_VALUE, 0};
      var hosts = new LinkedHashSet<String>();
      for (var line : lines) {
        var words = line.strip().split(" ");
        switch (words[0]) {
          case "looks" -> looks = Integer.parseInt(words[1]);
          case "since" -> since = Optional.of(Instant.parse(words[1]));
          case "text" -> pair(words, numbers, 0);
          case "shape" -> pair(words, numbers, 2);
          case "links" -> pair(words, numbers, 4);
          case "host" -> {
            if (hosts.size() < MOST_HOSTS) {
              hosts.add(words[1]);
            }
          }
          default -> {
            // of a later version
          }
        }
      }
      return new Habit(
          looks,
          since,
          numbers[0],
          numbers[2],
          numbers[1],
          numbers[3],
          (int) numbers[4],
          (int) numbers[5],
          hosts);
    } catch (RuntimeException _) {
      return NONE;
    }
  }

  private static void pair(String[] words, double[] numbers, int at) {
    numbers[at] = Double.parseDouble(words[1]);
    numbers[at + 1] = Double.parseDouble(words[2]);
  }
}
