package kentongan.notice;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import kentongan.office.Dates;

/// What a notice says: Indonesian first, the same in English below. Everything inserted is one
/// line, bounded, escaped in HTML, and its links are broken, since titles may quote a hacked page.
final class Rendering {
  private static final ZoneId JAKARTA = ZoneId.of("Asia/Jakarta");
  private static final DateTimeFormatter ENGLISH =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm", Locale.UK);
  private static final int MAX_SUBJECT = 180;

  private final Notice notice;
  private final Matter matter;
  private final URI link;

  private Rendering(Notice notice, URI link) {
    this.notice = notice;
    this.matter = notice.matter();
    this.link = link;
  }

  /// A notice as a message.
  ///
  /// @param link where its receiver acknowledges: a page with a button, since mail scanners open
  ///   every link they find
  static Message of(Notice notice, URI link) {
    var it = new Rendering(notice, link);
    return new Message(
        notice.id(),
        notice.name(),
        notice.address(),
        it.subject(),
        it.text(),
        it.html(),
        notice.matter(),
        link);
  }

  private String subject() {
    var drill = matter.exercise() ? "[LATIHAN] " : "";
    var again = notice.attempt() > 1 ? " (panggilan ke-%d)".formatted(notice.attempt()) : "";
    var start = "%s[%s] %s".formatted(drill, matter.severity().id(), safe(matter.what().id()));
    var end = "%s - %s".formatted(again, matter.incident());
    return Words.bounded(start, MAX_SUBJECT - end.length()) + end;
  }

  private String text() {
    var text = new StringBuilder();
    for (var section : List.of(indonesian(), english())) {
      if (!text.isEmpty()) {
        text.append("\n-- English --\n\n");
      }
      section.banner().forEach(line -> text.append(line).append("\n\n"));
      section
          .rows()
          .forEach(row -> text.append(row.name()).append(": ").append(row.value()).append('\n'));
      text.append('\n').append(section.ask()).append(":\n").append(link).append("\n\n");
      text.append(section.close()).append('\n');
    }
    return text.toString();
  }

  private String html() {
    var html = new StringBuilder();
    html.append("<!DOCTYPE html>\n<html lang=\"id\"><head><meta charset=\"utf-8\"><title>")
        .append(escape(subject()))
        .append("</title></head>\n<body style=\"font-family:sans-serif;max-width:40em\">\n");
    section(html, indonesian(), "id");
    html.append("<hr>\n");
    section(html, english(), "en");
    return html.append("</body></html>\n").toString();
  }

  private void section(StringBuilder html, Section section, String language) {
    html.append("<div lang=\"").append(language).append("\">\n");
    section
        .banner()
        .forEach(line ->
            html.append("<p style=\"border:2px solid #000;padding:.5em\"><strong>")
                .append(escape(line))
                .append("</strong></p>\n"));
    html.append("<table cellpadding=\"4\">\n");
    section
        .rows()
        .forEach(row ->
            html.append("<tr><th align=\"left\" valign=\"top\">")
                .append(escape(row.name()))
                .append("</th><td>")
                .append(escape(row.value()))
                .append("</td></tr>\n"));
    html.append("</table>\n<p><a href=\"")
        .append(escape(link.toString()))
        .append("\" style=\"display:inline-block;padding:.75em 1.5em;background:#0b4f8a;")
        .append("color:#fff;text-decoration:none\">")
        .append(escape(section.ask()))
        .append("</a></p>\n<p>")
        .append(escape(section.close()))
        .append("</p>\n</div>\n");
  }

  /// One language's half.
  ///
  /// @param banner what must be seen first, if anything
  /// @param rows the facts
  /// @param ask the words on the acknowledge link
  /// @param close what happens otherwise
  private record Section(List<String> banner, List<Row> rows, String ask, String close) {}

  private record Row(String name, String value) {}

  private Section indonesian() {
    var rows = new ArrayList<Row>();
    rows.add(new Row("Yang terjadi", safe(matter.what().id())));
    rows.add(new Row("Di mana", where()));
    rows.add(new Row("Sejak", Dates.letterBoth(matter.since(), matter.zone(), matter.zoneName())));
    rows.add(new Row("Tingkat keparahan", matter.severity().id()));
    matter.step().ifPresent(step -> rows.add(new Row("Lakukan sekarang", safe(step.id()))));
    matter
        .deadline()
        .ifPresent(due ->
            rows.add(
                new Row(
                    "Laporan ke BSSN paling lambat",
                    Dates.letterBoth(due, matter.zone(), matter.zoneName()))));
    rows.add(new Row("Nomor insiden", matter.incident().number()));
    var banner =
        matter.exercise()
            ? List.of("LATIHAN: pesan ini bagian dari latihan, bukan kejadian nyata.")
            : List.<String>of();
    return new Section(
        banner,
        rows,
        "Konfirmasi penerimaan",
        "Buka tautan, lalu tekan tombol Terima. Tanpa konfirmasi, panggilan diulang lalu"
            + " dieskalasi ke petugas berikutnya.");
  }

  private Section english() {
    var rows = new ArrayList<Row>();
    rows.add(new Row("What is wrong", safe(matter.what().en())));
    rows.add(new Row("Where", where()));
    rows.add(new Row("Since", englishTime(matter.since())));
    rows.add(new Row("Severity", matter.severity().en()));
    matter.step().ifPresent(step -> rows.add(new Row("Do now", safe(step.en()))));
    matter
        .deadline()
        .ifPresent(due -> rows.add(new Row("The agency must know by", englishTime(due))));
    rows.add(new Row("Incident", matter.incident().number()));
    var banner =
        matter.exercise()
            ? List.of("EXERCISE: this message is part of a drill; nothing of it is real.")
            : List.<String>of();
    return new Section(
        banner,
        rows,
        "Acknowledge",
        "Open the link and press the button. Without it you are called again, then the next"
            + " person is.");
  }

  private String where() {
    return matter.office() + matter.asset().map(asset -> ", " + safe(asset)).orElse("");
  }

  private String englishTime(Instant at) {
    var here = ENGLISH.format(at.atZone(matter.zone())) + " " + matter.zoneName();
    return matter.zone().equals(JAKARTA)
        ? here
        : "%s (%s WIB)".formatted(here, ENGLISH.format(at.atZone(JAKARTA)));
  }

  /// Text that a mail program must not turn into a link.
  private static String safe(String text) {
    return text.replace("://", "[:]//").replace("www.", "www[.]");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
