package kentongan.web;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// A real browser for tests: Debian's Chromium through Playwright. Where it is missing, tests skip
/// and say so ([#isHere]).
public final class Browser implements AutoCloseable {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

  private final Playwright playwright;
  private final com.microsoft.playwright.Browser chromium;

  /// What pages complained about: the browser's refusals by content policy, script errors, and
  /// errors on the console. Good pages leave it empty.
  public final List<String> complaints = new CopyOnWriteArrayList<>();

  public Browser() {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    chromium =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(CHROMIUM)
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync",
                            "--no-first-run")));
  }

  /// Whether there is a browser; says loudly when not.
  public static boolean isHere() {
    var isHere = Files.isExecutable(CHROMIUM);
    if (!isHere) {
      System.err.println("SKIPPED: browser tests, no " + CHROMIUM + " (apt-get install chromium)");
    }
    return isHere;
  }

  /// A new window with cookies of its own.
  public Page window(int width, int height, boolean isDark) {
    BrowserContext context =
        chromium.newContext(
            new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(isDark ? ColorScheme.DARK : ColorScheme.LIGHT)
                .setLocale("en-US"));
    var page = context.newPage();
    page.onConsoleMessage(message -> {
      if (message.type().equals("error") || message.text().contains("Content Security")) {
        complaints.add(page.url() + ": " + message.text());
      }
    });
    page.onPageError(error -> complaints.add(page.url() + ": " + error));
    page.setDefaultTimeout(10_000);
    return page;
  }

  /// Spends a one-time link.
  public static void enter(Page page, String link) {
    page.navigate(link);
    page.locator("main form button[data-kind=main]").click();
    page.waitForURL(url -> !url.contains("/masuk/"));
  }

  /// How far the page can be scrolled sideways, in pixels; 0 is right.
  public static int sideways(Page page) {
    return ((Number)
            page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"))
        .intValue();
  }

  @Override
  public void close() {
    chromium.close();
    playwright.close();
  }
}
