package kentongan.detection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kentongan.detection.Detection.Explanation;
import kentongan.rule.Correlation;
import kentongan.rule.EventRule;
import kentongan.rule.Mapping;
import kentongan.rule.Rule;
import kentongan.rule.RuleSet;

/// Rules over a stream of JSON documents, for the command line and for tests: every match, every
/// time a correlation's condition holds (of one that serves another, too), without dedupe, offices
/// or troubles. Absence is not judged: a file has no clock.
///
/// For one thread at a time.
public final class Scan {
  /// How much lines may be out of order.
  private static final long LATENESS = Duration.ofMinutes(2).toMillis();

  private final Engine engine;
  private final Envelope envelope = new Envelope();
  private long lastTime;

  /// @param correlated whether correlations are followed; without them, several scans may share the
  ///   lines of one file
  public Scan(RuleSet rules, Mapping mapping, boolean correlated) {
    this.engine = new Engine(rules, mapping, LATENESS, correlated);
  }

  /// Judges one document.
  ///
  /// @param line its number
  /// @return empty when it is no JSON object
  public Optional<List<Match>> document(byte[] json, long line, boolean explained) {
    if (!engine.facts().read(json, 0, json.length)) {
      return Optional.empty();
    }
    return Optional.of(judge(engine.route(), line, explained));
  }

  /// Judges one line `{"n":N,"logsource":{…},"event":{…}}`: its log source is as given.
  public Optional<List<Match>> envelope(byte[] json, boolean explained) {
    if (!envelope.read(json, engine.facts(), engine::route)) {
      return Optional.empty();
    }
    var route = engine.route(envelope.sources());
    return Optional.of(judge(route, envelope.number(), explained));
  }

  /// The number in the envelope read last.
  public long number() {
    return envelope.number();
  }

  /// What each rule had to do so far.
  public List<RuleFigure> ruleFigures() {
    return engine.figures();
  }

  private List<Match> judge(Route route, long line, boolean explained) {
    if (route.isEmpty()) {
      return List.of();
    }
    long time = engine.time();
    lastTime = time == Times.NONE ? lastTime : time;
    var found = new Found(line, explained);
    engine.judge(route, lastTime, lastTime, line, line, found);
    return found.matches;
  }

  /// One match.
  ///
  /// @param line of the document; of a correlation, the one that made it fire
  /// @param group of a correlation; empty otherwise
  /// @param at when a correlation fired, in milliseconds since 1970
  /// @param lines the documents that made a correlation fire, at most the newest 50
  /// @param explanation when it was asked for
  public record Match(
      long line,
      Rule rule,
      Map<String, String> group,
      long at,
      List<Long> lines,
      List<Explanation> explanation) {
    /// Whether it is a correlation's.
    public boolean isCorrelation() {
      return !(rule instanceof EventRule);
    }
  }

  /// Collects the matches of one document, each rule once.
  private final class Found implements Engine.Listener {
    private final long line;
    private final boolean explained;
    private final List<Match> matches = new ArrayList<>(2);
    private final Set<String> told = new HashSet<>();

    Found(long line, boolean explained) {
      this.line = line;
      this.explained = explained;
    }

    @Override
    public void matched(EventRule rule, int number, List<String> dedupe) {
      if (told.add(rule.id())) {
        var why = explained ? engine.explain(number) : List.<Explanation>of();
        matches.add(new Match(line, rule, Map.of(), lastTime, List.of(), why));
      }
    }

    @Override
    public void fired(Firing firing) {
      var rule = firing.rule();
      matches.add(
          new Match(
              line,
              rule,
              Summary.group(rule.groupBy(), firing.group()),
              firing.time(),
              firing.refs().stream().map(Long.class::cast).toList(),
              explained ? List.of(Summary.explain(rule, firing.measure())) : List.of()));
    }

    @Override
    public void heard(Correlation rule, List<String> group) {}

    @Override
    public void recovered(Rule rule, int number, List<String> dedupe) {}
  }
}
