package kentongan.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// What the office's page says, in plain words: the line, the own sites, the disk, whom to call,
/// and the cards of what to do. It needs nothing from outside, and every word that is not ours is
/// escaped.
final class OfficeView {
  private static final String STYLE =
      """
      body{font:18px/1.5 sans-serif;margin:0 auto;max-width:42rem;padding:1rem;color:#111;background:#fff}
      h1{font-size:1.5rem}h2{font-size:1.2rem;margin:1.5rem 0 .5rem}
      .state{padding:.75rem 1rem;border-left:.5rem solid #060;background:#eef7ee}
      .bad{border-color:#a00;background:#fbeaea}.card{border:1px solid #777;padding:.75rem 1rem;margin:1rem 0}
      li{margin:.3rem 0;overflow-wrap:anywhere}
      @media print{.card{break-inside:avoid}.screen{display:none}}
      """;
  private static final int MOST_CARDS = 20;
  private static final int LONGEST_CARD = 20_000;

  private final AgentConfig config;
  private final LineState line;
  private final Spool spool;
  private final InstantSource clock;

  OfficeView(AgentConfig config, LineState line, Spool spool, InstantSource clock) {
    this.config = config;
    this.line = line;
    this.spool = spool;
    this.clock = clock;
  }

  String html() {
    var out = new StringBuilder("<!doctype html><html lang=\"id\"><meta charset=\"utf-8\">");
    out.append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")
        .append("<title>Kentongan di kantor ini</title><style>")
        .append(STYLE)
        .append("</style><h1>Kentongan di kantor ini</h1>");
    line(out);
    sites(out);
    disk(out);
    contacts(out);
    cards(out);
    return out.append("<p class=\"screen\">Keadaan pada ")
        .append(time(clock.instant()))
        .append(". Muat ulang halaman untuk keadaan terbaru.</p></html>")
        .toString();
  }

  private void line(StringBuilder out) {
    var now = line.now();
    out.append("<h2>Sambungan ke pusat</h2><div class=\"state")
        .append(now.isUp() ? "\">" : " bad\">")
        .append(now.isUp() ? "Terhubung sejak " : "<b>Terputus sejak ")
        .append(time(now.since()))
        .append(now.isUp() ? "." : ".</b> ")
        .append(
            now.isUp() ? "" : "Semua catatan disimpan di sini dan dikirim bila tersambung lagi.")
        .append("<br>")
        .append(escaped(now.text()))
        .append("</div>");
  }

  private void sites(StringBuilder out) {
    out.append("<h2>Situs dan layanan kantor ini</h2>");
    var seen = new TreeMap<String, Waiting>(spool.newest());
    if (seen.isEmpty()) {
      out.append("<p>Belum ada hasil pemeriksaan.</p>");
      return;
    }
    out.append("<ul>");
    for (Map.Entry<String, Waiting> each : seen.entrySet()) {
      var json = new String(each.getValue().json(), StandardCharsets.UTF_8);
      var isGood = json.contains("\"outcome\":\"success\"");
      out.append("<li>")
          .append(isGood ? "Baik: " : "<b>Bermasalah:</b> ")
          .append(escaped(each.getKey()))
          .append(" (diperiksa ")
          .append(time(each.getValue().created()))
          .append(")");
    }
    out.append("</ul><p>Dilihat dari kantor ini. Bila sambungan kantor terputus, situs dapat tetap")
        .append(" baik bagi masyarakat.</p>");
  }

  private void disk(StringBuilder out) {
    out.append("<h2>Penyimpanan</h2>");
    try {
      var free = Files.getFileStore(config.data()).getUsableSpace() >> 20;
      var state = spool.state();
      out.append("<div class=\"state")
          .append(free < 100 ? " bad\"><b>Disk hampir penuh.</b> " : "\">")
          .append(
              "Ruang kosong %,d MB; %,d catatan menunggu dikirim.</div>"
                  .formatted(free, state.events()));
    } catch (IOException | SpoolFailure _) {
      out.append(
              "<div class=\"state bad\"><b>Penyimpanan agen tidak dapat dibaca atau ditulis.</b>")
          .append(" Hubungi petugas TI.</div>");
    }
  }

  private void contacts(StringBuilder out) {
    out.append("<h2>Siapa yang dihubungi</h2>");
    var contacts = config.office().contacts();
    if (contacts.isEmpty()) {
      out.append("<p>Belum ada daftar (isi office.contacts di agent.yaml).</p>");
      return;
    }
    out.append("<ul>");
    contacts.forEach(c -> out.append("<li>").append(escaped(c)));
    out.append("</ul>");
  }

  private void cards(StringBuilder out) {
    out.append("<h2>Kartu panduan</h2>");
    for (var card : cardTexts()) {
      out.append("<div class=\"card\">");
      card.lines()
          .limit(200)
          .forEach(l ->
              out.append(
                  l.startsWith("# ")
                      ? "<h3>" + escaped(l.substring(2)) + "</h3>"
                      : "<div>" + escaped(l) + "</div>"));
      out.append("</div>");
    }
  }

  /// The cards in the agent's own folder, and otherwise those it came with.
  private List<String> cardTexts() {
    var folder = config.data().resolve("cards");
    if (Files.isDirectory(folder)) {
      try (var files = Files.list(folder)) {
        var own =
            files
                .filter(f -> f.toString().endsWith(".txt") && Files.isRegularFile(f))
                .sorted()
                .limit(MOST_CARDS)
                .map(OfficeView::text)
                .toList();
        if (!own.isEmpty()) {
          return own;
        }
      } catch (IOException _) {
        // then those it came with
      }
    }
    return List.of(
        shipped("internet-terputus"), shipped("situs-terganggu"), shipped("situs-diretas"));
  }

  private static String text(Path file) {
    try (var in = Files.newInputStream(file)) {
      return new String(in.readNBytes(LONGEST_CARD), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "# " + file.getFileName() + "\nTidak dapat dibaca: " + e.getMessage();
    }
  }

  private static String shipped(String name) {
    try (var in = OfficeView.class.getResourceAsStream("cards/" + name + ".txt")) {
      return in == null ? "" : new String(in.readNBytes(LONGEST_CARD), StandardCharsets.UTF_8);
    } catch (IOException _) {
      return "";
    }
  }

  private String time(Instant at) {
    ZoneId zone = config.duties().zone();
    var ago = Duration.between(at, clock.instant()).toMinutes();
    return DateTimeFormatter.ofPattern("d MMM uuuu HH.mm", Locale.of("id"))
            .withZone(zone)
            .format(at)
        + (ago > 0 ? " (%d menit lalu)".formatted(ago) : "");
  }

  /// A text as HTML: nothing in it can be markup.
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
