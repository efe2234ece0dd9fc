package kentongan.boot.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DemoSitesTest {
  private static final HttpClient BROWSER = HttpClient.newHttpClient();
  private static DemoSites sites;

  @BeforeAll
  static void open() {
    sites = DemoSites.start();
  }

  @AfterAll
  static void close() {
    sites.close();
  }

  @Test
  void five_offices_serve_their_pages_marked_as_a_demonstration() throws Exception {
    assertThat(sites.all()).hasSize(5);
    for (var site : sites.all()) {
      for (var path : new String[] {"", "berita", "profil", "kontak"}) {
        var page = get(site.url().resolve(path));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
            .contains(site.place().office().officeName(), "Situs peragaan")
            .doesNotContain("{{", ".go.id");
      }
    }
    assertThat(get(sites.at(DemoPlace.BADUNG).url().resolve("admin")).statusCode()).isEqualTo(404);
  }

  @Test
  void injected_links_are_in_the_page_and_not_in_its_look() throws Exception {
    var site = sites.at(DemoPlace.BADUNG);
    var before = Jsoup.parse(get(site.url()).body());

    site.injectGamblingLinks();
    var after = Jsoup.parse(get(site.url()).body());
    var hidden = after.select("[style*=-9999px]");
    var links = hidden.select("a[href]").eachAttr("href");
    hidden.remove();
    site.clean();

    assertThat(links).hasSizeGreaterThanOrEqualTo(5).allMatch(l -> l.endsWith(".example/"));
    assertThat(after.text()).isEqualTo(before.text());
    assertThat(get(site.url()).body()).doesNotContain("-9999px");
  }

  @Test
  void a_stopped_site_refuses_and_comes_back_at_the_same_address() throws Exception {
    var site = sites.at(DemoPlace.DENPASAR);

    site.stop();
    assertThatThrownBy(() -> get(site.url())).isInstanceOf(ConnectException.class);
    site.restart();

    assertThat(get(site.url()).statusCode()).isEqualTo(200);
  }

  private static HttpResponse<String> get(URI url) throws IOException, InterruptedException {
    return BROWSER.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString());
  }
}
