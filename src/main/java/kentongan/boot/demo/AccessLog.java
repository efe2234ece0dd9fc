package kentongan.boot.demo;

import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/// What a web server (nginx, *combined* format) writes: visitors, and an intruder who tries known
/// holes.
final class AccessLog {
  /// From where the attack on the web application comes.
  static final String INTRUDER = "198.51.100.77";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss xx", Locale.ROOT);

  private static final String BROWSER =
      "Mozilla/5.0 (Linux; Android 14; Mobile) AppleWebKit/537.36 Chrome/130.0 Mobile"
          + " Safari/537.36";

  private AccessLog() {}

  /// One request as it is logged, still without its time.
  ///
  /// @param target path and query
  record Asked(String from, String method, String target, int status, int bytes, String agent) {}

  /// A line as it stands in the file.
  static String line(Asked asked, OffsetDateTime at) {
    return "%s - - [%s] \"%s %s HTTP/1.1\" %d %d \"-\" \"%s\""
        .formatted(
            asked.from(),
            TIME.format(at),
            asked.method(),
            asked.target(),
            asked.status(),
            asked.bytes(),
            asked.agent());
  }

  /// The n-th visitor: reads the home page, the news, the contacts.
  static Asked visitor(int n) {
    var pages = List.of("/", "/berita", "/kontak", "/profil", "/tema/utama.css");
    return new Asked(
        "203.0.113.%d".formatted(1 + n % 200),
        "GET",
        pages.get(Math.floorMod(n, pages.size())),
        200,
        2400 + 13 * (n % 40),
        BROWSER);
  }

  /// The attack in order: attempts at SQL injection, an upload, and a command through what was
  /// uploaded.
  static List<Asked> attack() {
    return List.of(
        tried("GET", "/berita?id=1%27%20OR%20%271%27=%271", 200),
        tried("GET", "/berita?id=1%20UNION%20SELECT%20username,password%20FROM%20users--", 200),
        tried("GET", "/berita?id=1%27%20AND%20SLEEP(5)--%20-", 500),
        tried("POST", "/unggah.php", 200),
        tried("GET", "/unggahan/shell.php?cmd=id", 200),
        tried("GET", "/unggahan/shell.php?cmd=cat%20/etc/passwd", 200));
  }

  private static Asked tried(String method, String target, int status) {
    return new Asked(INTRUDER, method, target, status, 1834, "python-requests/2.31.0");
  }
}
