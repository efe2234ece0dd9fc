package kentongan.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kentongan.incident.Category;
import kentongan.incident.Command;
import kentongan.incident.IncidentId;
import kentongan.incident.Severity;
import kentongan.office.Actor;
import kentongan.office.PersonId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;

/// The dashboard over HTTP, on a real world: who gets in, who may do what, what comes back.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DashboardTest {
  /// What logs, pages and people may hold; none of it may reach a page as anything but text.
  private static final List<String> HOSTILE =
      List.of(
          "<script>alert(1)</script>",
          "\"><img src=x onerror=alert(1)>",
          "'-alert(1)-'",
          "[[${T(java.lang.Runtime).getRuntime().exec('id')}]]",
          "__${77777*19191}__::.x",
          "#{77777*19191}",
          "</textarea><script>alert(2)</script>",
          "a\u202Ecod.exe\u2066",
          "\u001b[31mmerah",
          "x".repeat(200));

  @TempDir static Path directory;
  private ReactiveWebServerApplicationContext context;
  private URI home;

  @BeforeAll
  void start() {
    context = (ReactiveWebServerApplicationContext) Preview.start(directory, 0);
    home = URI.create("http://127.0.0.1:" + context.getWebServer().getPort());
  }

  @AfterAll
  void stop() {
    context.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/insiden/INC-2026-000001", "/peristiwa", "/ledger", "/live"})
  void a_stranger_is_led_to_the_sign_in_page_and_sees_nothing(String path) throws Exception {
    var person = new Visitor();

    var answer = person.get(path);

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Location")).contains("/masuk");
    assertThat(answer.headers().allValues("Set-Cookie")).noneMatch(c -> c.startsWith("kentongan="));
  }

  @Test
  void a_script_without_a_session_gets_401() throws Exception {
    var request = HttpRequest.newBuilder(home.resolve("/")).header("Accept", "*/*").build();
    assertThat(new Visitor().client.send(request, BodyHandlers.ofString()).statusCode())
        .isEqualTo(401);
  }

  @Test
  void a_password_lets_in_and_a_wrong_one_says_only_that_it_is_wrong() throws Exception {
    context.getBean(Setup.class).setPassword(Preview.SITI, Preview.PASSWORD);

    assertThat(
            new Visitor()
                .signIn("siti.rahma", "salah sekali salah")
                .headers()
                .firstValue("Location"))
        .contains("/masuk?gagal");
    assertThat(new Visitor().signIn("tidak.ada", Preview.PASSWORD).headers().firstValue("Location"))
        .contains("/masuk?gagal");
    var in = new Visitor();
    assertThat(in.signIn("siti.rahma", Preview.PASSWORD).headers().firstValue("Location"))
        .contains("/");
    assertThat(in.get("/").body()).contains("insiden terbuka");
  }

  @Test
  void a_form_without_its_token_is_refused() throws Exception {
    var siti = signedIn(Preview.SITI);
    var request =
        HttpRequest.newBuilder(home.resolve("/insiden/INC-2026-000001/terima"))
            .header("Accept", "text/html")
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    assertThat(siti.client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
  }

  @Test
  void every_answer_forbids_what_pages_do_not_need() throws Exception {
    var headers = new Visitor().get("/masuk").headers();
    assertThat(headers.firstValue("Content-Security-Policy"))
        .hasValueSatisfying(policy ->
            assertThat(policy)
                .contains("default-src 'self'", "frame-ancestors 'none'", "object-src 'none'")
                .doesNotContain("unsafe", "*"));
    assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
  }

  @Test
  void who_works_at_one_regency_sees_that_regency_only_and_a_viewer_changes_nothing()
      throws Exception {
    var made = signedIn(Preview.MADE);

    assertThat(made.get("/").body()).contains("INC-2026-000001").doesNotContain("INC-2026-000002");
    assertThat(made.get("/insiden/INC-2026-000002").statusCode()).isEqualTo(404);
    assertThat(made.get("/ledger").statusCode()).isEqualTo(403);
    assertThat(made.get("/insiden/INC-2026-000001").body()).doesNotContain("/terima\"");
    assertThat(made.post("/insiden/INC-2026-000001/catatan", Map.of("text", "x")).statusCode())
        .isEqualTo(403);
    assertThat(made.post("/agen/token", Map.of("kantor", "51.03")).statusCode()).isEqualTo(403);
  }

  @Test
  void an_incident_is_walked_from_acknowledging_to_the_report() throws Exception {
    var siti = signedIn(Preview.SITI);
    var world = context.getBean(PreviewWorld.class);
    var id =
        world.open(
            PreviewWorld.BADUNG,
            "Perusakan tampilan",
            Category.DEFACEMENT,
            Severity.HIGH,
            world.pipeline().world().clock().instant());
    var page = "/insiden/" + id;

    assertThat(siti.post(page + "/terima", Map.of()).statusCode()).isEqualTo(303);
    assertThat(siti.get(page).body()).contains("Anda penanggung jawab sekarang");
    var run = field(siti.get(page).body(), "run");
    var step = field(siti.get(page).body(), "step");
    siti.post(page + "/langkah", Map.of("run", run, "step", step, "what", "done", "note", "ya"));
    assertThat(siti.get(page).body()).contains("Langkah tercatat");
    siti.post(page + "/catatan", Map.of("text", "Hosting sudah ditelepon"));
    siti.post(page + "/laporan", Map.of());
    siti.post(page + "/laporan/bagian", Map.of("part", "IMPACT", "text", "Situs tidak dipercaya"));
    siti.post(page + "/laporan/setujui", Map.of());
    siti.post(page + "/laporan/kirim", Map.of());

    assertThat(siti.get(page + "/laporan").body()).contains("Terkirim", "queued as 4F1");
    assertThat(siti.get(page).body()).contains("Hosting sudah ditelepon", "Laporan dikirim");
    assertThat(siti.get("/ledger").body()).contains("incident.report-sent");
  }

  @Test
  void hostile_text_stays_text_on_every_page() throws Exception {
    var siti = signedIn(Preview.SITI);
    var world = context.getBean(PreviewWorld.class);
    var all = String.join(" ", HOSTILE.subList(0, 9));
    var id =
        world.open(
            PreviewWorld.BADUNG,
            all.substring(0, Math.min(290, all.length())),
            Category.OTHER,
            Severity.HIGH,
            world.pipeline().world().clock().instant());
    var by = Actor.person(Preview.SITI);
    var acts = world.pipeline().acts();
    for (var text : HOSTILE) {
      acts.act(id, new Command.AddNote(by, text, world.pipeline().world().clock().instant()));
      acts.keepEvidence(id, text.getBytes(StandardCharsets.UTF_8), text, "text/html", by);
    }
    acts.reports().prepare(id, Preview.SITI);

    for (var path :
        List.of(
            "/",
            "/insiden",
            "/insiden/" + id,
            "/insiden/" + id + "/laporan",
            "/ledger",
            "/peristiwa?q=" + encoded(HOSTILE.getFirst()),
            "/masuk/" + encoded("<b>"),
            "/siaga?cari=" + encoded("<b>"))) {
      var page = siti.get(path).body();
      assertThat(page)
          .as(path)
          .doesNotContain("<script>alert", "<img src=x", "1492618407")
          .doesNotContain("\u202E", "\u2066", "\u001b");
      assertThat(sideways(page)).as(path).isEmpty();
    }
  }

  /// Attributes that would run something, wherever they stand in a tag.
  private static List<String> sideways(String page) {
    return Pattern.compile("<[a-z][^>]*\\son[a-z]+\\s*=")
        .matcher(page.replaceAll("\"[^\"]*\"", "\"\""))
        .results()
        .map(r -> r.group())
        .toList();
  }

  @Test
  void evidence_comes_back_as_a_download_only() throws Exception {
    var siti = signedIn(Preview.SITI);
    var world = context.getBean(PreviewWorld.class);
    var id = IncidentId.parse("INC-2026-000001");
    var bytes = "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);
    world
        .pipeline()
        .acts()
        .keepEvidence(id, bytes, "../../x\".html", "text/html", Actor.person(Preview.SITI));
    var sha =
        world.pipeline().world().handling().incidents().find(id).orElseThrow().evidence().getLast();

    var answer = siti.get("/insiden/" + id + "/bukti/" + sha);

    assertThat(answer.body()).isEqualTo("<script>alert(1)</script>");
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/octet-stream");
    assertThat(answer.headers().firstValue("Content-Disposition"))
        .hasValueSatisfying(value ->
            assertThat(value).startsWith("attachment").doesNotContain("..").doesNotContain("/"));
    assertThat(siti.get("/insiden/INC-2026-000002/bukti/" + sha).statusCode()).isEqualTo(404);
  }

  @Test
  void evidence_is_taken_in_through_its_form() throws Exception {
    var siti = signedIn(Preview.SITI);
    var page = "/insiden/INC-2026-000001";
    var id = IncidentId.parse("INC-2026-000001");
    var incidents = context.getBean(PreviewWorld.class).pipeline().world().handling().incidents();
    var before = incidents.find(id).orElseThrow().evidence().size();

    var refused = siti.upload(page + "/bukti", "made-up", "catatan.txt", "isi catatan");
    assertThat(refused.statusCode()).isEqualTo(403);
    var token = field(siti.get(page).body(), "_csrf");
    var taken = siti.upload(page + "/bukti", token, "catatan.txt", "isi catatan");

    assertThat(taken.statusCode()).isEqualTo(303);
    assertThat(incidents.find(id).orElseThrow().evidence()).hasSize(before + 1);
  }

  @Test
  void a_search_is_in_its_address_and_a_bad_one_says_why() throws Exception {
    var siti = signedIn(Preview.SITI);
    assertThat(siti.get("/peristiwa?q=source.ip:203.0.113.77&rentang=7d").body())
        .contains("203.0.113.77", "Failed password", "<rect");
    assertThat(siti.get("/peristiwa?q=" + encoded("source.ip:(")).body())
        .contains("Pencarian ini tidak terbaca");
  }

  @Test
  void the_language_is_chosen_and_the_way_back_never_leaves_this_site() throws Exception {
    var someone = new Visitor();
    someone.get("/masuk");

    var answer =
        someone.post("/pilihan", "/masuk", Map.of("bahasa", "en", "kembali", "//evil.example/"));

    assertThat(answer.headers().firstValue("Location")).contains("/");
    assertThat(someone.get("/masuk").body()).contains("Sign in").contains("lang=\"en\"");
  }

  @Test
  void what_is_not_there_is_said_in_words_and_as_a_problem() throws Exception {
    var siti = signedIn(Preview.SITI);
    assertThat(siti.get("/tidak-ada").body()).contains("Halaman ini tidak ada");
    var request =
        HttpRequest.newBuilder(home.resolve("/tidak-ada"))
            .header("Accept", "application/json")
            .build();
    var answer = siti.client.send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
  }

  @Test
  void a_page_with_all_its_files_weighs_less_than_60_kilobytes() throws Exception {
    var siti = signedIn(Preview.SITI);
    var page = siti.packed("/");
    var weight = page.length;
    var files = Pattern.compile("/berkas/[0-9a-f]+/[a-z.]+").matcher(siti.get("/").body());
    for (var file : files.results().map(r -> r.group()).distinct().toList()) {
      weight += siti.packed(file).length;
    }
    System.err.println(
        "the first page with all its files, as sent: " + weight + " bytes (limit: 60000)");
    assertThat(weight).isLessThan(60_000);
  }

  private Visitor signedIn(PersonId person) throws Exception {
    var visitor = new Visitor();
    var link = context.getBean(Setup.class).signInLink(person, Duration.ofMinutes(5));
    assertThat(visitor.post(link, link, Map.of()).statusCode()).isEqualTo(303);
    return visitor;
  }

  private static String field(String page, String name) {
    var found = Pattern.compile("name=\"" + name + "\" value=\"([^\"]+)\"").matcher(page);
    assertThat(found.find()).as(name).isTrue();
    return found.group(1);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /// A browser without a screen: keeps cookies, follows nothing.
  private final class Visitor {
    private final HttpClient client =
        HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
      var request =
          HttpRequest.newBuilder(home.resolve(path)).header("Accept", "text/html").build();
      return client.send(request, BodyHandlers.ofString());
    }

    byte[] packed(String path) throws IOException, InterruptedException {
      var request =
          HttpRequest.newBuilder(home.resolve(path))
              .header("Accept", "text/html")
              .header("Accept-Encoding", "gzip")
              .build();
      return client.send(request, BodyHandlers.ofByteArray()).body();
    }

    HttpResponse<String> upload(String path, String token, String name, String text)
        throws Exception {
      var body =
          """
          --batas\r
          Content-Disposition: form-data; name="_csrf"\r
          \r
          %s\r
          --batas\r
          Content-Disposition: form-data; name="file"; filename="%s"\r
          Content-Type: text/plain\r
          \r
          %s\r
          --batas--\r
          """
              .formatted(token, name, text);
      var request =
          HttpRequest.newBuilder(home.resolve(path))
              .header("Accept", "text/html")
              .header("Content-Type", "multipart/form-data; boundary=batas")
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      return client.send(request, BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, Map<String, String> fields) throws Exception {
      return post(path, "/", fields);
    }

    /// @param from the page whose form it is
    HttpResponse<String> post(String path, String from, Map<String, String> fields)
        throws Exception {
      var form = new java.util.LinkedHashMap<>(fields);
      form.put("_csrf", field(get(from).body(), "_csrf"));
      var body =
          form.entrySet().stream()
              .map(e -> encoded(e.getKey()) + "=" + encoded(e.getValue()))
              .collect(Collectors.joining("&"));
      var request =
          HttpRequest.newBuilder(home.resolve(path))
              .header("Accept", "text/html")
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      return client.send(request, BodyHandlers.ofString());
    }

    HttpResponse<String> signIn(String name, String password) throws Exception {
      return post("/masuk", "/masuk", Map.of("username", name, "password", password));
    }
  }
}
