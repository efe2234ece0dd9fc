package kentongan.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import kentongan.incident.Category;
import kentongan.incident.Severity;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;

/// The dashboard in a real browser: what a person on a phone at night relies on.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowserTest {
  private static final List<String> SCREENS =
      List.of(
          "/",
          "/insiden",
          "/insiden/INC-2026-000001",
          "/insiden/INC-2026-000001/laporan",
          "/peristiwa",
          "/siaga",
          "/latihan",
          "/agen",
          "/ledger",
          "/parts",
          "/parts/lembar?dunia=latihan",
          "/parts/terima");

  @TempDir static Path directory;
  private ReactiveWebServerApplicationContext context;
  private String home;
  private Browser browser;

  @BeforeAll
  void start() {
    assumeTrue(Browser.isHere(), "no Chromium");
    context = (ReactiveWebServerApplicationContext) Preview.start(directory, 0, "development");
    home = "http://127.0.0.1:" + context.getWebServer().getPort();
    browser = new Browser();
  }

  @AfterAll
  void stop() {
    if (browser != null) {
      browser.close();
    }
    if (context != null) {
      context.close();
    }
  }

  @Test
  void a_person_signs_in_with_a_password_and_reads_how_things_stand() {
    context.getBean(Setup.class).setPassword(Preview.SITI, Preview.PASSWORD);
    var page = browser.window(390, 844, false);
    page.navigate(home + "/");

    page.getByLabel("Nama masuk").fill("siti.rahma");
    page.getByLabel("Kata sandi").fill(Preview.PASSWORD);
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Masuk")).click();

    page.waitForSelector("h1:has-text('insiden terbuka')");
    assertThat(page.title()).isEqualTo("Situasi · Kentongan");
    page.context().close();
  }

  @Test
  void every_screen_fits_a_phone_in_light_and_dark_and_breaks_no_policy() {
    for (var isDark : List.of(false, true)) {
      var page = signedIn(390, isDark);
      for (var screen : SCREENS) {
        page.navigate(home + screen);
        assertThat(Browser.sideways(page)).as("%s, pixels sideways", screen).isZero();
        assertThat(page.evaluate("getComputedStyle(document.documentElement).colorScheme"))
            .as(screen)
            .isEqualTo(isDark ? "dark" : "light");
      }
      page.context().close();
    }
    assertThat(browser.complaints).isEmpty();
  }

  @Test
  void english_is_one_press_away_and_stays() {
    var page = signedIn(1440, false);
    page.navigate(home + "/siaga");

    page.locator(".aside-foot button[value=en]").click();

    page.waitForSelector("h1:has-text('On call')");
    page.navigate(home + "/");
    assertThat(page.locator("html").getAttribute("lang")).isEqualTo("en");
    page.context().close();
  }

  @Test
  void a_new_incident_appears_on_an_open_page_by_itself() {
    var page = signedIn(390, false);
    page.navigate(home + "/");
    page.waitForSelector("[data-link-state][data-link=up]");

    var world = context.getBean(PreviewWorld.class);
    world.open(
        PreviewWorld.DENPASAR,
        "Perusakan tampilan di Denpasar",
        Category.DEFACEMENT,
        Severity.CRITICAL,
        world.pipeline().world().clock().instant());

    page.waitForSelector("article:has-text('Perusakan tampilan di Denpasar')");
    page.context().close();
  }

  @Test
  void the_list_comes_before_the_map_on_a_phone_and_beside_it_on_a_desk() {
    var phone = signedIn(390, false);
    phone.navigate(home + "/");
    assertThat(top(phone, ".list-part")).isLessThan(top(phone, ".map-part"));
    phone.context().close();

    var desk = signedIn(1440, false);
    desk.navigate(home + "/");
    assertThat(top(desk, ".list-part")).isEqualTo(top(desk, ".map-part"));
    assertThat(desk.locator(".tile").count()).isEqualTo(38);
    desk.context().close();
  }

  @Test
  void whatever_is_pressed_on_a_phone_is_as_large_as_a_finger() {
    var page = signedIn(390, false);
    page.navigate(home + "/insiden/INC-2026-000001");

    var small =
        page.evaluate(
            """
            [...document.querySelectorAll('button, .button, select, input:not([type=hidden]), .ways a, summary')]
              .map(e => [e.textContent.trim() || e.name, e.getBoundingClientRect()])
              .filter(([, r]) => r.height > 0 && r.height < 43.5)
              .map(([t, r]) => t + ' ' + r.height)
            """);

    assertThat((List<?>) small).isEmpty();
    page.context().close();
  }

  private static double top(Page page, String selector) {
    return page.locator(selector).boundingBox().y;
  }

  private Page signedIn(int width, boolean isDark) {
    var page = browser.window(width, 900, isDark);
    Browser.enter(
        page, home + context.getBean(Setup.class).signInLink(Preview.SITI, Duration.ofMinutes(5)));
    return page;
  }
}
