package kentongan.boot.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoLogsTest {
  private static final OffsetDateTime AT = OffsetDateTime.parse("2026-11-21T02:14:07.120+08:00");

  @TempDir private Path folder;

  @Test
  void a_break_in_ends_with_the_password_that_fitted_from_the_same_address() {
    var lines = SshdLog.breakIn();

    assertThat(lines.subList(0, lines.size() - 1))
        .hasSizeGreaterThanOrEqualTo(8)
        .allMatch(l -> l.message().startsWith("Failed password for root from 198.51.100.23 port "));
    assertThat(lines.getLast().message())
        .startsWith("Accepted password for root from 198.51.100.23 port ");
    assertThat(new SshdLog("web-73-71").line(lines.getFirst(), AT))
        .isEqualTo(
            "2026-11-21T02:14:07.120000+08:00 web-73-71 sshd[24100]: "
                + "Failed password for root from 198.51.100.23 port 51200 ssh2");
  }

  @Test
  void a_recorded_log_loses_its_break_ins_and_its_addresses() throws IOException {
    var file = folder.resolve("ssh.ndjson.gz");
    var event =
        """
        {"n":%d,"event":{"process":{"name":"sshd","pid":%d},"message":"%s"}}
        """;
    var text = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      text.append(
          event.formatted(i, 100 + i, "Failed password for root from 8.8.4.4 port 22 ssh2"));
    }
    text.append(event.formatted(21, 7, "Accepted password for root from 8.8.4.4 port 22 ssh2"));
    text.append(event.formatted(22, 9, "Server listening on 0.0.0.0 port 22."));
    gzip(file, text.toString());

    var quiet = SshdLog.quiet(Optional.of(file), 100);

    assertThat(quiet)
        .extracting(SshdLog.Said::message)
        .containsExactly(
            "Failed password for root from 203.0.113.1 port 22 ssh2",
            "Failed password for root from 203.0.113.1 port 22 ssh2",
            "Server listening on 0.0.0.0 port 22.");
    assertThat(quiet.getLast().program()).isEqualTo("sshd[9]");
  }

  @Test
  void without_a_recorded_log_lines_are_made_up() throws IOException {
    var broken = folder.resolve("broken.ndjson.gz");
    Files.writeString(broken, "not gzip");

    for (var source :
        List.of(Optional.of(broken), Optional.of(folder.resolve("none")), Optional.<Path>empty())) {
      var quiet = SshdLog.quiet(source, 60);

      assertThat(quiet).hasSize(60);
      assertThat(quiet.stream().filter(s -> s.message().startsWith("Accepted password"))).isEmpty();
    }
  }

  @Test
  void an_access_line_is_in_the_combined_format() {
    var line = AccessLog.line(AccessLog.attack().getFirst(), AT);

    assertThat(line)
        .isEqualTo(
            "198.51.100.77 - - [21/Nov/2026:02:14:07 +0800] "
                + "\"GET /berita?id=1%27%20OR%20%271%27=%271 HTTP/1.1\" 200 1834 \"-\" "
                + "\"python-requests/2.31.0\"");
    assertThat(AccessLog.line(AccessLog.visitor(-3), AT)).contains("\"GET /kontak HTTP/1.1\" 200");
  }

  @Test
  void a_growing_log_adds_whole_lines() throws IOException {
    var log = new GrowingLog(folder.resolve("var/log/auth.log"));
    assertThat(log.file()).exists().isEmptyFile();

    log.append("satu");
    log.append("dua");

    assertThat(Files.readString(log.file())).isEqualTo("satu\ndua\n");
  }

  private static void gzip(Path file, String text) throws IOException {
    try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
