package kentongan.agent;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import kentongan.probe.HttpAnswer;
import kentongan.watch.Approved;
import kentongan.watch.Habit;
import kentongan.watch.Page;
import kentongan.watch.PageAct;

/// What the agent keeps about one page: the approved copy, what it learned, what was decided, and
/// when the page was last attacked and set right. Small files in a folder.
final class PageMemory {
  private static final int MOST_ACTS = 64 * 1024;

  private final URI url;
  private final Path baseline;
  private final Path served;
  private final Path learned;
  private final Path acts;
  private final Path trouble;

  /// @param directory where it is kept
  PageMemory(String asset, URI url, Path directory) {
    this.url = url;
    var name = name(asset, url);
    this.baseline = directory.resolve(name + ".html");
    this.served = directory.resolve(name + ".from");
    this.learned = directory.resolve(name + ".habit");
    this.acts = directory.resolve(name + ".acts");
    this.trouble = directory.resolve(name + ".trouble");
  }

  /// The name of a page's files.
  static String name(String asset, URI url) {
    return sha256((asset + " " + url).getBytes(StandardCharsets.UTF_8)).substring(0, 32);
  }

  /// The approved page with what was learned of it; empty before the first good look.
  Optional<Approved> approved() throws IOException {
    if (!Files.exists(baseline)) {
      return Optional.empty();
    }
    var told = Files.exists(served) ? Files.readAllLines(served) : List.<String>of();
    var from = told.isEmpty() ? url : URI.create(told.getFirst());
    var charset =
        told.size() > 1 ? Optional.of(Charset.forName(told.get(1))) : Optional.<Charset>empty();
    var page = new Page(Files.readAllBytes(baseline), charset, Optional.of(url), Optional.of(from));
    return Optional.of(Approved.of(page).with(habit()));
  }

  private Habit habit() throws IOException {
    return Files.exists(learned) ? Habit.of(Files.readAllLines(learned)) : Habit.NONE;
  }

  void keep(Habit habit) throws IOException {
    write(learned, String.join("\n", habit.lines()).getBytes(StandardCharsets.UTF_8));
  }

  /// Makes an answer the approved page; what was learned of the one before is forgotten.
  void approve(HttpAnswer answer) throws IOException {
    var charset = answer.charset().map(c -> "\n" + c.name()).orElse("");
    write(served, (answer.servedFrom() + charset).getBytes(StandardCharsets.UTF_8));
    write(baseline, answer.body());
    Files.deleteIfExists(learned);
  }

  /// When the approved page was taken.
  Instant approvedAt() throws IOException {
    return Files.exists(baseline) ? Files.getLastModifiedTime(baseline).toInstant() : Instant.MIN;
  }

  /// What was decided about this page, oldest first.
  List<PageAct> acts() throws IOException {
    if (!Files.exists(acts)) {
      return List.of();
    }
    try (var in = Files.newInputStream(acts)) {
      var text = new String(in.readNBytes(MOST_ACTS), StandardCharsets.UTF_8);
      return text.lines().flatMap(line -> PageAct.of(line).stream()).toList();
    }
  }

  /// When the page was last attacked, and since when it has been right again.
  record Trouble(Optional<Instant> attacked, Optional<Instant> right) {
    static final Trouble NONE = new Trouble(Optional.empty(), Optional.empty());
  }

  Trouble trouble() throws IOException {
    if (!Files.exists(trouble)) {
      return Trouble.NONE;
    }
    Optional<Instant> attacked = Optional.empty();
    Optional<Instant> right = Optional.empty();
    for (var line : Files.readAllLines(trouble)) {
      try {
        var at = Optional.of(Instant.parse(line.substring(line.indexOf(' ') + 1)));
        attacked = line.startsWith("attacked ") ? at : attacked;
        right = line.startsWith("right ") ? at : right;
      } catch (java.time.DateTimeException _) {
        // as if it were not there
      }
    }
    return new Trouble(attacked, right);
  }

  void keep(Trouble now) throws IOException {
    var text =
        now.attacked().map(a -> "attacked " + a + "\n").orElse("")
            + now.right().map(r -> "right " + r + "\n").orElse("");
    write(trouble, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    Files.createDirectories(file.getParent());
    var fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.write(fresh, bytes);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
