package kentongan.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kentongan.office.PersonId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;

/// The screens of rules over HTTP: who may see and do what, and that nothing hostile gets through.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RuleScreenTest {
  private static final String RULE = "/aturan/" + PreviewWorld.GAMBLING;

  @TempDir static Path directory;
  private ReactiveWebServerApplicationContext context;

  @BeforeAll
  void start() {
    context = (ReactiveWebServerApplicationContext) Preview.start(directory, 0);
  }

  @AfterAll
  void stop() {
    context.close();
  }

  @Test
  void the_list_says_which_set_is_in_force_and_finds_rules() {
    var siti = new Visitor(Preview.SITI);
    var version = context.getBean(PreviewWorld.class).pipeline().rules().book().shortVersion();

    assertThat(siti.page("/aturan")).contains(version).contains("Baca ulang sekarang");
    assertThat(siti.page("/aturan?q=judi")).contains(PreviewWorld.GAMBLING);
    assertThat(siti.page("/aturan?q=zzz-tidak-ada")).contains("Tidak ada aturan yang cocok");
    assertThat(siti.page("/aturan?urut=%3Cb%3E&tingkat=x&halaman=99999&q=%22%3E%3Cscript%3E"))
        .doesNotContain("\"><script>");
  }

  @Test
  void a_page_of_the_list_stays_light() {
    assertThat(new Visitor(Preview.SITI).page("/aturan").length()).isLessThan(60_000);
  }

  @Test
  void a_rule_tells_what_it_looks_for_who_wrote_it_and_what_it_found() {
    var page = new Visitor(Preview.SITI).page(RULE);

    assertThat(page)
        .contains("Yang dicari")
        .contains("Penyusun aturan")
        .contains("INC-2026-000001")
        .contains("14 tautan &lt;script&gt;")
        .doesNotContain("<script>alert");
  }

  @Test
  void an_incident_says_why_it_was_detected() {
    var page = new Visitor(Preview.SITI).page("/insiden/INC-2026-000001");

    assertThat(page)
        .contains("Mengapa ini terdeteksi")
        .contains(RULE)
        .contains("kentongan.page.verdict")
        .contains("2 kali")
        .contains("Ini kegiatan kita sendiri")
        .doesNotContain("<script>alert");
  }

  @Test
  void who_works_at_an_office_reads_and_changes_nothing() {
    var made = new Visitor(Preview.MADE);

    assertThat(made.page("/aturan")).doesNotContain("Baca ulang sekarang");
    assertThat(made.page("/insiden/INC-2026-000001")).doesNotContain("Ini kegiatan kita sendiri");
    assertThat(made.post("/aturan/muat", form())).isEqualTo(403);
    assertThat(made.post("/aturan/saringan/1/akhiri", form())).isEqualTo(403);
    assertThat(made.post("/aturan/kegiatan", form())).isEqualTo(403);
    assertThat(made.status("/aturan/kegiatan?deteksi=x")).isEqualTo(403);
  }

  @Test
  void reading_again_needs_the_forms_token() {
    var siti = new Visitor(Preview.SITI);

    assertThat(siti.post("/aturan/muat", form())).isEqualTo(303);
    assertThat(siti.postWithoutToken("/aturan/muat")).isEqualTo(403);
  }

  @Test
  void what_would_be_hidden_is_shown_before_it_is() {
    var siti = new Visitor(Preview.SITI);
    var detection =
        context
            .getBean(PreviewWorld.class)
            .pipeline()
            .world()
            .events()
            .detections()
            .ofRule(PreviewWorld.GAMBLING, Instant.EPOCH, 1)
            .getFirst()
            .detection()
            .id()
            .value();

    var asked = siti.page("/aturan/kegiatan?deteksi=" + detection);
    assertThat(asked).contains("192.0.2.7").contains("pc-datin").contains("2 / 2");

    var form = form();
    form.put("deteksi", detection);
    form.put("bidang", "kentongan.page.verdict");
    form.put("langkah", "hitung");
    assertThat(siti.answer("/aturan/kegiatan", form)).contains("Centang paling sedikit satu");
    assertThat(siti.status("/aturan/kegiatan?deteksi=tidak-ada")).isEqualTo(404);
  }

  private static Map<String, String> form() {
    return new LinkedHashMap<>();
  }

  /// A browser without a screen: keeps cookies, follows nothing.
  private final class Visitor {
    private final HttpClient client =
        HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    Visitor(PersonId person) {
      var link = context.getBean(Setup.class).signInLink(person, Duration.ofMinutes(5));
      assertThat(post(link, link, form()).statusCode()).isEqualTo(303);
    }

    String page(String path) {
      var answer = send(request(path).GET());
      assertThat(answer.statusCode()).as(path).isEqualTo(200);
      return answer.body();
    }

    int status(String path) {
      return send(request(path).GET()).statusCode();
    }

    int post(String path, Map<String, String> fields) {
      return post(path, "/aturan", fields).statusCode();
    }

    int postWithoutToken(String path) {
      return send(request(path).POST(HttpRequest.BodyPublishers.noBody())).statusCode();
    }

    String answer(String path, Map<String, String> fields) {
      var answer = post(path, "/aturan", fields);
      assertThat(answer.statusCode()).as(path).isEqualTo(200);
      return answer.body();
    }

    /// @param from a page with a form, for its token
    private HttpResponse<String> post(String path, String from, Map<String, String> fields) {
      var token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(page(from));
      assertThat(token.find()).isTrue();
      fields.put("_csrf", token.group(1));
      var body =
          fields.entrySet().stream()
              .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
              .collect(Collectors.joining("&"));
      return send(
          request(path)
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
      var home = URI.create("http://127.0.0.1:" + context.getWebServer().getPort());
      return HttpRequest.newBuilder(home.resolve(path)).header("Accept", "text/html");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
      try {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      } catch (IOException | InterruptedException broken) {
        throw new IllegalStateException(broken);
      }
    }
  }
}
