package kentongan.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import kentongan.incident.Tlp;
import kentongan.office.Dates;

/// The letter as an XHTML page: the template with its slots filled in one pass, so that a text that
/// looks like a slot stays a text.
///
/// @param to who it goes to
/// @param approval empty for a draft
record LetterPage(Content content, Addressees to, Optional<Approval> approval) {
  private static final String TEMPLATE = template();

  /// The page; well-formed whatever the texts hold.
  String xhtml() {
    var slots = slots();
    var page = new StringBuilder(TEMPLATE.length() * 2);
    var at = 0;
    while (true) {
      var open = TEMPLATE.indexOf("{{", at);
      if (open < 0) {
        return page.append(TEMPLATE, at, TEMPLATE.length()).toString();
      }
      var close = TEMPLATE.indexOf("}}", open);
      var name = TEMPLATE.substring(open + 2, close);
      var value = slots.get(name);
      if (value == null) {
        throw new IllegalStateException("letter.xhtml: unknown slot '%s'".formatted(name));
      }
      page.append(TEMPLATE, at, open).append(value);
      at = close + 2;
    }
  }

  private Map<String, String> slots() {
    var slots = new LinkedHashMap<String, String>();
    slots.put("title", escape("Laporan Insiden Siber " + content.incident()));
    slots.put("office", escape(content.office()));
    slots.put("tlp", escape(content.tlp().label()));
    slots.put("foot", foot());
    slots.put("stamp", stamp());
    slots.put("organisation", escape(organisation()));
    slots.put("region", escape(region()));
    slots.put("exercise", exercise());
    slots.put("number", content.number().isEmpty() ? "&#160;" : escape(content.number()));
    slots.put("date", approval.map(this::date).orElse("(belum disetujui)"));
    slots.put("nature", nature());
    slots.put("to", receivers());
    slots.put("incident", escape(content.incident().number()));
    slots.put("category", escape(content.category()));
    slots.put("severity", escape(content.severity().toLowerCase(Locale.ROOT)));
    slots.put(
        "discovered",
        escape(Dates.letterBoth(content.discoveredAt(), content.zone(), content.zoneName())));
    slots.put("parts", parts());
    slots.put("signature", signature());
    slots.put("copies", copies());
    return slots;
  }

  private String stamp() {
    if (content.isExercise()) {
      return "<div class=\"stamp\">LATIHAN</div>";
    }
    return approval.isEmpty() ? "<div class=\"stamp\">KONSEP</div>" : "";
  }

  private String exercise() {
    return content.isExercise()
        ? "<div class=\"exercise\">LATIHAN: surat ini bagian dari latihan, bukan laporan nyata."
            + "</div>"
        : "";
  }

  private String foot() {
    var hash = approval.map(a -> "<br/>Sidik isi (SHA-256): " + a.sha256()).orElse("");
    return escape(content.incident() + " - " + content.tlp().label()) + hash;
  }

  /// The first line of the letterhead: what the office's own name begins with, written out.
  private String organisation() {
    return content.office().startsWith("Panwaslih")
        ? "PANITIA PENGAWAS PEMILIHAN"
        : "BADAN PENGAWAS PEMILIHAN UMUM";
  }

  private String region() {
    var space = content.office().indexOf(' ');
    var region = space < 0 ? content.office() : content.office().substring(space + 1);
    return region.toUpperCase(Locale.ROOT);
  }

  private String date(Approval given) {
    return escape(Dates.letter(given.at(), content.zone(), content.zoneName()));
  }

  private String nature() {
    return switch (content.tlp()) {
      case Tlp.RED, Tlp.AMBER_STRICT, Tlp.AMBER -> "Rahasia, segera";
      case Tlp.GREEN, Tlp.CLEAR -> "Segera";
    };
  }

  private String receivers() {
    if (to.to().isEmpty()) {
      return "<p class=\"missing\">Kepada Yth. (alamat tujuan belum diisi)</p>";
    }
    var lines = new StringBuilder("Kepada Yth.<br/>");
    for (var receiver : to.to()) {
      lines.append(escape(receiver.name())).append("<br/>");
      if (!receiver.place().isEmpty()) {
        lines.append("di ").append(escape(receiver.place())).append("<br/>");
      }
    }
    return lines.toString();
  }

  private String parts() {
    var html = new StringBuilder();
    var letter = 'A';
    for (var part : Part.values()) {
      html.append("<h2>").append(letter++).append(". ").append(part.indonesian());
      html.append("</h2>\n<div class=\"part\">").append(Lines.html(content.part(part)));
      html.append("</div>\n");
    }
    return html.toString();
  }

  private String signature() {
    if (approval.isEmpty()) {
      return "<p class=\"missing\">(menunggu persetujuan)</p>";
    }
    var given = approval.get();
    return """
    <p>%s,</p>
    <p class="space">Disetujui secara elektronik<br/>%s</p>
    <p class="name">%s</p>\
    """
        .formatted(escape(given.title()), date(given), escape(given.name()));
  }

  private String copies() {
    if (to.copies().isEmpty()) {
      return "";
    }
    var list = new StringBuilder("<div class=\"copies\">Tembusan:<ol>");
    for (var copy : to.copies()) {
      var place = copy.place().isEmpty() ? "" : " di " + copy.place();
      list.append("<li>").append(escape(copy.name() + place)).append("</li>");
    }
    return list.append("</ol></div>").toString();
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static String template() {
    try (InputStream in = LetterPage.class.getResourceAsStream("/kentongan/report/letter.xhtml")) {
      if (in == null) {
        throw new IOException("/kentongan/report/letter.xhtml is not in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /// A part's lines as paragraphs, lists and two-column tables.
  static final class Lines {
    private enum Kind {
      NONE,
      ITEM,
      ROW
    }

    private final StringBuilder html = new StringBuilder();
    private Kind open = Kind.NONE;

    private Lines() {}

    static String html(String text) {
      if (text.isBlank()) {
        return "<p class=\"missing\">(belum diisi)</p>";
      }
      var lines = new Lines();
      for (var line : List.of(text.split("\n", -1))) {
        lines.add(line.strip());
      }
      return lines.end(Kind.NONE).toString();
    }

    private void add(String line) {
      if (line.isEmpty()) {
        end(Kind.NONE);
        return;
      }
      if (line.startsWith("- ")) {
        begin(Kind.ITEM, "<ul>");
        html.append("<li>").append(escape(line.substring(2))).append("</li>");
        return;
      }
      var colon = line.indexOf(": ");
      if (colon > 0 && colon <= 26) {
        begin(Kind.ROW, "<table>");
        row(line.substring(0, colon), line.substring(colon + 2));
        return;
      }
      end(Kind.NONE);
      html.append("<p>").append(escape(line)).append("</p>");
    }

    private void row(String name, String value) {
      var isTime = Character.isDigit(name.charAt(0));
      html.append(isTime ? "<tr><td class=\"time\">" : "<tr><td class=\"name\">")
          .append(escape(name))
          .append("</td><td class=\"colon\">:</td><td>")
          .append(escape(value))
          .append("</td></tr>");
    }

    private void begin(Kind kind, String tag) {
      if (open != kind) {
        end(kind);
        html.append(tag);
      }
    }

    private StringBuilder end(Kind next) {
      html.append(
          switch (open) {
            case NONE -> "";
            case ITEM -> "</ul>";
            case ROW -> "</table>";
          });
      open = next;
      return html;
    }
  }
}
