package kentongan.boot.demo;

import java.util.List;
import java.util.Set;
import kentongan.office.OfficeId;

/// One thing that is done to the demonstration's offices, and what must come of it.
///
/// @param what in plain words
/// @param office whose incident it must become
/// @param rules ids of the rules of which one must have opened it
/// @param playbooks names of the playbooks of which one must be offered
record Attack(Words what, OfficeId office, Set<String> rules, Set<String> playbooks) {
  /// Links that only search engines see.
  static final Attack GAMBLING_LINKS =
      new Attack(
          new Words(
              "tautan judi tersembunyi di situs Badung", "hidden gambling links in Badung's site"),
          DemoPlace.BADUNG.id(),
          Set.of("page-gambling-links"),
          Set.of("situs-diretas"));

  /// A password that was guessed.
  static final Attack BREAK_IN =
      new Attack(
          new Words(
              "pembobolan sshd di server Makassar", "a break-in over sshd on Makassar's server"),
          DemoPlace.MAKASSAR.id(),
          Set.of("ssh-success-after-guessing"),
          Set.of("situs-diretas"));

  /// A site that does not answer.
  static final Attack SITE_DOWN =
      new Attack(
          new Words("situs Denpasar berhenti menjawab", "Denpasar's site stops answering"),
          DemoPlace.DENPASAR.id(),
          Set.of("site-down"),
          Set.of("situs-terganggu"));

  /// An office that is not heard.
  static final Attack LINE_CUT =
      new Attack(
          new Words("jaringan kantor Jayapura terputus", "Jayapura's line is cut"),
          DemoPlace.JAYAPURA.id(),
          Set.of("agent-silent"),
          Set.of("internet-terputus"));

  /// What happened there meanwhile.
  static final Attack WEB_ATTACK =
      new Attack(
          new Words(
              "serangan web di Jayapura selagi terputus",
              "a web attack in Jayapura while it was cut"),
          DemoPlace.JAYAPURA.id(),
          Set.of("web-sql-injection", "web-webshell"),
          Set.of("situs-diretas"));

  /// All, in the order of the timetable.
  static List<Attack> all() {
    return List.of(GAMBLING_LINKS, LINE_CUT, WEB_ATTACK, BREAK_IN, SITE_DOWN);
  }

  Attack {
    rules = Set.copyOf(rules);
    playbooks = Set.copyOf(playbooks);
  }
}
