package kentongan.boot;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import kentongan.asset.AssetId;
import kentongan.office.OfficeId;
import kentongan.pipeline.OwnEvents;
import kentongan.pipeline.OwnKey;
import kentongan.pipeline.PlanBook;
import kentongan.pipeline.World;
import kentongan.probe.AddressGuard;
import kentongan.probe.HttpAnswer;
import kentongan.probe.HttpCheck;
import kentongan.probe.HttpProbe;
import kentongan.probe.Network;
import kentongan.watch.Terms;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/// Headquarters as a witness: asks every watched asset at its pace, a few at once, never one host
/// twice at a time, and adds the answers to the log as its own events.
final class HeadquartersWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HeadquartersWatch.class);
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final long BEAT = Duration.ofMillis(500).toNanos();
  private static final int MOST_LINES = 500;

  private final PlanBook book;
  private final World world;
  private final OwnEvents own;
  private final RondaSettings settings;
  private final Semaphore turns;
  private final Map<String, Long> due = new HashMap<>();
  private final Map<String, Integer> failures = new ConcurrentHashMap<>();
  private final Set<String> busyHosts = ConcurrentHashMap.newKeySet();
  private final ConcurrentLinkedQueue<byte[]> said = new ConcurrentLinkedQueue<>();
  private final Thread thread;
  private volatile boolean closing;

  HeadquartersWatch(PlanBook book, World world, OwnKey key, RondaSettings settings) {
    this.book = book;
    this.world = world;
    this.own = new OwnEvents(world, key);
    this.settings = settings;
    this.turns = new Semaphore(settings.atOnce());
    this.thread = Thread.ofPlatform().name("ronda").daemon().unstarted(this::work);
  }

  /// One question.
  ///
  /// @param name what it is known by
  /// @param asset empty for a control target
  private record Question(String name, URI url, Optional<AssetId> asset, Terms terms) {}

  /// Begins, unless the settings say that headquarters does not look.
  void start() {
    if (settings.headquarters()) {
      thread.start();
    }
  }

  private void work() {
    while (!closing) {
      try {
        ask();
        keep();
      } catch (RuntimeException failed) {
        LOG.atError().setCause(failed).log("headquarters could not look; it tries again");
      }
      LockSupport.parkNanos(BEAT);
    }
  }

  private void ask() {
    var now = System.nanoTime();
    var names = new HashSet<String>();
    for (var question : questions()) {
      names.add(question.name());
      var every = question.terms().every().toNanos();
      // Spread over the first interval, each always at the same place in it.
      var at =
          due.computeIfAbsent(
              question.name(), name -> now + Math.floorMod(name.hashCode() * 2654435761L, every));
      var host = String.valueOf(question.url().getHost());
      if (now - at < 0 || !busyHosts.add(host)) {
        continue;
      }
      if (!turns.tryAcquire()) {
        busyHosts.remove(host);
        return;
      }
      due.put(question.name(), Math.max(at + every, now + every / 2));
      Thread.ofVirtual().name("ronda-", 0).start(() -> askOne(question, host));
    }
    due.keySet().retainAll(names);
    failures.keySet().retainAll(names);
  }

  private List<Question> questions() {
    var questions = new ArrayList<Question>();
    for (var url : settings.control()) {
      var usual = Terms.USUAL;
      var any =
          new Terms(
              true,
              settings.controlEvery(),
              usual.pageEvery(),
              usual.status(),
              List.of(),
              List.of(),
              List.of());
      questions.add(new Question("kendali-" + url, url, Optional.empty(), any));
    }
    for (var one : book.watched().values()) {
      var id = one.asset().id();
      var url = one.asset().url().orElseThrow();
      questions.add(new Question(id + "-http", url, Optional.of(id), one.terms()));
    }
    return questions;
  }

  private void askOne(Question question, String host) {
    try {
      var at = world.clock().instant();
      var terms = question.terms();
      var expect = new HttpCheck.Expect(terms.status(), terms.contains(), terms.absent());
      var check = new HttpCheck(question.url(), Map.of(), expect, HttpCheck.Bounds.USUAL);
      var answer = probe(terms).ask(check);
      said.add(event(question, answer, at));
    } catch (RuntimeException odd) {
      LOG.atWarn().addKeyValue("check", question.name()).setCause(odd).log("a check broke");
    } finally {
      busyHosts.remove(host);
      turns.release();
    }
  }

  private HttpProbe probe(Terms terms) {
    var allow = new ArrayList<Network>();
    settings.allow().forEach(block -> allow.add(Network.parse(block)));
    terms.allow().forEach(block -> allow.add(Network.parse(block)));
    return new HttpProbe(new AddressGuard(allow));
  }

  private byte[] event(Question question, HttpAnswer answer, Instant at) {
    var inRow = answer.isGood() ? 0 : failures.merge(question.name(), 1, Integer::sum);
    if (answer.isGood()) {
      failures.remove(question.name());
    }
    var doc = JSON.createObjectNode();
    doc.put("@timestamp", text(at));
    doc.putObject("event")
        .put("created", text(world.clock().instant()))
        .put("dataset", "kentongan.check")
        .put("outcome", answer.isGood() ? "success" : "failure")
        .put("duration", answer.phases().whole());
    doc.put("message", message(question, answer));
    var ours = doc.putObject("kentongan");
    question.asset().ifPresent(asset -> ours.put("asset", asset.name()));
    var check = ours.putObject("check");
    check.put("id", question.name()).put("kind", "http");
    check.put("witness", "headquarters").put("failures", inRow);
    answer.failure().ifPresent(f -> check.put("reason", f.reason().token()));
    var phase = check.putObject("phase");
    phase.put("resolve_ms", answer.phases().resolve() / 1e6);
    phase.put("connect_ms", answer.phases().connect() / 1e6);
    phase.put("tls_ms", answer.phases().tls() / 1e6);
    phase.put("first_byte_ms", answer.phases().firstByte() / 1e6);
    phase.put("whole_ms", answer.phases().whole() / 1e6);
    doc.putObject("url")
        .put("full", question.url().toString())
        .put("domain", question.url().getHost());
    if (answer.status() > 0) {
      doc.putObject("http").putObject("response").put("status_code", answer.status());
    }
    address(question.url()).ifPresent(ip -> doc.putObject("server").put("ip", ip));
    answer
        .certificateNotAfter()
        .ifPresent(end -> {
          doc.putObject("tls").putObject("server").put("not_after", text(end));
          var left = Math.floorDiv(Duration.between(at, end).toSeconds(), 86_400L);
          check.put("certificate_days", left);
        });
    return JSON.writeValueAsBytes(doc);
  }

  private static String message(Question question, HttpAnswer answer) {
    return answer
        .failure()
        .map(f ->
            "%s tidak dapat diakses dari pusat: %s (%s)"
                .formatted(question.url(), f.reason().token(), f.detail()))
        .orElseGet(() -> "%s menjawab %d kepada pusat".formatted(question.url(), answer.status()));
  }

  /// Where the name leads: sites that share an address share their trouble.
  private static Optional<String> address(URI url) {
    try {
      return Optional.of(InetAddress.getByName(url.getHost()).getHostAddress());
    } catch (UnknownHostException _) {
      return Optional.empty();
    }
  }

  private static String text(Instant at) {
    var whole = at.truncatedTo(ChronoUnit.MILLIS).toString();
    return whole.length() == 24 ? whole : whole.replace("Z", ".000Z");
  }

  private void keep() {
    var lines = new ArrayList<byte[]>();
    while (lines.size() < MOST_LINES && said.peek() != null) {
      lines.add(said.remove());
    }
    if (!lines.isEmpty()) {
      own.add(OwnEvents.WITNESS, OfficeId.HEADQUARTERS, lines);
    }
  }

  /// Stops asking; questions under way end by themselves and are not told.
  @Override
  public void close() {
    closing = true;
    LockSupport.unpark(thread);
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
