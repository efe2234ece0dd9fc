package kentongan.boot.demo;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import kentongan.web.Browser;

/// What a tired officer does on a phone while the demonstration runs: signs in, sees the incident
/// come up by itself, accepts it, walks its playbook to the end, and sends the report.
final class DemoWalk implements Callable<DemoWalk.Seen> {
  private static final Pattern LINK = Pattern.compile("http://127\\.0\\.0\\.1:\\d+/masuk/\\S+");
  private static final int MOST_STEPS = 40;
  private static final double PATIENCE_MS = 120_000;

  private final Supplier<String> told;

  /// @param told what the demonstration has told so far
  DemoWalk(Supplier<String> told) {
    this.told = told;
  }

  /// What came of the walk.
  ///
  /// @param steps how many steps were done
  /// @param end what the report's page said last
  /// @param complaints what the browser complained about
  record Seen(int steps, String end, List<String> complaints) {}

  @Override
  public Seen call() {
    try (var browser = new Browser()) {
      var page = browser.window(390, 844, false);
      Browser.enter(page, link());
      page.getByText("Tautan judi tersembunyi", new Page.GetByTextOptions().setExact(false))
          .first()
          .click(new Locator.ClickOptions().setTimeout(PATIENCE_MS));
      page.waitForURL(url -> url.contains("/insiden/INC-"));
      press(page, "Terima");
      page.getByText("Anda penanggung jawab sekarang").waitFor();
      var steps = walk(page);
      return new Seen(steps, report(page), browser.complaints);
    }
  }

  private String link() {
    var until = System.nanoTime() + Duration.ofSeconds(120).toNanos();
    while (System.nanoTime() < until) {
      var found = LINK.matcher(told.get());
      if (found.find()) {
        return found.group();
      }
      LockSupport.parkNanos(100_000_000);
    }
    throw new IllegalStateException("no link to sign in: " + told.get());
  }

  private static int walk(Page page) {
    for (var step = 0; step < MOST_STEPS; step++) {
      var before = page.locator("main h2").first().innerText();
      var isAction = button(page, "Selesai").count() > 0;
      if (!isAction && button(page, "Ya").count() == 0) {
        return step;
      }
      press(page, isAction ? "Selesai" : "Ya");
      page.waitForFunction("was => document.querySelector('main h2').innerText !== was", before);
    }
    throw new IllegalStateException("the playbook has no end");
  }

  private static String report(Page page) {
    page.navigate(page.url().replaceFirst("[#?].*", "") + "/laporan");
    press(page, "Siapkan laporan");
    press(page, "Setujui");
    // The button names the receiver too.
    page.locator("main button:has-text('Kirim')").click();
    page.getByText("Laporan dikirim.").waitFor();
    return "Laporan dikirim.";
  }

  private static void press(Page page, String name) {
    button(page, name).first().click();
  }

  private static Locator button(Page page, String name) {
    return page.locator("main")
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
  }
}
