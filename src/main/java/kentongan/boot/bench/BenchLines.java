package kentongan.boot.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import kentongan.event.EventLog;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Access-log lines as an agent's events: real ones where there are some, else generated ones.
///
/// @param origin said beside the figures
/// @param templates events whose `@timestamp` is still to be set
public record BenchLines(String origin, List<String> templates) {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String TIME = "@TIME@";

  /// Where the real lines lie in the project's own workshop.
  private static final Path REAL =
      Path.of("../shared/data/sigma/web-attacks/apache-real.ndjson.gz");

  /// From a file of NDJSON, the usual place, or made up.
  ///
  /// @param file null for the usual place
  public static BenchLines read(@org.jspecify.annotations.Nullable Path file) {
    var path = file != null ? file : REAL;
    return Files.isReadable(path)
        ? new BenchLines("real access log " + path.getFileName(), real(path))
        : new BenchLines("generated lines, since there is no " + path, generated());
  }

  /// The lines of one batch, each with a time of its own.
  List<byte[]> batch(long first, int count, Instant from) {
    var lines = new ArrayList<byte[]>(count);
    for (var i = first; i < first + count; i++) {
      var template = templates.get((int) (i % templates.size()));
      var time = from.plusMillis(i % 60_000).toString();
      lines.add(template.replace(TIME, time).getBytes(StandardCharsets.UTF_8));
    }
    return lines;
  }

  private static List<String> real(Path path) {
    try (var reader =
        new BufferedReader(new InputStreamReader(open(path), StandardCharsets.UTF_8))) {
      var lines = new ArrayList<String>();
      for (var line = reader.readLine(); line != null; line = reader.readLine()) {
        var tree = JSON.readTree(line);
        lines.add(
            asAgent(
                tree.get("event") instanceof ObjectNode inner && tree.has("n")
                    ? inner
                    : (ObjectNode) tree));
      }
      return lines;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static InputStream open(Path path) throws IOException {
    var in = Files.newInputStream(path);
    return path.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
  }

  /// As our agent writes such a line: with our data set's name, and the line once, in `message`.
  private static String asAgent(ObjectNode event) {
    event.put("@timestamp", TIME);
    event.remove("ecs");
    if (event.get("event") instanceof ObjectNode about) {
      about.remove("original");
      about.put("dataset", "apache.access");
    }
    return event.toString();
  }

  private static List<String> generated() {
    var random = new Random(1);
    var lines = new ArrayList<String>();
    for (var i = 0; i < 3000; i++) {
      var address = "192.0.2." + random.nextInt(256);
      var path = "/berita/%d/halaman-%d.html".formatted(random.nextInt(900), random.nextInt(90));
      var bytes = random.nextInt(90_000);
      var line =
          "%s - - [21/Nov/2026:02:14:07 +0000] \\\"GET %s HTTP/1.1\\\" 200 %d \\\"-\\\" \\\"Mozilla/5.0\\\""
              .formatted(address, path, bytes);
      lines.add(
          """
          {"@timestamp":"@TIME@","event":{"dataset":"apache.access","outcome":"success"},\
          "message":"%s","source":{"ip":"%s"},"http":{"request":{"method":"GET"},"version":"1.1",\
          "response":{"status_code":200,"body":{"bytes":%d}}},\
          "url":{"original":"%s","path":"%s"},"user_agent":{"original":"Mozilla/5.0"},\
          "log":{"file":{"path":"/var/log/apache2/access.log"},"offset":%d}}\
          """
              .formatted(line, address, bytes, path, path, i * 200));
    }
    return lines;
  }

  /// All events of a log, unpacked, up to so many.
  static List<kentongan.event.Event> events(EventLog log, int most) {
    var events = new ArrayList<kentongan.event.Event>();
    for (var at = 0L; events.size() < most; ) {
      var read = log.read(at, 16);
      if (read.isEmpty()) {
        break;
      }
      for (var stored : read) {
        at = stored.position();
        events.addAll(kentongan.event.BatchBody.events(stored));
      }
    }
    return events;
  }
}
