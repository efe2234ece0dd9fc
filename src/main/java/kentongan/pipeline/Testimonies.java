package kentongan.pipeline;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kentongan.asset.Asset;
import kentongan.asset.AssetId;
import kentongan.event.AgentId;
import kentongan.event.Event;
import kentongan.event.EventTime;
import kentongan.office.OfficeId;
import kentongan.watch.Testimony;
import kentongan.watch.Testimony.Answer;
import tools.jackson.databind.JsonNode;

/// Who was heard when, and what each witness last said of each asset. In memory alone: after a
/// restart it fills within one round of checks.
final class Testimonies {
  /// So long without a word, and an agent is silent.
  static final Duration SILENT = Duration.ofSeconds(30);

  /// So long without a word, and nothing is said of a site behind the agent's line.
  private static final Duration IN_DOUBT = Duration.ofSeconds(15);

  private static final Duration LEAST_FRESH = Duration.ofMinutes(2);
  private static final int LOOK_INTO = 400;
  private static final byte[] CHECK = "kentongan.check\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] LIFE = "kentongan.agent\"".getBytes(StandardCharsets.US_ASCII);

  private final Map<AgentId, Instant> heard = new HashMap<>();
  private final Set<AgentId> stopped = new HashSet<>();
  private final Map<AssetId, Map<AgentId, Said>> said = new HashMap<>();

  /// What headquarters saw of its control targets, by their addresses.
  private final Map<String, Said> controls = new LinkedHashMap<>();

  private Instant watchingSince = Instant.MAX;

  /// @param failures how many in a row
  /// @param address where it was served from; empty when not told
  record Said(
      Answer answer, Instant at, OfficeId from, int failures, String reason, String address) {}

  /// An agent sent something.
  void heard(AgentId agent, Instant acceptedAt) {
    heard.merge(agent, acceptedAt, (a, b) -> a.isAfter(b) ? a : b);
    stopped.remove(agent);
  }

  /// Notes what matters here.
  ///
  /// @return the asset that somebody said something new of
  Optional<AssetId> on(Event event) {
    if (mentions(event.json(), LIFE)) {
      if (event.tree().at("/event/action").asString("").equals("stopped")) {
        stopped.add(event.id().agent());
      }
      return Optional.empty();
    }
    if (!mentions(event.json(), CHECK)) {
      return Optional.empty();
    }
    var tree = event.tree();
    if (!tree.at("/event/dataset").asString("").equals("kentongan.check")
        || tree.at("/kentongan/check/reason").asString("").equals("forbidden")) {
      return Optional.empty();
    }
    var said = said(event, tree);
    var name = tree.at("/kentongan/asset").asString("");
    if (event.id().agent().equals(OwnEvents.WITNESS) && name.isEmpty()) {
      controls.put(tree.at("/url/full").asString(""), said);
      return Optional.empty();
    }
    return AssetId.isName(name) ? note(new AssetId(name), event, said) : Optional.empty();
  }

  private static Said said(Event event, JsonNode tree) {
    var claimed = EventTime.of(tree.path("@timestamp").asString(""), event.acceptedAt());
    return new Said(
        tree.at("/event/outcome").asString("").equals("success") ? Answer.REACHED : Answer.FAILED,
        claimed.isAfter(event.acceptedAt()) ? event.acceptedAt() : claimed,
        event.office(),
        tree.at("/kentongan/check/failures").asInt(0),
        tree.at("/kentongan/check/reason").asString(""),
        tree.at("/server/ip").asString(""));
  }

  /// What an office had queued while it was cut off is old news.
  private Optional<AssetId> note(AssetId asset, Event event, Said fresh) {
    if (fresh.at().isBefore(event.acceptedAt().minus(LEAST_FRESH))) {
      return Optional.empty();
    }
    var all = said.computeIfAbsent(asset, _ -> new HashMap<>());
    var before = all.get(event.id().agent());
    if (before != null && before.at().isAfter(fresh.at())) {
      return Optional.empty();
    }
    var address = fresh.address().isEmpty() && before != null ? before.address() : fresh.address();
    all.put(
        event.id().agent(),
        new Said(
            fresh.answer(), fresh.at(), fresh.from(), fresh.failures(), fresh.reason(), address));
    return Optional.of(asset);
  }

  /// Begins to watch: nobody is silent before.
  void watch(Instant now) {
    if (watchingSince.equals(Instant.MAX)) {
      watchingSince = now;
    }
  }

  /// Since when an agent has not been heard, as far as we listened.
  Instant lastHeard(AgentId agent) {
    var last = heard.getOrDefault(agent, Instant.EPOCH);
    return last.isAfter(watchingSince) ? last : watchingSince;
  }

  /// Whether any of an office's agents is heard.
  boolean isHeard(OfficeId office, Map<AgentId, OfficeId> agents, Instant now) {
    return within(office, agents, now, SILENT);
  }

  /// Whether an office may just be losing its line: nothing is to be concluded yet.
  boolean isInDoubt(OfficeId office, Map<AgentId, OfficeId> agents, Instant now) {
    return agents.containsValue(office) && !within(office, agents, now, IN_DOUBT);
  }

  private boolean within(
      OfficeId office, Map<AgentId, OfficeId> agents, Instant now, Duration atMost) {
    if (watchingSince.equals(Instant.MAX)) {
      return true;
    }
    return agents.entrySet().stream()
        .anyMatch(agent ->
            agent.getValue().equals(office)
                && !stopped.contains(agent.getKey())
                && !now.isAfter(lastHeard(agent.getKey()).plus(atMost)));
  }

  /// Whether any of an office's agents was heard since we listen.
  boolean hasSpoken(OfficeId office, Map<AgentId, OfficeId> agents) {
    return agents.entrySet().stream()
        .anyMatch(agent -> agent.getValue().equals(office) && heard.containsKey(agent.getKey()));
  }

  /// Whether every agent of an office said that it ends.
  boolean hasStopped(OfficeId office, Map<AgentId, OfficeId> agents) {
    return agents.entrySet().stream()
        .filter(agent -> agent.getValue().equals(office))
        .allMatch(agent -> stopped.contains(agent.getKey()));
  }

  /// What is fresh of an asset.
  Map<AgentId, Said> fresh(Watched one, Instant now) {
    var age = one.terms().every().multipliedBy(4);
    var since = now.minus(age.compareTo(LEAST_FRESH) > 0 ? age : LEAST_FRESH);
    var fresh = new HashMap<AgentId, Said>();
    said.getOrDefault(one.asset().id(), Map.of())
        .forEach((agent, what) -> {
          if (!what.at().isBefore(since) && isAsked(one, agent, what)) {
            fresh.put(agent, what);
          }
        });
    return fresh;
  }

  /// Only who is asked is believed: any other agent could say of any site that all is well.
  private static boolean isAsked(Watched one, AgentId agent, Said said) {
    return agent.equals(OwnEvents.WITNESS)
        || said.from().equals(one.asset().office())
        || one.watchers().neighbours().contains(agent);
  }

  /// When any of an office's agents was last heard.
  Instant lastHeard(OfficeId office, Map<AgentId, OfficeId> agents) {
    return agents.entrySet().stream()
        .filter(agent -> agent.getValue().equals(office))
        .map(agent -> lastHeard(agent.getKey()))
        .max(Instant::compareTo)
        .orElse(Instant.EPOCH);
  }

  /// @param since what was said before counts for nothing: of a silent office, when it was last
  ///   heard, since a site that was reached before the line was cut shows no living line
  Testimony of(Watched one, boolean isHeard, boolean isBlind, Instant since, Instant now) {
    var own = Answer.NOTHING;
    var neighbours = Answer.NOTHING;
    var headquarters = Answer.NOTHING;
    for (var entry : fresh(one, now).entrySet()) {
      var answer = entry.getValue().answer();
      if (!entry.getValue().at().isAfter(since)) {
        continue;
      }
      if (entry.getKey().equals(OwnEvents.WITNESS)) {
        headquarters = answer;
      } else if (entry.getValue().from().equals(one.asset().office())) {
        own = better(own, answer);
      } else {
        neighbours = better(neighbours, answer);
      }
    }
    return new Testimony(
        own,
        neighbours,
        headquarters,
        isHeard,
        one.asset().hosting() == Asset.Hosting.OFFICE,
        isBlind);
  }

  private static Answer better(Answer one, Answer other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  /// Whether headquarters reaches none of several unrelated targets: at least three, by different
  /// names, of different offices or among its control targets.
  boolean reachesNothing(Map<AssetId, Watched> watched, Instant now) {
    var hosts = new HashSet<String>();
    var owners = new HashSet<String>();
    for (var one : watched.values()) {
      var seen = fresh(one, now).get(OwnEvents.WITNESS);
      if (seen != null && seen.answer() == Answer.REACHED) {
        return false;
      }
      if (seen != null) {
        hosts.add(one.asset().url().map(URI::getHost).orElse(""));
        owners.add(one.asset().office().code());
      }
    }
    for (var control : controls.entrySet()) {
      if (control.getValue().at().isAfter(now.minus(LEAST_FRESH))) {
        if (control.getValue().answer() == Answer.REACHED) {
          return false;
        }
        hosts.add(control.getKey());
        owners.add(control.getKey());
      }
    }
    return hosts.size() >= 3 && owners.size() >= 2;
  }

  /// Whether no agent at all is heard, of at least three offices.
  boolean hearsNobody(Map<AgentId, OfficeId> agents, Instant now) {
    var offices = new HashSet<>(agents.values());
    return offices.size() >= 3
        && offices.stream().noneMatch(office -> isHeard(office, agents, now));
  }

  /// The dataset stands near the beginning of what our agents write.
  private static boolean mentions(byte[] json, byte[] word) {
    var end = Math.min(json.length, LOOK_INTO) - word.length;
    for (var at = 0; at <= end; at++) {
      var i = 0;
      while (i < word.length && json[at + i] == word[i]) {
        i++;
      }
      if (i == word.length) {
        return true;
      }
    }
    return false;
  }
}
