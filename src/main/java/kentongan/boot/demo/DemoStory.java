package kentongan.boot.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// The timetable: what is done to the five offices, and what is told of it. About 90 seconds.
final class DemoStory {
  /// How long it takes at most until agents are enrolled and baselines are in.
  private static final Duration WARM_UP = Duration.ofSeconds(60);

  /// How long the line stays cut at most; an agent counts as silent after 30 seconds.
  private static final Duration CUT = Duration.ofSeconds(50);

  private static final Duration LOOK = Duration.ofMillis(200);

  private final DemoStage stage;
  private final Headquarters headquarters;
  private final MailCatcher mail;
  private final Narrator narrator;
  private final InstantSource clock;
  private final Instant beganAt;
  private final Set<String> told = new HashSet<>();
  private List<Row> rows = List.of();

  DemoStory(
      DemoStage stage,
      Headquarters headquarters,
      MailCatcher mail,
      Narrator narrator,
      InstantSource clock) {
    this.stage = stage;
    this.headquarters = headquarters;
    this.mail = mail;
    this.narrator = narrator;
    this.clock = clock;
    beganAt = clock.instant();
  }

  /// Plays all of it.
  ///
  /// @param until when waiting for incidents and mails ends, done or not
  Verdicts play(Instant until) throws InterruptedException {
    warmUp();
    hideLinks();
    cutLine();
    breakIn();
    stopSite();
    mendLine();
    waitFor(until, () -> verdicts().allRight());
    return verdicts();
  }

  /// Tells of what comes until the thread is interrupted or the process ends.
  void goOn() throws InterruptedException {
    waitFor(Instant.MAX, () -> false);
  }

  /// All incidents, as last seen.
  List<Row> rows() {
    return rows;
  }

  /// Whether each attack became the right incident, as last seen.
  Verdicts verdicts() {
    return Verdicts.of(Attack.all(), rows);
  }

  private void warmUp() throws InterruptedException {
    narrator.tell(
        new Words(
            "Tiga agen mulai memeriksa lima situs; tunggu sampai semuanya terlihat.",
            "Three agents begin to watch five sites; waiting until all are seen."));
    if (!waitFor(clock.instant().plus(WARM_UP), this::isWarm)) {
      narrator.tell(
          new Words(
              "Belum semua situs terlihat; pertunjukan tetap dilanjutkan.",
              "Not all sites are seen yet; going on all the same."));
    }
    narrator.tell(new Words("Semua tenang.", "All is quiet."));
    rest(2);
  }

  private boolean isWarm() {
    var isSeen =
        stage.sites().all().stream()
            .allMatch(s -> has("kentongan.page", "kentongan.asset", s.place().site().name()));
    return isSeen
        && has("kentongan.heartbeat", "kentongan.office", DemoPlace.JAYAPURA.id().code())
        && has("system.auth", "kentongan.office", DemoPlace.MAKASSAR.id().code())
        && has("nginx.access", "kentongan.office", DemoPlace.JAYAPURA.id().code());
  }

  private boolean has(String dataset, String field, String value) {
    var query = "event.dataset:\"%s\" AND %s:\"%s\"".formatted(dataset, field, value);
    return headquarters.count(query, beganAt) > 0;
  }

  private void hideLinks() throws InterruptedException {
    stage.sites().at(DemoPlace.BADUNG).injectGamblingLinks();
    narrator.tell(
        new Words(
            "Situs Badung disusupi tautan judi tersembunyi. Tampilannya tidak berubah.",
            "Hidden gambling links are put into Badung's site. It looks the same."));
    rest(6);
  }

  private void cutLine() throws InterruptedException {
    stage.line().cut();
    narrator.tell(
        new Words(
            "Jaringan kantor Jayapura terputus. Agennya terus mencatat.",
            "Jayapura's line is cut. Its agent goes on recording."));
    rest(3);
    narrator.tell(
        new Words(
            "Selagi terputus, aplikasi web Jayapura diserang (injeksi SQL, webshell).",
            "While it is cut, Jayapura's web application is attacked (SQL injection, a"
                + " webshell)."));
    stage.traffic().webAttack();
  }

  private void breakIn() throws InterruptedException {
    narrator.tell(
        new Words(
            "Server Makassar: seseorang menebak kata sandi root melalui SSH, lalu berhasil masuk.",
            "Makassar's server: somebody guesses root's password over SSH, and gets in."));
    stage.traffic().breakIn();
    rest(3);
  }

  private void stopSite() throws InterruptedException {
    stage.sites().at(DemoPlace.DENPASAR).stop();
    narrator.tell(
        new Words("Situs Denpasar berhenti menjawab.", "Denpasar's site stops answering."));
    rest(4);
  }

  private void mendLine() throws InterruptedException {
    narrator.tell(
        new Words(
            "Kantor yang diam 30 detik dianggap terputus; tunggu sebentar.",
            "An office that is silent for 30 seconds counts as cut off; wait a little."));
    waitFor(clock.instant().plus(CUT), () -> isNoticed(Attack.LINE_CUT));
    stage.line().restore();
    narrator.tell(
        new Words(
            "Jaringan Jayapura pulih; agennya mengirim semua yang tercatat selagi terputus.",
            "Jayapura's line is back; its agent sends all that it saw meanwhile."));
  }

  private boolean isNoticed(Attack attack) {
    return Verdicts.of(List.of(attack), rows).allRight();
  }

  private void rest(int seconds) throws InterruptedException {
    waitFor(clock.instant().plusSeconds(seconds), () -> false);
  }

  /// Waits, telling of each new incident meanwhile.
  private boolean waitFor(Instant until, BooleanSupplier happened) throws InterruptedException {
    while (clock.instant().isBefore(until)) {
      rows = headquarters.incidents(mail);
      rows.forEach(this::tell);
      if (happened.getAsBoolean()) {
        return true;
      }
      Thread.sleep(LOOK);
    }
    return false;
  }

  private void tell(Row row) {
    if (row.noticeAt().isPresent() && told.add(row.incident())) {
      var office = DemoPlace.nameOf(row.office());
      narrator.tell(
          new Words(
                  "→ %s (%s, %s): petugas siaga sudah menerima surel, %.1f detik setelah kejadian.",
                  "→ %s (%s, %s): the person on duty has the mail, %.1f seconds after the fact.")
              .with(
                  row.incident(),
                  row.category(),
                  office,
                  row.latency().orElse(Duration.ZERO).toMillis() / 1000.0));
    }
  }
}
