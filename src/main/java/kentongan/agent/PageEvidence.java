package kentongan.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import kentongan.probe.HttpAnswer;

/// Freezes what was seen at the moment of an alarm: the bytes as each visitor got them, headers,
/// certificates, addresses, both clocks, hashes of all, and a picture when a Chromium is named. The
/// hash of its list goes into the event, so that nobody changes it later unseen.
final class PageEvidence {
  private static final int MOST_FOLDERS = 40;
  private static final int MOST_SECONDS = 20;
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Path root;
  private final String chromium;

  /// @param chromium its program; empty for no pictures
  PageEvidence(Path root, String chromium) {
    this.root = root;
    this.chromium = chromium;
  }

  /// What was frozen.
  ///
  /// @param sha256 of the list of files, `manifest.txt`
  record Frozen(Path folder, String sha256) {}

  /// Freezes answers, by who got them.
  Frozen freeze(String name, Map<String, HttpAnswer> answers, List<String> reasons, Instant at)
      throws IOException {
    makeRoom();
    var folder = root.resolve(STAMP.format(at) + "-" + name.substring(0, 12));
    Files.createDirectories(folder);
    var list = new StringBuilder("seen " + at + "\n");
    for (var each : new TreeMap<>(answers).entrySet()) {
      answer(folder, each.getKey(), each.getValue(), list);
    }
    if (!chromium.isEmpty() && answers.containsKey("browser")) {
      picture(folder, list);
    }
    reasons.forEach(reason -> list.append("reason ").append(reason).append('\n'));
    var bytes = list.toString().getBytes(StandardCharsets.UTF_8);
    Files.write(folder.resolve("manifest.txt"), bytes);
    return new Frozen(folder, PageMemory.sha256(bytes));
  }

  private static void answer(Path folder, String who, HttpAnswer answer, StringBuilder list)
      throws IOException {
    add(folder, who + ".html", answer.body(), list);
    var head = new StringBuilder();
    answer.path().forEach(url -> head.append("asked ").append(url).append('\n'));
    head.append("status ").append(answer.status()).append('\n');
    answer.peer().addresses().forEach(a -> head.append("address ").append(a).append('\n'));
    new TreeMap<>(answer.headers())
        .forEach((k, v) -> head.append("header ").append(k).append(": ").append(v).append('\n'));
    add(folder, who + ".head.txt", head.toString().getBytes(StandardCharsets.UTF_8), list);
    var n = 0;
    for (var certificate : answer.peer().certificates()) {
      add(folder, "%s.certificate-%d.der".formatted(who, n++), certificate, list);
    }
    answer.header("date").ifPresent(d -> list.append("server-clock ").append(d).append('\n'));
  }

  private static void add(Path folder, String name, byte[] bytes, StringBuilder list)
      throws IOException {
    Files.write(folder.resolve(name), bytes);
    list.append("file ").append(PageMemory.sha256(bytes)).append(' ').append(bytes.length);
    list.append(' ').append(name).append('\n');
  }

  /// Draws the frozen copy, with no way to any network and no script.
  private void picture(Path folder, StringBuilder list) throws IOException {
    var profile = Files.createTempDirectory("kentongan-picture");
    var file = folder.resolve("screenshot.png");
    try {
      var drawing =
          new ProcessBuilder(
                  chromium,
                  "--headless=new",
                  "--disable-gpu",
                  "--no-sandbox",
                  "--no-first-run",
                  "--disable-sync",
                  "--disable-background-networking",
                  "--disable-component-update",
                  "--blink-settings=scriptEnabled=false",
                  "--host-resolver-rules=MAP * ~NOTFOUND",
                  "--proxy-server=127.0.0.1:9",
                  "--user-data-dir=" + profile,
                  "--window-size=1200,1600",
                  "--screenshot=" + file,
                  folder.resolve("browser.html").toUri().toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!drawing.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
        drawing.descendants().forEach(ProcessHandle::destroyForcibly);
        drawing.destroyForcibly();
      }
      if (Files.exists(file)) {
        var bytes = Files.readAllBytes(file);
        list.append("file ").append(PageMemory.sha256(bytes)).append(' ').append(bytes.length);
        list.append(" screenshot.png\n");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      list.append("no-picture ").append(e.getClass().getSimpleName()).append('\n');
    } finally {
      remove(profile);
    }
  }

  /// The oldest go, their lists stay.
  private void makeRoom() throws IOException {
    Files.createDirectories(root);
    try (var folders = Files.list(root)) {
      var all = folders.filter(Files::isDirectory).sorted(Comparator.reverseOrder()).toList();
      for (var old : all.subList(Math.min(MOST_FOLDERS, all.size()), all.size())) {
        try (var files = Files.list(old)) {
          for (var file : files.filter(f -> !f.endsWith("manifest.txt")).toList()) {
            Files.delete(file);
          }
        }
      }
    }
  }

  private static void remove(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
