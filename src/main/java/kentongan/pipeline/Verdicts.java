package kentongan.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kentongan.asset.Asset;
import kentongan.asset.AssetId;
import kentongan.detection.Detection;
import kentongan.event.AgentId;
import kentongan.event.Event;
import kentongan.office.Office;
import kentongan.office.OfficeId;
import kentongan.watch.Damping;
import kentongan.watch.Fault;
import kentongan.watch.Judgement;
import kentongan.watch.Maintenance;
import kentongan.watch.Outages;
import kentongan.watch.Testimony.Answer;

/// Compares what the witnesses say and tells verdicts, as events of the collector's own. What only
/// one side watches is none of its business: the rules judge that as they always did.
final class Verdicts {
  static final String READER = "verdicts";

  private static final Damping.Policy SITES = Damping.Policy.USUAL;

  /// Offices are looked at every second, so one look is enough: 30 s of silence went before.
  private static final Damping.Policy OFFICES =
      new Damping.Policy(
          1, 1, Duration.ofSeconds(20), 6, Duration.ofHours(1), Duration.ofMinutes(10));

  private static final Damping.Policy BLIND =
      new Damping.Policy(
          5, 5, Duration.ofSeconds(20), 6, Duration.ofHours(1), Duration.ofMinutes(10));

  /// How long a fault waits for what lies above it to show.
  private static final Duration SETTLE = Duration.ofSeconds(5);

  /// The same for a site behind its office's line: the silence of its agent takes longer to show.
  private static final Duration SETTLE_BEHIND = Duration.ofSeconds(20);

  private final World world;
  private final PlanBook book;
  private final OwnEvents own;
  private final Testimonies testimonies = new Testimonies();
  private final Map<String, VerdictEvent.Told> told = new LinkedHashMap<>();
  private final Map<String, Damping> damped = new HashMap<>();
  private final Map<String, Instant> downSince = new HashMap<>();
  private final Map<String, Judgement> downAs = new HashMap<>();
  private List<Maintenance> maintenance = List.of();
  private boolean isBlind;

  /// @param memory as [#memory()] gave it; empty for none
  Verdicts(World world, PlanBook book, OwnEvents own, String memory) {
    this.world = world;
    this.book = book;
    this.own = own;
    VerdictEvent.read(memory).forEach(this::remember);
  }

  /// What was told before a restart holds until somebody sees otherwise; so does what it hid.
  private void remember(VerdictEvent.Told one) {
    told.put(one.subject(), one);
    var kind = one.scope().equals("province") ? "office:" : "asset:";
    var subjects = new ArrayList<>(one.behind().stream().map(kind::concat).toList());
    subjects.add(one.subject());
    for (var subject : subjects) {
      damped.put(subject, new Damping(true, List.of(true), Instant.MAX, List.of()));
      downSince.put(subject, Instant.EPOCH);
      downAs.put(subject, new Judgement(one.fault(), List.of(), List.of()));
    }
  }

  void heard(AgentId agent, Instant acceptedAt) {
    testimonies.heard(agent, acceptedAt);
  }

  void on(Event event) {
    testimonies
        .on(event)
        .map(book.watched()::get)
        .filter(Watched::isJudged)
        .ifPresent(one -> look(one, event.acceptedAt()));
  }

  /// One more look at a site; nothing is concluded while its office may be losing its line.
  private void look(Watched one, Instant now) {
    var judgement = judgement(one, now);
    var subject = "asset:" + one.asset().id();
    switch (judgement.fault()) {
      case SITE_DOWN -> {
        if (!isInDoubt(one, now) && isBelievable(one, now)) {
          downAs.put(subject, judgement);
          damp(subject, true, now, SITES);
        }
      }
      case UP -> damp(subject, false, now, SITES);
      case AGENT_DOWN, OFFICE_LINE_DOWN, BLIND -> {
        // the site itself was not the trouble, and nobody can say that it is well
      }
    }
  }

  private boolean isInDoubt(Watched one, Instant now) {
    return one.asset().hosting() == Asset.Hosting.OFFICE
        && testimonies.isInDoubt(one.asset().office(), book.agents(), now);
  }

  /// One side alone has to say it three times over.
  private boolean isBelievable(Watched one, Instant now) {
    var fresh = testimonies.fresh(one, now).values();
    var sides = new HashSet<OfficeId>();
    fresh.forEach(said -> sides.add(said.from()));
    return sides.size() >= 2
        || fresh.stream().anyMatch(s -> s.answer() == Answer.FAILED && s.failures() >= 3);
  }

  private Judgement judgement(Watched one, Instant now) {
    var agents = book.agents();
    var office = one.asset().office();
    var isHeard = !agents.containsValue(office) || testimonies.isHeard(office, agents, now);
    var since = isHeard ? Instant.EPOCH : testimonies.lastHeard(office, agents);
    return Judgement.of(testimonies.of(one, isHeard, isBlind, since, now));
  }

  private void damp(String subject, boolean down, Instant now, Damping.Policy policy) {
    var before = damped.getOrDefault(subject, Damping.NEW);
    var after = down || before != Damping.NEW ? before.look(down, now, policy) : before;
    settle(subject, before, after, now);
  }

  private void settle(String subject, Damping before, Damping after, Instant now) {
    damped.put(subject, after);
    if (after.isDown() && !before.isDown()) {
      downSince.put(subject, now);
    } else if (!after.isDown()) {
      downSince.remove(subject);
    }
  }

  /// What the passing of time makes known. To be called when the log has been read to its end.
  void tick(Instant now) {
    testimonies.watch(now);
    maintenance = world.watching().maintenance().all();
    blindness(now);
    var offices = offices(now);
    damped.keySet().removeIf(subject -> isGone(subject));
    for (var one : Map.copyOf(damped).entrySet()) {
      if (one.getKey().startsWith("asset:")) {
        settle(one.getKey(), one.getValue(), one.getValue().at(now, SITES), now);
      }
    }
    tell(
        Outages.of(new Outages.Seen(sites(now), offices, isBlind, watchedOffices(), living(now))),
        now);
  }

  private void blindness(Instant now) {
    var nothing =
        testimonies.reachesNothing(book.watched(), now)
            || testimonies.hearsNobody(book.agents(), now);
    damp("headquarters", nothing, now, BLIND);
    isBlind = damped.getOrDefault("headquarters", Damping.NEW).isDown();
  }

  /// An asset that was taken out of the plan is no trouble any more.
  private boolean isGone(String subject) {
    return subject.startsWith("asset:")
        && Optional.ofNullable(book.watched().get(new AssetId(subject.substring(6))))
            .filter(Watched::isJudged)
            .isEmpty();
  }

  /// The offices of which more than their own agent can tell.
  private Set<OfficeId> judgedOffices() {
    var offices = new HashSet<OfficeId>();
    var agents = book.agents();
    for (var one : book.watched().values()) {
      if (one.isJudged() && agents.containsValue(one.asset().office())) {
        offices.add(one.asset().office());
      }
    }
    return offices;
  }

  private List<Outages.SilentOffice> offices(Instant now) {
    var silent = new ArrayList<Outages.SilentOffice>();
    for (var office : judgedOffices()) {
      var subject = "office:" + office;
      var isSilent = !isBlind && !testimonies.isHeard(office, book.agents(), now);
      if (isSilent) {
        downAs.put(subject, ofOffice(office, now));
      }
      if (!isBlind && (isSilent || testimonies.hasSpoken(office, book.agents()))) {
        damp(subject, isSilent, now, OFFICES);
      }
      var as = downAs.get(subject);
      if (as != null && isReady(subject, SETTLE, now)) {
        var province = world.organisation().offices().provinceOf(office).map(Office::id);
        silent.add(new Outages.SilentOffice(office, province, as));
      }
    }
    return silent;
  }

  private boolean isReady(String subject, Duration settle, Instant now) {
    var since = downSince.get(subject);
    return since != null && downAs.containsKey(subject) && !now.isBefore(since.plus(settle));
  }

  private Judgement ofOffice(OfficeId office, Instant now) {
    if (testimonies.hasStopped(office, book.agents())) {
      return new Judgement(
          Fault.AGENT_DOWN,
          List.of("Agen kantor memberi tahu bahwa ia berhenti"),
          List.of("The office's agent said that it ends"));
    }
    var judgements =
        book.watched().values().stream()
            .filter(one -> one.isJudged() && one.asset().office().equals(office))
            .map(one -> judgement(one, now))
            .toList();
    return judgements.stream()
        .filter(j -> j.fault() == Fault.AGENT_DOWN)
        .findFirst()
        .or(() -> judgements.stream().filter(j -> j.fault() == Fault.OFFICE_LINE_DOWN).findFirst())
        .orElseGet(() ->
            new Judgement(
                Fault.OFFICE_LINE_DOWN,
                List.of("Agen kantor tidak terdengar"),
                List.of("The office's agent is not heard")));
  }

  private List<Outages.DownSite> sites(Instant now) {
    var down = new ArrayList<Outages.DownSite>();
    for (var one : book.watched().values()) {
      var subject = "asset:" + one.asset().id();
      var isBehind =
          one.asset().hosting() == Asset.Hosting.OFFICE
              && book.agents().containsValue(one.asset().office());
      var isTold = told.containsKey(subject);
      var as = downAs.get(subject);
      if (as != null
          && isReady(subject, isBehind ? SETTLE_BEHIND : SETTLE, now)
          && (isTold || (!isInDoubt(one, now) && judgement(one, now).fault() == Fault.SITE_DOWN))) {
        down.add(site(one, as, now));
      }
    }
    return down;
  }

  private Outages.DownSite site(Watched one, Judgement judgement, Instant now) {
    var fresh = testimonies.fresh(one, now).values();
    var address =
        fresh.stream().map(Testimonies.Said::address).filter(a -> !a.isEmpty()).findFirst();
    var isNameless =
        !fresh.isEmpty() && fresh.stream().allMatch(said -> said.reason().equals("dns"));
    var zone =
        one.asset()
            .url()
            .map(url -> url.getHost())
            .filter(host -> isNameless && host.indexOf('.') > 0)
            .map(host -> host.substring(host.indexOf('.') + 1));
    return new Outages.DownSite(one.asset().id(), one.asset().office(), address, zone, judgement);
  }

  private Map<OfficeId, Integer> watchedOffices() {
    var count = new HashMap<OfficeId, Integer>();
    for (var office : judgedOffices()) {
      world
          .organisation()
          .offices()
          .provinceOf(office)
          .ifPresent(province -> count.merge(province.id(), 1, Integer::sum));
    }
    return count;
  }

  private Set<String> living(Instant now) {
    var living = new HashSet<String>();
    for (var one : book.watched().values()) {
      testimonies.fresh(one, now).values().stream()
          .filter(said -> said.answer() == Answer.REACHED && !said.address().isEmpty())
          .forEach(said -> living.add(said.address()));
    }
    return living;
  }

  /// Adds to the log what is new: a trouble, one that grew, one that nobody is to be called about
  /// any more or again, one that is over.
  private void tell(List<Outages.Statement> statements, Instant now) {
    var hidden = new HashSet<String>();
    var current = new HashSet<String>();
    for (var said : statements) {
      current.add(said.subject());
      for (var behind : said.behind()) {
        hidden.add("office:" + behind);
        hidden.add("asset:" + behind);
      }
      var next = VerdictEvent.Told.of(said, isQuiet(said.office(), said.asset(), now));
      if (!next.equals(told.get(said.subject()))) {
        own.add(
            OwnEvents.JUDGE,
            said.office(),
            List.of(VerdictEvent.wrong(said, next, isUnsteady(said.subject(), now), now)));
        told.put(said.subject(), next);
      }
    }
    for (var before : List.copyOf(told.values())) {
      if (!current.contains(before.subject()) && !hidden.contains(before.subject())) {
        own.add(OwnEvents.JUDGE, before.office(), List.of(VerdictEvent.over(before, now)));
        told.remove(before.subject());
        downAs.remove(before.subject());
      }
    }
  }

  private boolean isUnsteady(String subject, Instant now) {
    var damping = damped.get(subject);
    return damping != null && damping.isUnsteady(now, SITES);
  }

  private boolean isQuiet(OfficeId office, Optional<AssetId> asset, Instant now) {
    return maintenance.stream()
        .anyMatch(work -> work.about().covers(office, asset) && work.isOn(now));
  }

  /// Whether nothing is to follow from a detection: a verdict speaks for it, or work was announced.
  ///
  /// @param firing the event that made the rule match; empty for silence
  boolean withholds(Detection detection, Optional<Event> firing, Instant now) {
    if (detection.change() != Detection.Change.BEGAN || !isOutage(detection)) {
      return false;
    }
    if (firing.isEmpty()) {
      var isOfAgent = detection.group().keySet().equals(Set.of("agent.id"));
      return isOfAgent
          && (isTold(detection.office(), now)
              || isQuiet(detection.office(), detection.asset(), now));
    }
    var tree = firing.get().tree();
    if (!tree.at("/event/dataset").asString("").equals("kentongan.check")) {
      return false;
    }
    var isJudged = detection.asset().map(book.watched()::get).filter(Watched::isJudged).isPresent();
    var hasFailed = tree.at("/event/outcome").asString("").equals("failure");
    return (isJudged && hasFailed) || isQuiet(detection.office(), detection.asset(), now);
  }

  /// Whether the verdict on an office speaks for its silent agent: not when another of its agents
  /// is heard, since then the office is well.
  private boolean isTold(OfficeId office, Instant now) {
    return judgedOffices().contains(office) && !testimonies.isHeard(office, book.agents(), now);
  }

  private static boolean isOutage(Detection detection) {
    return detection.tags().contains("rsit.availability.outage");
  }

  /// What was told and still holds, as text to be kept with the place in the log.
  String memory() {
    return VerdictEvent.write(told.values());
  }
}
