package kentongan.probe;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Samples of a growing number, one every six hours for up to thirty days, and the straight line
/// through them.
record Trend(List<Sample> samples) {
  private static final int MOST = 120;
  private static final Duration APART = Duration.ofHours(6);
  private static final Duration LEAST_SPAN = Duration.ofHours(18);

  Trend {
    samples = List.copyOf(samples);
  }

  record Sample(Instant at, long value) {}

  /// Reads `seconds:value` pairs, as [#toString] wrote them; what does not fit is left out.
  static Trend parse(String text) {
    var samples = new ArrayList<Sample>();
    for (var pair : text.split(",")) {
      if (pair.matches("[0-9]{1,12}:[0-9]{1,18}")) {
        var colon = pair.indexOf(':');
        samples.add(
            new Sample(
                Instant.ofEpochSecond(Long.parseLong(pair.substring(0, colon))),
                Long.parseLong(pair.substring(colon + 1))));
      }
    }
    return new Trend(samples);
  }

  /// With one sample more, unless the last is younger than six hours.
  Trend with(Instant at, long value) {
    if (!samples.isEmpty() && Duration.between(samples.getLast().at(), at).compareTo(APART) < 0) {
      return this;
    }
    var all = new ArrayList<>(samples);
    all.add(new Sample(at, value));
    return new Trend(all.subList(Math.max(0, all.size() - MOST), all.size()));
  }

  /// When the line reaches a bound; empty when it does not rise, when the samples span less than 18
  /// hours, or when it would take more than ten years.
  Optional<Instant> reaches(long bound, long value, Instant now) {
    if (samples.size() < 3
        || Duration.between(samples.getFirst().at(), samples.getLast().at()).compareTo(LEAST_SPAN)
            < 0) {
      return Optional.empty();
    }
    var slope = perSecond();
    if (slope <= 0) {
      return Optional.empty();
    }
    var seconds = Math.max(0, (bound - value) / slope);
    return seconds > 10 * 365.25 * 86_400
        ? Optional.empty()
        : Optional.of(now.plusSeconds((long) seconds));
  }

  /// The least-squares slope.
  double perSecond() {
    var start = samples.getFirst().at();
    double n = samples.size();
    double x = 0;
    double y = 0;
    for (var s : samples) {
      x += Duration.between(start, s.at()).toSeconds();
      y += s.value();
    }
    double above = 0;
    double below = 0;
    for (var s : samples) {
      var dx = Duration.between(start, s.at()).toSeconds() - x / n;
      above += dx * (s.value() - y / n);
      below += dx * dx;
    }
    return below == 0 ? 0 : above / below;
  }

  @Override
  public String toString() {
    var text = new StringBuilder();
    for (var s : samples) {
      text.append(text.isEmpty() ? "" : ",").append(s.at().getEpochSecond());
      text.append(':').append(s.value());
    }
    return text.toString();
  }
}
