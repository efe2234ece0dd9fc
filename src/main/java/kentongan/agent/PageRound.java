package kentongan.agent;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kentongan.probe.HttpAnswer;
import kentongan.probe.HttpProbe;
import kentongan.probe.Reason;
import kentongan.watch.Approved;
import kentongan.watch.Habit;
import kentongan.watch.Page;
import kentongan.watch.PageAct;
import kentongan.watch.PageComparison;
import kentongan.watch.PageVerdict;
import kentongan.watch.Persona;
import kentongan.watch.Sight;
import kentongan.watch.Verdict;
import kentongan.watch.WordLists;

/// One page again and again, compared with its approved copy and with what other visitors get, as
/// events. The first good answer that is clean by itself is the approved copy; until then each
/// answer is judged without one. An alarm takes a second look.
final class PageRound {
  /// One at a time: a page taken apart costs many times its bytes.
  private static final Object ONE_AT_A_TIME = new Object();

  private static final Duration OTHERS_SOONEST = Duration.ofMinutes(5);
  private static final Duration OTHERS_LATEST = Duration.ofMinutes(30);
  private static final int OTHERS_EVERY = 6;
  private static final Duration LONGEST_BACKOFF = Duration.ofHours(1);
  private static final Duration SECOND_LOOK = Duration.ofMillis(1500);

  private final AgentConfig.Page page;
  private final InstantSource clock;
  private final String host;
  private final PageFetch fetch;
  private final PageMemory memory;
  private final PageEvidence evidence;
  private final PageSweep sweep;
  private final Duration secondLook;

  private Optional<Approved> approved = Optional.empty();
  private Instant approvedAt = Instant.MIN;
  private Optional<Last> last = Optional.empty();
  private Instant othersNext = Instant.MIN;
  private Instant notBefore = Instant.MIN;
  private int pushedBack;
  private int unconfirmed;

  /// The last look: its answer, and what it was.
  private record Last(HttpAnswer answer, String hash, PageVerdict verdict) {}

  /// One judged look.
  private record Look(
      Map<String, HttpAnswer> answers, PageComparison.Outcome outcome, boolean isPlanned) {
    HttpAnswer answer() {
      return answers.getOrDefault("browser", answers.values().iterator().next());
    }

    PageVerdict verdict() {
      return outcome.verdict();
    }
  }

  /// @param directory where approved copies are kept
  PageRound(
      AgentConfig.Page page, HttpProbe probe, InstantSource clock, String host, Path directory) {
    this(page, probe, clock, host, directory, SECOND_LOOK);
  }

  /// @param secondLook how long to wait before an alarm is looked at again
  PageRound(
      AgentConfig.Page page,
      HttpProbe probe,
      InstantSource clock,
      String host,
      Path directory,
      Duration secondLook) {
    this.page = page;
    this.clock = clock;
    this.host = host;
    this.secondLook = secondLook;
    this.fetch = new PageFetch(probe);
    this.memory = new PageMemory(page.asset(), page.url(), directory);
    var chromium = Optional.ofNullable(System.getenv("KENTONGAN_CHROMIUM")).orElse("");
    this.evidence = new PageEvidence(directory.resolveSibling("evidence"), chromium);
    this.sweep = new PageSweep(probe, fetch, page.url());
  }

  /// Looks once; nothing when there was no good answer, which is for the checks to tell.
  ///
  /// @throws IOException when what is kept cannot be read or written
  List<Waiting> events() throws IOException {
    var at = clock.instant();
    if (at.isBefore(notBefore)) {
      return List.of();
    }
    // Who answers "not modified" to us may tell others something else: so not with every look.
    var isWhole = !at.isBefore(othersNext) || isToApprove(memory.acts());
    var answer = fetch.asBrowser(page.url(), isWhole ? Optional.empty() : last.map(Last::answer));
    if (!answer.isGood()) {
      return pushedBack(answer, at);
    }
    pushedBack = 0;
    var events = new ArrayList<Waiting>();
    events.add(looked(answer, at));
    swept(at).ifPresent(events::add);
    return events;
  }

  /// A site that asks for a pause gets one, twice as long each time. A page that is too large to be
  /// looked at is told of: a blind spot is a fact too.
  private List<Waiting> pushedBack(HttpAnswer answer, Instant at) {
    if (answer.status() == 429 || answer.status() == 503) {
      var pause = page.every().multipliedBy(1L << Math.min(10, pushedBack++));
      var asked = answer.header("retry-after").filter(s -> s.matches("[0-9]{1,5}"));
      var longer = asked.map(s -> Duration.ofSeconds(Long.parseLong(s))).orElse(pause);
      var whole = longer.compareTo(pause) > 0 ? longer : pause;
      notBefore = at.plus(whole.compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : whole);
    }
    var failure = answer.failure().orElseThrow();
    var isOdd =
        failure.reason() == Reason.TOO_LARGE
            || failure.reason() == Reason.FORBIDDEN
            || (failure.reason() == Reason.PROTOCOL && answer.path().size() > 1);
    if (!isOdd) {
      return List.of();
    }
    var seen = clock.instant();
    var text = "%s: halaman tidak dapat diperiksa: %s (%s)";
    var doc =
        doc(at, seen)
            .put("message", text.formatted(page.url(), failure.reason().token(), failure.detail()))
            .put("event.outcome", "unknown")
            .put("kentongan.page.unread", failure.reason().token());
    return List.of(new Waiting(EventClass.PAGE, seen, doc.json()));
  }

  private Waiting looked(HttpAnswer answer, Instant at) throws IOException {
    var acts = memory.acts();
    if (answer.status() == 304 && last.isPresent()) {
      return event(
          at,
          last.get().verdict(),
          last.get().answer(),
          doc -> doc.put("kentongan.page.unchanged", true));
    }
    var look = judged(answer, at, acts);
    var isNewAlarm =
        look.verdict().verdict() != Verdict.CLEAN
            && last.map(l -> l.verdict().verdict() != look.verdict().verdict()).orElse(true);
    if (!isNewAlarm) {
      return told(look, at, "");
    }
    pause();
    var again = fetch.asBrowser(page.url(), Optional.empty());
    if (!again.isGood()) {
      return told(look, at, "");
    }
    othersNext = Instant.MIN;
    var second = judged(again, at, acts);
    if (second.verdict().verdict() != Verdict.CLEAN) {
      return told(second, at, look.verdict().verdict().token());
    }
    // Seen once and not again: once may be a broken answer, thrice is somebody who takes turns.
    unconfirmed++;
    return unconfirmed >= 3
        ? told(look, at, "clean")
        : told(second, at, look.verdict().verdict().token());
  }

  private void pause() {
    try {
      Thread.sleep(secondLook);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private Look judged(HttpAnswer answer, Instant at, List<PageAct> acts) throws IOException {
    var hash = PageMemory.sha256(answer.body());
    var isOthersTurn = !at.isBefore(othersNext);
    var isPlanned = acts.stream().anyMatch(a -> a instanceof PageAct.Plan p && p.covers(at));
    var answers = new HashMap<String, HttpAnswer>();
    answers.put("browser", answer);
    var same = last.filter(l -> l.hash().equals(hash) && !isOthersTurn);
    var isToApprove = isToApprove(acts);
    if (same.isPresent() && !isToApprove && sameWay(same.get().answer(), answer)) {
      // The same bytes have the same verdict.
      var like = new Habit.Likeness(1, 1, 0);
      return new Look(answers, new PageComparison.Outcome(same.get().verdict(), like), isPlanned);
    }
    var others = isOthersTurn ? others(answers) : new EnumMap<Persona, Page>(Persona.class);
    othersNext = isOthersTurn ? at.plus(othersEvery()) : othersNext;
    synchronized (ONE_AT_A_TIME) {
      return compared(answer, answers, others, isPlanned, isToApprove, at);
    }
  }

  /// With every sixth look, from 5 to 30 minutes.
  private Duration othersEvery() {
    var usual = page.every().multipliedBy(OTHERS_EVERY);
    return usual.compareTo(OTHERS_SOONEST) < 0
        ? OTHERS_SOONEST
        : usual.compareTo(OTHERS_LATEST) > 0 ? OTHERS_LATEST : usual;
  }

  private static boolean sameWay(HttpAnswer one, HttpAnswer other) {
    return one.servedFrom().equals(other.servedFrom());
  }

  private EnumMap<Persona, Page> others(Map<String, HttpAnswer> answers) {
    var others = new EnumMap<Persona, Page>(Persona.class);
    for (var who : Persona.values()) {
      var theirs = fetch.as(who, page.url());
      if (theirs.isGood()) {
        answers.put(who.name().toLowerCase(java.util.Locale.ROOT), theirs);
        others.put(who, PageFetch.page(page.url(), theirs));
      }
    }
    return others;
  }

  private Look compared(
      HttpAnswer answer,
      Map<String, HttpAnswer> answers,
      Map<Persona, Page> others,
      boolean isPlanned,
      boolean isToApprove,
      Instant at)
      throws IOException {
    var now = PageFetch.page(page.url(), answer);
    if (isToApprove) {
      approve(answer, now);
    } else if (approved.isEmpty()) {
      approved = memory.approved();
      approvedAt = memory.approvedAt();
    }
    var isWarm = approved.map(a -> a.habit().isWarm(at)).orElse(false);
    var sight = new Sight(now, others, isPlanned, isWarm);
    var outcome = PageComparison.of(sight, approved, WordLists.house());
    if (outcome.verdict().verdict() == Verdict.CLEAN) {
      if (approved.isEmpty()) {
        approve(answer, now);
      }
      learn(outcome, at);
      sweep.links(now);
    }
    return new Look(answers, outcome, isPlanned);
  }

  private boolean isToApprove(List<PageAct> acts) throws IOException {
    var since = approvedAt.equals(Instant.MIN) ? memory.approvedAt() : approvedAt;
    return acts.stream().anyMatch(a -> a instanceof PageAct.Approve && a.at().isAfter(since));
  }

  private void approve(HttpAnswer answer, Page now) throws IOException {
    memory.approve(answer);
    approved = Optional.of(Approved.of(now));
    approvedAt = memory.approvedAt();
  }

  private void learn(PageComparison.Outcome outcome, Instant at) throws IOException {
    if (approved.isPresent()) {
      var habit = approved.get().habit().after(outcome.verdict(), outcome.like(), at);
      approved = Optional.of(approved.get().with(habit));
      if (habit.looks() <= 30 || habit.looks() % 20 == 0) {
        memory.keep(habit);
      }
    }
  }

  private Waiting told(Look look, Instant at, String firstLook) throws IOException {
    var verdict = look.verdict();
    var answer = look.answer();
    var isBad = verdict.verdict() != Verdict.CLEAN;
    var wasBad = last.map(l -> l.verdict().verdict() != Verdict.CLEAN).orElse(false);
    last = Optional.of(new Last(answer, PageMemory.sha256(answer.body()), verdict));
    var frozen =
        isBad && !wasBad
            ? Optional.of(
                evidence.freeze(
                    PageMemory.name(page.asset(), page.url()),
                    look.answers(),
                    verdict.reasons(),
                    at))
            : Optional.<PageEvidence.Frozen>empty();
    var trouble = trouble(isBad, at);
    var isCloser = trouble.right().map(r -> at.isBefore(r.plus(PageAct.CLOSER))).orElse(false);
    othersNext = isCloser ? at : othersNext;
    var isRecurrence = isBad && isCloser;
    return event(
        at,
        verdict,
        answer,
        doc -> {
          frozen.ifPresent(f ->
              doc.put("kentongan.page.evidence.folder", f.folder().getFileName().toString())
                  .put("kentongan.page.evidence.sha256", f.sha256()));
          if (!firstLook.isEmpty()) {
            doc.put("kentongan.page.first_look", firstLook);
          }
          if (isRecurrence) {
            doc.put("kentongan.page.recurrence", true);
          }
          if (look.isPlanned()) {
            doc.put("kentongan.page.planned", true);
          }
          doc.put("kentongan.page.closer", isCloser);
        });
  }

  /// Remembers attack and recovery; a recovery by itself counts as one that somebody declared.
  private PageMemory.Trouble trouble(boolean isBad, Instant at) throws IOException {
    var known = memory.trouble();
    var declared =
        memory.acts().stream()
            .filter(a -> a instanceof PageAct.Recovered)
            .map(PageAct::at)
            .reduce((a, b) -> b);
    var isDown =
        known.attacked().isPresent()
            && known.right().map(r -> r.isBefore(known.attacked().get())).orElse(true);
    if (isBad && !isDown) {
      var now = new PageMemory.Trouble(Optional.of(at), known.right());
      memory.keep(now);
      return known.right().isPresent() ? known : new PageMemory.Trouble(now.attacked(), declared);
    }
    if (!isBad && isDown) {
      var now = new PageMemory.Trouble(known.attacked(), Optional.of(at));
      memory.keep(now);
      return now;
    }
    return new PageMemory.Trouble(known.attacked(), known.right().or(() -> declared));
  }

  private Optional<Waiting> swept(Instant at) throws IOException {
    if (last.map(l -> l.verdict().verdict() != Verdict.CLEAN).orElse(true)) {
      return Optional.empty();
    }
    var found = sweep.next(at);
    sweep.rest(at);
    if (found.isEmpty() || found.get().verdict().verdict() == Verdict.CLEAN) {
      return Optional.empty();
    }
    var one = found.get();
    var seen = clock.instant();
    var doc = described(doc(at, seen), one.verdict(), one.answer(), one.url().toString());
    doc.put("url.full", one.url().toString()).put("kentongan.page.found_by", "sweep");
    return Optional.of(new Waiting(EventClass.PAGE, seen, doc.json()));
  }

  private Waiting event(
      Instant at, PageVerdict verdict, HttpAnswer answer, java.util.function.Consumer<Doc> more) {
    var seen = clock.instant();
    var doc = described(doc(at, seen), verdict, answer, page.url().toString());
    approved
        .map(Approved::habit)
        .filter(h -> h.looks() > 0)
        .ifPresent(h ->
            doc.put("kentongan.page.habit.looks", h.looks())
                .put("kentongan.page.habit.text", rounded(h.textMean()))
                .put("kentongan.page.habit.shape", rounded(h.shapeMean()))
                .put("kentongan.page.habit.warm", h.isWarm(at)));
    more.accept(doc);
    return new Waiting(EventClass.PAGE, seen, doc.json());
  }

  private static double rounded(double share) {
    return Math.round(share * 1000) / 1000.0;
  }

  private Doc doc(Instant at, Instant seen) {
    return new Doc("kentongan.page", at, seen)
        .put("host.hostname", host)
        .put("kentongan.asset", page.asset())
        .put("url.full", page.url().toString())
        .put("url.domain", page.url().getHost());
  }

  private static Doc described(Doc doc, PageVerdict verdict, HttpAnswer answer, String url) {
    var message =
        verdict.reasons().isEmpty()
            ? "%s: halaman wajar".formatted(url)
            : "%s: %s".formatted(url, verdict.reasons().getFirst());
    doc.put("message", message)
        .put("event.outcome", verdict.verdict() == Verdict.CLEAN ? "success" : "failure")
        .put("http.response.status_code", answer.status())
        .put("kentongan.page.verdict", verdict.verdict().token())
        .put("kentongan.page.score", verdict.score())
        .put("kentongan.page.changed", verdict.changed())
        .put("kentongan.page.reasons", verdict.reasons())
        .put("kentongan.page.new_hosts", verdict.newHosts())
        .put("kentongan.page.hidden_links", verdict.hiddenLinks())
        .put("kentongan.page.title", verdict.title())
        .put("kentongan.page.sha256", PageMemory.sha256(answer.body()));
    if (!verdict.findings().isEmpty()) {
      doc.put("kentongan.page.reasons_en", verdict.reasonsInEnglish())
          .put("kentongan.page.techniques", verdict.techniques());
    }
    return doc;
  }
}
