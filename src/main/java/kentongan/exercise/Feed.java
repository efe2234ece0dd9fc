package kentongan.exercise;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import kentongan.asset.Asset;
import kentongan.asset.AssetId;
import kentongan.event.AgentId;
import kentongan.exercise.Inject.Kind;
import tools.jackson.databind.node.ObjectNode;

/// The telemetry of a scenario as a function of time: what each station sends in a stretch of the
/// exercise. It remembers nothing, so that a pause, another speed or an early inject change when
/// something is sent and never what.
public final class Feed {
  private static final DateTimeFormatter SYSLOG =
      DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter ACCESS =
      DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss Z", Locale.ROOT);

  private final Scenario scenario;
  private final Instant begin;
  private final ZoneId zone;
  private final Map<String, Duration> fired;
  private final Documents documents;

  /// @param begin the exercise's own clock at its beginning
  /// @param zone of the machines that write logs
  /// @param fired when each inject was fired; what is missing has not happened
  public Feed(Scenario scenario, Instant begin, ZoneId zone, Map<String, Duration> fired) {
    this.scenario = scenario;
    this.begin = begin;
    this.zone = zone;
    this.fired = Map.copyOf(fired);
    this.documents = new Documents(begin);
  }

  /// What is to be sent after one moment and up to another, by station and in the order of time.
  public List<Emission> due(Duration after, Duration until) {
    var due = new ArrayList<Emission>();
    for (var station : scenario.stations()) {
      var line = new Line(station.id());
      heartbeats(station, line, after, until, due);
      for (var id : station.watches()) {
        var asset = asset(id);
        checks(station, asset, line, after, until, due);
        pages(station, asset, line, after, until, due);
      }
      logs(station, line, after, until, due);
    }
    due.sort(Comparator.comparing(Emission::station).thenComparing(Emission::at));
    return due;
  }

  /// When a station's line was cut; what it saw meanwhile goes out when the line is back.
  private final class Line {
    private final List<Span> cuts;

    Line(AgentId station) {
      this.cuts =
          happened(Kind.Silence.class).stream()
              .filter(cut -> cut.kind().station().equals(station))
              .map(cut -> new Span(cut.from(), cut.from().plus(cut.kind().lasts())))
              .sorted(Comparator.comparing(Span::from))
              .toList();
    }

    /// When something of this moment leaves.
    Duration leaves(Duration at) {
      var leaves = at;
      for (var cut : cuts) {
        if (cut.covers(leaves)) {
          leaves = cut.until();
        }
      }
      return leaves;
    }

    /// The earliest moment of which something may leave after this one.
    Duration reach(Duration after) {
      var reach = after;
      for (var cut : cuts.reversed()) {
        if (cut.until().compareTo(after) > 0 && cut.from().compareTo(reach) < 0) {
          // What happened in the first moment of the cut is kept back too.
          reach = cut.from().minusNanos(1);
        }
      }
      return reach;
    }

    boolean isDue(Duration at, Duration after, Duration until) {
      var leaves = leaves(at);
      return leaves.compareTo(after) > 0 && leaves.compareTo(until) <= 0;
    }
  }

  private record Span(Duration from, Duration until) {
    boolean covers(Duration at) {
      return at.compareTo(from) >= 0 && at.compareTo(until) < 0;
    }
  }

  private record Happened<K>(Duration from, K kind) {}

  private <K extends Kind> List<Happened<K>> happened(Class<K> kind) {
    return scenario.injects().stream()
        .filter(inject -> kind.isInstance(inject.kind()) && fired.containsKey(inject.id()))
        .map(inject -> new Happened<>(firedAt(inject), kind.cast(inject.kind())))
        .toList();
  }

  private Duration firedAt(Inject inject) {
    return Objects.requireNonNull(fired.get(inject.id()), "asked for what was fired only");
  }

  /// The ticks of a pause from which something is due now; the first comes after one pause.
  private static List<Duration> ticks(Duration pause, Line line, Duration after, Duration until) {
    var ticks = new ArrayList<Duration>();
    var first = Math.max(1, line.reach(after).dividedBy(pause));
    for (var n = first; pause.multipliedBy(n).compareTo(until) <= 0; n++) {
      if (line.isDue(pause.multipliedBy(n), after, until)) {
        ticks.add(pause.multipliedBy(n));
      }
    }
    return ticks;
  }

  private void heartbeats(
      Station station, Line line, Duration after, Duration until, List<Emission> due) {
    for (var at : ticks(station.heartbeat(), line, after, until)) {
      due.add(new Emission.Document(station.id(), at, documents.heartbeat(station, at)));
    }
  }

  private void checks(
      Station station, Asset asset, Line line, Duration after, Duration until, List<Emission> due) {
    for (var at : ticks(station.check(), line, after, until)) {
      var json =
          failing(asset.id(), at)
              .map(fail ->
                  documents.failedCheck(
                      station, asset, fail.kind(), at, inARow(station, fail.from(), at)))
              .orElseGet(() -> documents.goodCheck(station, asset, at));
      due.add(new Emission.Document(station.id(), at, json));
    }
  }

  private static long inARow(Station station, Duration from, Duration at) {
    var before = from.isZero() ? 0 : from.minusNanos(1).dividedBy(station.check());
    return at.dividedBy(station.check()) - before;
  }

  private Optional<Happened<Kind.ChecksFail>> failing(AssetId asset, Duration at) {
    return happened(Kind.ChecksFail.class).stream()
        .filter(fail -> fail.kind().asset().equals(asset))
        .filter(fail -> new Span(fail.from(), fail.from().plus(fail.kind().lasts())).covers(at))
        .findFirst();
  }

  private void pages(
      Station station, Asset asset, Line line, Duration after, Duration until, List<Emission> due) {
    for (var at : ticks(station.page(), line, after, until)) {
      // A site that does not answer shows no page.
      if (failing(asset.id(), at).isEmpty()) {
        due.add(new Emission.Document(station.id(), at, page(station, asset, at)));
      }
    }
  }

  private ObjectNode page(Station station, Asset asset, Duration at) {
    return happened(Kind.PageChanges.class).stream()
        .filter(page -> page.kind().asset().equals(asset.id()))
        .filter(page -> new Span(page.from(), page.from().plus(page.kind().lasts())).covers(at))
        .findFirst()
        .map(page -> documents.changedPage(station, asset, page.kind(), at))
        .orElseGet(() -> documents.cleanPage(station, asset, at));
  }

  private void logs(
      Station station, Line line, Duration after, Duration until, List<Emission> due) {
    for (var log : happened(Kind.LogLines.class)) {
      if (log.kind().station().equals(station.id())) {
        lines(log, line, after, until, due);
      }
    }
  }

  private void lines(
      Happened<Kind.LogLines> log, Line line, Duration after, Duration until, List<Emission> due) {
    var kind = log.kind();
    var offset = 0L;
    for (var n = 0; n < kind.lines().size(); n++) {
      var at = log.from().plus(kind.every().multipliedBy(n));
      var text = stamped(kind.lines().get(n), at);
      if (line.isDue(at, after, until)) {
        due.add(new Emission.Line(kind.station(), at, kind.dataset(), kind.file(), offset, text));
      }
      offset += text.getBytes(StandardCharsets.UTF_8).length + 1L;
    }
  }

  /// `{syslog}` and `{access}` are the time as those logs write it.
  private String stamped(String line, Duration at) {
    var time = begin.plus(at).atZone(zone);
    return line.replace("{syslog}", SYSLOG.format(time)).replace("{access}", ACCESS.format(time));
  }

  private Asset asset(AssetId id) {
    return scenario.assets().stream().filter(a -> a.id().equals(id)).findFirst().orElseThrow();
  }
}
