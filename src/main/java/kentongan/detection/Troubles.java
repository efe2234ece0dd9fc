package kentongan.detection;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import kentongan.rule.Correlation;
import kentongan.rule.Rule;

/// The open troubles, so that the same one is not told again and again.
///
/// A trouble is told when it begins, and once more after a while when its rule fires still. Without
/// `recovers`, it is over when it was quiet for that while.
final class Troubles {
  private static final int MOST = 100_000;

  private final Duration repeat;
  private final Map<String, Trouble> open = new LinkedHashMap<>();

  Troubles(Duration repeat) {
    this.repeat = repeat;
  }

  Optional<Trouble> find(Rule rule, String key) {
    return Optional.ofNullable(open.get(name(rule.id(), key)));
  }

  /// Whether a firing has to be told.
  boolean isNews(Rule rule, String key, Instant accepted) {
    var trouble = open.get(name(rule.id(), key));
    return trouble == null || !accepted.isBefore(trouble.told().plus(pause(rule)));
  }

  /// The same trouble was seen again, and not told.
  void seenAgain(Rule rule, String key, Instant factAt) {
    open.computeIfPresent(
        name(rule.id(), key),
        (name, t) ->
            factAt.isAfter(t.factAt())
                ? new Trouble(
                    t.rule(),
                    t.key(),
                    t.began(),
                    t.office(),
                    t.asset(),
                    t.group(),
                    factAt,
                    t.told())
                : t);
  }

  void told(Trouble trouble) {
    var name = name(trouble.rule(), trouble.key());
    open.remove(name);
    open.put(name, trouble);
    if (open.size() > MOST) {
      open.remove(open.keySet().iterator().next());
    }
  }

  void ended(Trouble trouble) {
    open.remove(name(trouble.rule(), trouble.key()));
  }

  /// Forgets troubles that nothing ends and that were quiet.
  void forget(Function<String, Optional<Rule>> rules, Instant accepted) {
    open.values()
        .removeIf(trouble -> {
          var rule = rules.apply(trouble.rule());
          return rule.isEmpty()
              || (!endsByItself(rule.get())
                  && accepted.isAfter(trouble.told().plus(pause(rule.get()))));
        });
  }

  Iterable<Trouble> all() {
    return open.values();
  }

  private static boolean endsByItself(Rule rule) {
    return rule.recovers().isPresent() || isAbsence(rule);
  }

  static boolean isAbsence(Rule rule) {
    return rule instanceof Correlation correlation && correlation.isAbsence();
  }

  private Duration pause(Rule rule) {
    return rule instanceof Correlation correlation && correlation.timespan().compareTo(repeat) > 0
        ? correlation.timespan()
        : repeat;
  }

  private static String name(String rule, String key) {
    return rule + "|" + key;
  }
}
