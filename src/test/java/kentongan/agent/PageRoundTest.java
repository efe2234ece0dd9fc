package kentongan.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import kentongan.probe.AddressGuard;
import kentongan.probe.HttpProbe;
import kentongan.probe.Network;
import kentongan.watch.PageAct;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The agent's page watch against a small site on this machine.
class PageRoundTest {
  private static final String HOME =
      "<html lang=id><title>Bawaslu Contoh</title><body><h1>Berita</h1>"
          + "<p>Pengawas mengikuti rapat koordinasi daftar pemilih.</p>".repeat(6)
          + "<a href=/dalam>Dalam</a></body></html>";
  private static final String BURIED =
      "<div style='position:absolute;left:-9999px'><a href='https://promo-1.example/'>slot"
          + " gacor</a><a href='https://promo-2.example/'>togel singapore</a></div>";

  @TempDir Path data;
  private HttpServer server;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile Function<HttpExchange, String> site = _ -> HOME;
  private volatile int status = 200;
  private Instant now = Instant.now();

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          var agent = exchange.getRequestHeaders().getFirst("User-Agent");
          asked.add(exchange.getRequestURI().getPath() + " " + who(exchange, agent));
          var text =
              exchange.getRequestURI().getPath().equals("/")
                  ? site.apply(exchange)
                  : inner(exchange);
          var tag = "\"" + text.hashCode() + "\"";
          exchange.getResponseHeaders().set("ETag", tag);
          var isKnown = tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
          var bytes = text.getBytes(StandardCharsets.UTF_8);
          if (isKnown) {
            exchange.sendResponseHeaders(304, -1);
          } else {
            exchange.sendResponseHeaders(
                text.isEmpty() ? 404 : status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
          }
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private static String who(HttpExchange exchange, String agent) {
    if (agent.contains("Googlebot")) {
      return "crawler";
    }
    if (agent.contains("Mobile")) {
      return "phone";
    }
    return exchange.getRequestHeaders().containsKey("Referer") ? "search" : "browser";
  }

  private String inner(HttpExchange exchange) {
    return switch (exchange.getRequestURI().getPath()) {
      case "/sitemap.xml" ->
          "<urlset><url><loc>%s</loc></url></urlset>".formatted(url().resolve("/tanaman"));
      case "/tanaman" -> "<title>Situs Slot Gacor Maxwin</title><p>rtp live</p>";
      case "/dalam" -> HOME;
      default -> "";
    };
  }

  private URI url() {
    return URI.create("http://127.0.0.1:%d/".formatted(server.getAddress().getPort()));
  }

  private PageRound round() {
    var guard = new AddressGuard(List.of(Network.parse("127.0.0.0/8")));
    return new PageRound(
        new AgentConfig.Page("situs", url(), Duration.ofMinutes(1)),
        new HttpProbe(guard),
        () -> now,
        "kantor",
        data.resolve("pages"),
        Duration.ofMillis(1));
  }

  private List<String> look(PageRound round) throws IOException {
    now = now.plusSeconds(60);
    var texts = new ArrayList<String>();
    for (var event : round.events()) {
      texts.add(new String(event.json(), StandardCharsets.UTF_8));
    }
    return texts;
  }

  @Test
  void the_first_look_asks_as_everybody_and_later_looks_are_conditional() throws IOException {
    var round = round();

    assertThat(look(round).getFirst()).contains("\"verdict\":\"clean\"");
    assertThat(asked.subList(0, 4))
        .containsExactly("/ browser", "/ crawler", "/ phone", "/ search");
    assertThat(look(round).getFirst()).contains("\"unchanged\":true");
  }

  @Test
  void what_only_the_crawler_gets_is_cloaking_and_is_frozen() throws IOException {
    var round = round();
    look(round);

    site =
        e ->
            who(e, e.getRequestHeaders().getFirst("User-Agent")).equals("crawler")
                ? HOME + BURIED
                : HOME;
    var texts = new ArrayList<String>();
    for (var i = 0; i < 7 && texts.stream().noneMatch(t -> t.contains("cloaked")); i++) {
      texts.addAll(look(round));
    }

    assertThat(texts.getLast())
        .contains(
            "\"verdict\":\"cloaked\"",
            "Hanya tampak bagi mesin pencari",
            "\"first_look\":\"cloaked\"");
    try (var folders = Files.list(data.resolve("evidence"))) {
      var folder = folders.toList().getFirst();
      assertThat(folder).isDirectoryContaining("glob:**/crawler.html");
      assertThat(Files.readString(folder.resolve("manifest.txt")))
          .contains("seen ", "server-clock ", "browser.html", "reason Hanya tampak");
      assertThat(Files.readString(folder.resolve("browser.head.txt")))
          .contains("address 127.0.0.1");
    }
  }

  @Test
  void what_is_not_seen_twice_raises_no_alarm_unless_it_comes_again_and_again() throws IOException {
    var round = round();
    look(round);
    var turn = new int[1];
    site =
        e ->
            who(e, e.getRequestHeaders().getFirst("User-Agent")).equals("browser")
                    && turn[0]++ % 2 == 0
                ? HOME + BURIED
                : HOME;

    assertThat(look(round).getFirst())
        .contains("\"verdict\":\"clean\"", "\"first_look\":\"injected\"");
    var texts = new ArrayList<String>();
    for (var i = 0;
        i < 12 && texts.stream().noneMatch(t -> t.contains("\"verdict\":\"injected\""));
        i++) {
      texts.addAll(look(round));
    }
    assertThat(texts).anyMatch(t -> t.contains("\"verdict\":\"injected\""));
  }

  @Test
  void a_recovered_page_is_watched_closer_and_a_second_attack_is_a_recurrence() throws IOException {
    var round = round();
    look(round);
    site = _ -> HOME + BURIED;
    assertThat(look(round).getFirst())
        .contains("\"verdict\":\"injected\"")
        .doesNotContain("recurrence");
    site = _ -> HOME;
    assertThat(look(round).getFirst()).contains("\"verdict\":\"clean\"", "\"closer\":true");
    site = _ -> HOME + BURIED;
    assertThat(look(round()).getFirst())
        .contains("\"verdict\":\"injected\"", "\"recurrence\":true");
  }

  @Test
  void an_approval_with_a_reason_makes_the_page_as_it_is_the_approved_one() throws IOException {
    var round = round();
    look(round);
    site =
        _ ->
            "<title>Lain</title>"
                + "<section><b>Tampilan yang lain sama sekali</b></section>".repeat(9);
    assertThat(look(round).getFirst()).contains("\"verdict\":\"defaced\"");

    PageActs.write(
        data,
        "situs",
        url(),
        new PageAct.Approve(Instant.now().plusSeconds(5), "Sari", "tema baru"));

    assertThat(look(round).getFirst()).contains("\"verdict\":\"clean\"");
  }

  @Test
  void a_planned_change_quiets_structure_but_never_hidden_gambling() throws IOException {
    var round = round();
    look(round);
    PageActs.write(
        data,
        "situs",
        url(),
        new PageAct.Plan(now, now, now.plusSeconds(3600), "Sari", "tema baru"));
    site =
        _ ->
            "<title>Lain</title>"
                + "<section><b>Tampilan yang lain sama sekali</b></section>".repeat(9);
    assertThat(look(round).getFirst()).contains("\"verdict\":\"clean\"", "\"planned\":true");
    site = _ -> HOME + BURIED;
    assertThat(look(round).getFirst()).contains("\"verdict\":\"injected\"");
  }

  @Test
  void a_page_that_only_the_site_map_names_is_found() throws IOException {
    var round = round();
    var texts = new ArrayList<String>();
    for (var i = 0; i < 6; i++) {
      texts.addAll(look(round));
    }
    assertThat(texts)
        .anyMatch(t ->
            t.contains("/tanaman")
                && t.contains("\"found_by\":\"sweep\"")
                && t.contains("injected"));
    assertThat(asked.stream().filter(a -> a.startsWith("/sitemap.xml")).count()).isEqualTo(1);
  }

  @Test
  void a_site_that_is_overloaded_is_left_alone_for_a_while() throws IOException {
    var round = round();
    look(round);
    status = 503;
    site = _ -> "sibuk";
    look(round);
    var before = asked.size();
    for (var i = 0; i < 8; i++) {
      look(round);
    }
    assertThat(asked.size() - before).isLessThan(5);
  }

  @Test
  void a_page_beyond_the_bound_is_told_of() throws IOException {
    site = _ -> "x".repeat((1 << 20) + 10);
    assertThat(look(round()).getFirst())
        .contains("\"unread\":\"too_large\"", "\"outcome\":\"unknown\"");
  }
}
