package kentongan.pipeline;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import kentongan.asset.Asset;
import kentongan.asset.AssetId;
import kentongan.event.Agent;
import kentongan.event.AgentId;
import kentongan.event.Plans;
import kentongan.event.SignedPlan;
import kentongan.office.OfficeId;
import kentongan.watch.Terms;
import kentongan.watch.Watchers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What every agent is to check, made from the inventory, the register of agents and the terms;
/// signed anew whenever that says something else.
public final class PlanBook implements Plans, Worker.Step {
  private static final Logger LOG = LoggerFactory.getLogger(PlanBook.class);
  private static final JsonMapper JSON = JsonMapper.shared();

  /// How often the inventory is looked at: a change is in the book that soon.
  private static final Duration LOOK = Duration.ofSeconds(1);

  /// What one agent can be asked at most.
  private static final int MOST_CHECKS = 2_000;

  private final World world;
  private final OwnKey key;
  private final boolean headquarters;
  private final Map<AgentId, SignedPlan> newest = new ConcurrentHashMap<>();

  /// Agents that hold a version we never made: our desk is an old copy.
  private final Map<AgentId, Long> ahead = new ConcurrentHashMap<>();

  private volatile Map<AssetId, Watched> watched = Map.of();
  private volatile Map<AgentId, OfficeId> agents = Map.of();
  private Given last = new Given(List.of(), List.of(), Map.of());
  private boolean isRead;

  private record Given(List<Asset> assets, List<Enrolled> agents, Map<AssetId, Terms> terms) {}

  private record Enrolled(Watchers.Candidate who) {}

  /// @param headquarters whether headquarters itself looks at assets
  public PlanBook(World world, OwnKey key, boolean headquarters) {
    this.world = world;
    this.key = key;
    this.headquarters = headquarters;
  }

  @Override
  public Optional<SignedPlan> newer(AgentId agent, long held) {
    var plan = Optional.ofNullable(newest.get(agent));
    if (held > plan.map(SignedPlan::version).orElse(0L)) {
      ahead.put(agent, held);
    }
    return plan.filter(mine -> mine.version() > held);
  }

  @Override
  public byte[] publicKey() {
    return key.publicKey();
  }

  /// Everything that is watched by plan.
  public Map<AssetId, Watched> watched() {
    return watched;
  }

  /// The agents that are let in, and whose they are.
  public Map<AgentId, OfficeId> agents() {
    return agents;
  }

  @Override
  public void run() {
    refresh();
    LockSupport.parkNanos(LOOK.toNanos());
  }

  /// Looks at the inventory now.
  public synchronized void refresh() {
    if (!isRead) {
      newest.putAll(world.watching().plans().newest());
      isRead = true;
    }
    var given = given();
    if (given.equals(last) && ahead.isEmpty()) {
      return;
    }
    var chosen = chosen(given);
    watched = chosen;
    agents =
        given.agents().stream()
            .map(Enrolled::who)
            .collect(
                Collectors.toUnmodifiableMap(
                    Watchers.Candidate::agent, Watchers.Candidate::office));
    sign(bodies(given, chosen));
    last = given;
  }

  private Given given() {
    return new Given(
        world.organisation().assets().all(),
        world.events().agents().all().stream()
            .filter(agent -> !agent.revoked())
            .map(PlanBook::enrolled)
            .toList(),
        world.watching().plans().terms());
  }

  private static Enrolled enrolled(Agent agent) {
    return new Enrolled(new Watchers.Candidate(agent.id(), agent.office(), Optional.empty()));
  }

  private Map<AssetId, Watched> chosen(Given given) {
    var able =
        given.assets().stream()
            .filter(asset -> asset.url().filter(PlanBook::isWeb).isPresent())
            .filter(asset -> terms(given, asset).isWatched())
            .toList();
    var watchers =
        Watchers.choose(
            able,
            given.agents().stream().map(Enrolled::who).toList(),
            world.organisation().offices(),
            headquarters);
    var chosen = new LinkedHashMap<AssetId, Watched>();
    for (var asset : able) {
      var who = watchers.get(asset.id());
      if (who != null) {
        chosen.put(asset.id(), new Watched(asset, terms(given, asset), who));
      }
    }
    return chosen;
  }

  private static Terms terms(Given given, Asset asset) {
    return given.terms().getOrDefault(asset.id(), Terms.USUAL);
  }

  /// An address that an agent would not take would spoil its whole plan.
  private static boolean isWeb(URI url) {
    return url.getHost() != null && String.valueOf(url.getScheme()).matches("(?i)https?");
  }

  private static Draft draft(Map<AgentId, Draft> drafts, AgentId agent) {
    return drafts.computeIfAbsent(agent, a -> new Draft());
  }

  private static Map<AgentId, byte[]> bodies(Given given, Map<AssetId, Watched> chosen) {
    var drafts = new HashMap<AgentId, Draft>();
    given.agents().forEach(agent -> drafts.put(agent.who().agent(), new Draft()));
    for (var one : chosen.values()) {
      one.watchers().own().forEach(agent -> draft(drafts, agent).add(one, true));
      one.watchers().neighbours().forEach(agent -> draft(drafts, agent).add(one, false));
    }
    var bodies = new HashMap<AgentId, byte[]>();
    drafts.forEach((agent, draft) -> bodies.put(agent, draft.bytes()));
    return bodies;
  }

  /// One agent's plan under construction, in the words of `agent.yaml`.
  private static final class Draft {
    private final ArrayNode checks = JSON.createArrayNode();
    private final ArrayNode pages = JSON.createArrayNode();
    private final TreeSet<String> allow = new TreeSet<>();
    private final ObjectNode witness = JSON.createObjectNode();

    void add(Watched one, boolean isOwn) {
      if (checks.size() >= MOST_CHECKS) {
        return;
      }
      var name = one.asset().id().name();
      var url = one.asset().url().orElseThrow().toString();
      var id = name + "-http";
      var check = checks.addObject();
      check.put("id", id).put("asset", name).put("url", url);
      check.put("every", one.terms().every().toSeconds() + "s");
      expect(check.putObject("expect"), one.terms());
      witness.put(id, isOwn ? "own" : "neighbour");
      allow.addAll(one.terms().allow());
      if (isOwn) {
        var page = pages.addObject();
        page.put("asset", name).put("url", url);
        page.put("every", one.terms().pageEvery().toSeconds() + "s");
      }
    }

    private static void expect(ObjectNode into, Terms terms) {
      into.set("status", JSON.valueToTree(new TreeSet<>(terms.status())));
      into.set("contains", JSON.valueToTree(terms.contains()));
      into.set("absent", JSON.valueToTree(terms.absent()));
    }

    byte[] bytes() {
      var body = JSON.createObjectNode();
      body.set("checks", checks);
      body.set("pages", pages);
      body.set("allow", JSON.valueToTree(allow));
      body.set("witness", witness);
      return JSON.writeValueAsBytes(body);
    }
  }

  private void sign(Map<AgentId, byte[]> bodies) {
    var fresh = new ArrayList<SignedPlan>();
    bodies.forEach((agent, body) -> {
      var before = Optional.ofNullable(newest.get(agent));
      var seen = ahead.getOrDefault(agent, 0L);
      if (seen == 0 && before.filter(plan -> Arrays.equals(plan.body(), body)).isPresent()) {
        return;
      }
      if (body.length > SignedPlan.MOST_BYTES) {
        LOG.atError()
            .addKeyValue("agent", agent)
            .addKeyValue("bytes", body.length)
            .log("a plan is too large to be sent; the one before stays in force");
        return;
      }
      var version = Math.max(seen, before.map(SignedPlan::version).orElse(0L)) + 1;
      var text = SignedPlan.signedText(agent, version, body);
      fresh.add(new SignedPlan(agent, version, body, key.sign(text)));
    });
    if (!fresh.isEmpty()) {
      var now = world.clock().instant();
      world.desk().write(() -> fresh.forEach(plan -> world.watching().plans().keep(plan, now)));
      fresh.forEach(plan -> newest.put(plan.agent(), plan));
      LOG.atInfo().addKeyValue("agents", fresh.size()).log("plans signed");
    }
    newest.keySet().retainAll(bodies.keySet());
    ahead.clear();
  }
}
