package kentongan.boot.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What sshd and its neighbours write on an office's server: quiet days taken from a real log when
/// it lies beside the repository, else made up; then a break-in by guessing.
///
/// Addresses of the real log are replaced by documentation addresses, and its host's name by that
/// of the demonstration's machine.
final class SshdLog {
  /// From where the demonstration's intruder comes.
  static final String INTRUDER = "198.51.100.23";

  /// How often the intruder guesses wrongly.
  static final int GUESSES = 12;

  /// How often one address may fail in the quiet part, and how many addresses may, so that only the
  /// break-in is one.
  private static final int FAILURES_OF_ONE_ADDRESS = 2;

  private static final int FAILING_ADDRESSES = 3;

  private static final Pattern ADDRESS = Pattern.compile("\\b\\d{1,3}(?:\\.\\d{1,3}){3}\\b");

  // The form of rsyslog since Debian 12 and Ubuntu 24.04: the year and the zone are in it.
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSxxx");

  private final String machine;

  /// @param machine the host's name in each line
  SshdLog(String machine) {
    this.machine = machine;
  }

  /// What one program said.
  ///
  /// @param program the name with its process number, as in `sshd[1291]`
  record Said(String program, String message) {}

  /// A line as it stands in the file.
  String line(Said said, OffsetDateTime at) {
    return "%s %s %s: %s".formatted(TIME.format(at), machine, said.program(), said.message());
  }

  /// Ordinary traffic: sessions, cron, sudo, and the knocking that every open port sees.
  ///
  /// @param real the recorded log, as events; made-up lines when there is no such file
  /// @param most at most so many
  static List<Said> quiet(Optional<Path> real, int most) {
    return real.filter(Files::isRegularFile)
        .map(file -> recorded(file, most))
        .filter(lines -> !lines.isEmpty())
        .orElseGet(() -> madeUp(most));
  }

  /// The guesses and the one that fitted, in order.
  static List<Said> breakIn() {
    var lines = new ArrayList<Said>();
    for (int i = 0; i < GUESSES; i++) {
      lines.add(
          new Said(
              "sshd[%d]".formatted(24_100 + i),
              "Failed password for root from %s port %d ssh2".formatted(INTRUDER, 51_200 + i)));
    }
    lines.add(accepted());
    return lines;
  }

  private static Said accepted() {
    return new Said(
        "sshd[24199]", "Accepted password for root from %s port 51299 ssh2".formatted(INTRUDER));
  }

  private static List<Said> recorded(Path file, int most) {
    try (var unpacked = new GZIPInputStream(Files.newInputStream(file));
        var reader = new BufferedReader(new InputStreamReader(unpacked, StandardCharsets.UTF_8))) {
      var quiet = new Quiet();
      String line;
      while (quiet.lines.size() < most && (line = reader.readLine()) != null) {
        quiet.add(JsonMapper.shared().readTree(line).path("event"));
      }
      return quiet.lines;
    } catch (IOException unreadable) {
      return List.of();
    }
  }

  private static List<Said> madeUp(int most) {
    var lines = new ArrayList<Said>();
    for (int i = 0; lines.size() < most; i++) {
      var session = 2000 + i;
      lines.add(
          switch (i % 5) {
            case 0 ->
                new Said(
                    "CRON[%d]".formatted(session),
                    "pam_unix(cron:session): session opened for user root(uid=0) by (uid=0)");
            case 1 ->
                new Said(
                    "CRON[%d]".formatted(session),
                    "pam_unix(cron:session): session closed for user root");
            case 2 ->
                new Said(
                    "sshd[%d]".formatted(session),
                    "Accepted publickey for operator from 192.0.2.%d port %d ssh2: ED25519 SHA256:contoh"
                        .formatted(10 + i % 4, 40_000 + i));
            case 3 -> new Said("sshd[%d]".formatted(session), knock(i));
            default ->
                new Said(
                    "sshd[%d]".formatted(session),
                    "Connection closed by 203.0.113.%d port %d [preauth]"
                        .formatted(i % 250, 42_000 + i));
          });
    }
    return lines;
  }

  /// What somebody outside did: once a wrong password, else nothing but a connection.
  private static String knock(int i) {
    return i < 5
        ? "Failed password for invalid user admin from 203.0.113.3 port 42003 ssh2"
        : "Received disconnect from 203.0.113.%d port %d:11: Bye Bye [preauth]"
            .formatted(i % 250, 42_000 + i);
  }

  /// The part of a recorded log that holds no break-in of its own.
  private static final class Quiet {
    private final List<Said> lines = new ArrayList<>();
    private final Map<String, Integer> failures = new LinkedHashMap<>();
    private final Map<String, String> addresses = new LinkedHashMap<>();

    void add(JsonNode event) {
      var message = event.path("message").asString("");
      var process = event.path("process");
      var program = process.path("name").asString("");
      if (!message.isBlank() && !program.isBlank() && isQuiet(message)) {
        var number = process.path("pid").asInt(0);
        lines.add(
            new Said(
                number == 0 ? program : "%s[%d]".formatted(program, number),
                ADDRESS.matcher(message).replaceAll(this::documented)));
      }
    }

    private boolean isQuiet(String message) {
      if (message.startsWith("Accepted password") || message.startsWith("message repeated")) {
        return false;
      }
      var from = ADDRESS.matcher(message);
      return !isFailure(message)
          || (from.find()
              && failures.merge(from.group(), 1, Integer::sum) <= FAILURES_OF_ONE_ADDRESS
              && failures.size() <= FAILING_ADDRESSES);
    }

    private static boolean isFailure(String message) {
      return message.startsWith("Failed ")
          || message.contains("uthentication failure")
          || message.startsWith("error: maximum authentication");
    }

    private String documented(MatchResult address) {
      var given = address.group();
      return given.equals("0.0.0.0")
          ? given
          : addresses.computeIfAbsent(
              given, _ -> "203.0.113.%d".formatted(1 + addresses.size() % 250));
    }
  }
}
