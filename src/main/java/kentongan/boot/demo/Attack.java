package kentongan.boot.demo;

import java.util.List;
import kentongan.incident.Category;
import kentongan.office.OfficeId;

/// One thing that is done to the demonstration's offices, and what must come of it.
///
/// @param what in plain words
/// @param office whose incident it must become
/// @param rule id of the rule that must have opened it, in the folder `rules`
/// @param category what it must be called
/// @param playbook name of the playbook that must be offered
record Attack(Words what, OfficeId office, String rule, Category category, String playbook) {
  /// Links that only search engines see.
  static final Attack GAMBLING_LINKS =
      new Attack(
          new Words(
              "tautan judi tersembunyi di situs Badung", "hidden gambling links in Badung's site"),
          DemoPlace.BADUNG.id(),
          "f8b98a8e-c975-4088-9073-a28df050353e",
          Category.GAMBLING_LINKS,
          "situs-diretas");

  /// A password that was guessed.
  static final Attack BREAK_IN =
      new Attack(
          new Words(
              "pembobolan sshd di server Makassar", "a break-in over sshd on Makassar's server"),
          DemoPlace.MAKASSAR.id(),
          "e471d7ae-862d-44eb-b76e-aa1441da0e80",
          Category.INTRUSION,
          "situs-diretas");

  /// A site that does not answer.
  static final Attack SITE_DOWN =
      new Attack(
          new Words("situs Denpasar berhenti menjawab", "Denpasar's site stops answering"),
          DemoPlace.DENPASAR.id(),
          "fad08897-a319-47a4-a00e-f9aa0bd10701",
          Category.SITE_DOWN,
          "situs-terganggu");

  /// An office that is not heard.
  static final Attack LINE_CUT =
      new Attack(
          new Words("jaringan kantor Jayapura terputus", "Jayapura's line is cut"),
          DemoPlace.JAYAPURA.id(),
          "61b23964-99a5-4f98-b512-ad1b3155135b",
          Category.INTERNET_DOWN,
          "internet-terputus");

  /// What happened there meanwhile.
  static final Attack WEB_ATTACK =
      new Attack(
          new Words(
              "serangan web di Jayapura selagi terputus",
              "a web attack in Jayapura while it was cut"),
          DemoPlace.JAYAPURA.id(),
          "aa418c1e-2094-42a9-88b0-70f6abc6ca55",
          Category.INTRUSION,
          "situs-diretas");

  /// All, in the order of the timetable.
  static List<Attack> all() {
    return List.of(GAMBLING_LINKS, LINE_CUT, WEB_ATTACK, BREAK_IN, SITE_DOWN);
  }
}
