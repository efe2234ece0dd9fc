package kentongan.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LogLineTest {
  private static final Instant NOW = Instant.parse("2026-11-21T02:14:07.120Z");
  private static final ZoneId ZONE = ZoneId.of("Asia/Jakarta");

  @Test
  void a_failed_login_is_read() {
    var e =
        sshd(
            "Nov 21 09:14:05 srv-1 sshd[1201]: Failed password for invalid user admin from"
                + " 203.0.113.9 port 50378 ssh2");
    assertThat(at(e, "/@timestamp")).isEqualTo("2026-11-21T02:14:05.000Z");
    assertThat(at(e, "/event/created")).isEqualTo("2026-11-21T02:14:07.120Z");
    assertThat(at(e, "/event/dataset")).isEqualTo("system.auth");
    assertThat(at(e, "/event/action")).isEqualTo("ssh_login");
    assertThat(at(e, "/event/outcome")).isEqualTo("failure");
    assertThat(at(e, "/user/name")).isEqualTo("admin");
    assertThat(at(e, "/source/ip")).isEqualTo("203.0.113.9");
    assertThat(e.at("/source/port").asInt()).isEqualTo(50378);
    assertThat(at(e, "/process/name")).isEqualTo("sshd");
    assertThat(e.at("/process/pid").asInt()).isEqualTo(1201);
    assertThat(at(e, "/host/hostname")).isEqualTo("srv-1");
    assertThat(at(e, "/kentongan/ssh/method")).isEqualTo("password");
    assertThat(at(e, "/log/file/path")).isEqualTo("/var/log/x");
  }

  @Test
  void an_accepted_login_with_an_iso_time_and_the_newer_program_name_is_read() {
    var e =
        sshd(
            "2026-11-21T09:14:05.250+07:00 srv-1 sshd-session[7]: Accepted publickey for budi from"
                + " 2001:db8::7 port 22 ssh2: RSA SHA256:x");
    assertThat(at(e, "/@timestamp")).isEqualTo("2026-11-21T02:14:05.250Z");
    assertThat(at(e, "/event/outcome")).isEqualTo("success");
    assertThat(at(e, "/source/ip")).isEqualTo("2001:db8::7");
    assertThat(at(e, "/process/name")).isEqualTo("sshd");
  }

  @Test
  void a_user_name_cannot_forge_an_address() {
    var e =
        sshd(
            "Nov 21 09:14:05 h sshd[1]: Failed password for invalid user x from 192.0.2.1 port 1"
                + " ssh2 from 203.0.113.9 port 50 ssh2");
    assertThat(at(e, "/source/ip")).isEqualTo("203.0.113.9");
    assertThat(at(e, "/user/name")).isEqualTo("x from 192.0.2.1 port 1 ssh2");
  }

  @Test
  void invalid_users_and_disconnects_are_read() {
    var invalid = sshd("Nov 21 09:14:05 h sshd[1]: Invalid user  from 203.0.113.9 port 9");
    assertThat(at(invalid, "/event/action")).isEqualTo("ssh_invalid_user");
    var gone =
        sshd(
            "Nov 21 09:14:05 h sshd[1]: Received disconnect from 203.0.113.9 port 54:11:"
                + " disconnected by user");
    assertThat(at(gone, "/event/action")).isEqualTo("ssh_disconnect");
    assertThat(gone.at("/source/port").asInt()).isEqualTo(54);
    var closed =
        sshd(
            "Nov 21 09:14:05 h sshd[1]: Connection closed by authenticating user root 203.0.113.9"
                + " port 54 [preauth]");
    assertThat(at(closed, "/user/name")).isEqualTo("root");
    assertThat(at(closed, "/source/ip")).isEqualTo("203.0.113.9");
  }

  @Test
  void the_year_is_the_latest_that_is_not_ahead() {
    assertThat(at(sshd("Dec 31 23:59:59 h sshd[1]: x"), "/@timestamp")).startsWith("2025-12-31");
    assertThat(at(sshd("Nov 22 01:00:00 h sshd[1]: x"), "/@timestamp")).startsWith("2026-11-21");
    assertThat(at(sshd("Feb 29 12:00:00 h sshd[1]: x"), "/@timestamp")).startsWith("2024-02-29");
  }

  @Test
  void a_line_that_is_not_understood_is_kept_as_it_is() {
    for (var line :
        new String[] {
          "", "x", "Nov 99 09:14:05 h sshd[1]: x", "Nov 21 09:14:05 tanpa titik dua", "::::"
        }) {
      var e = sshd(line);
      assertThat(at(e, "/event/dataset")).isEqualTo("log");
      assertThat(e.at("/kentongan/unparsed").asBoolean()).isTrue();
      assertThat(at(e, "/message")).isEqualTo(line);
    }
  }

  @Test
  void a_combined_access_line_is_read() {
    var e =
        read(
            AgentConfig.Log.Kind.NGINX,
            "203.0.113.9 - budi s [21/Nov/2026:09:14:05 +0700] \"GET /index.php?id=1' HTTP/1.1\""
                + " 404 153 \"https://x.example/\" \"sqlmap \\\"1.7\\\"\"");
    assertThat(at(e, "/event/dataset")).isEqualTo("nginx.access");
    assertThat(at(e, "/@timestamp")).isEqualTo("2026-11-21T02:14:05.000Z");
    assertThat(at(e, "/user/name")).isEqualTo("budi s");
    assertThat(at(e, "/http/request/method")).isEqualTo("GET");
    assertThat(at(e, "/url/original")).isEqualTo("/index.php?id=1'");
    assertThat(at(e, "/url/path")).isEqualTo("/index.php");
    assertThat(at(e, "/url/query")).isEqualTo("id=1'");
    assertThat(at(e, "/http/version")).isEqualTo("1.1");
    assertThat(e.at("/http/response/status_code").asInt()).isEqualTo(404);
    assertThat(e.at("/http/response/body/bytes").asInt()).isEqualTo(153);
    assertThat(at(e, "/http/request/referrer")).isEqualTo("https://x.example/");
    assertThat(at(e, "/user_agent/original")).isEqualTo("sqlmap \"1.7\"");
  }

  @Test
  void a_common_access_line_and_garbage_requests_are_read() {
    var common =
        read(
            AgentConfig.Log.Kind.APACHE,
            "2001:db8::1 - - [21/Nov/2026:09:14:05 +0700] \"POST / HTTP/1.0\" 200 -");
    assertThat(at(common, "/event/dataset")).isEqualTo("apache.access");
    assertThat(common.at("/user").isMissingNode()).isTrue();
    assertThat(common.at("/http/response/body").isMissingNode()).isTrue();
    var garbage =
        read(
            AgentConfig.Log.Kind.NGINX,
            "203.0.113.9 - - [21/Nov/2026:09:14:05 +0700] \"\\x16\\x03\\x01\" 400 0 \"-\" \"-\"");
    assertThat(garbage.at("/http/request/method").isMissingNode()).isTrue();
    assertThat(garbage.at("/http/response/status_code").asInt()).isEqualTo(400);
    for (var odd :
        new String[] {
          "203.0.113.9 - - [21/Nov/2026] \"GET / HTTP/1.1\" 200 1",
          "a b c",
          "\"",
          "203.0.113.9 - - [21/Nov/2026:09:14:05 +0700] \"GET"
        }) {
      assertThat(at(read(AgentConfig.Log.Kind.NGINX, odd), "/event/dataset"))
          .as(odd)
          .isEqualTo("log");
    }
  }

  @Test
  void no_line_makes_a_parser_stumble() {
    var random = new java.util.Random(42);
    var seeds =
        new String[] {
          "Nov 21 09:14:05 h sshd[1]: Failed password for invalid user x from 203.0.113.9 port 50"
              + " ssh2",
          "Nov 21 09:14:05 h sshd[1]: Invalid user from from",
          "Nov 21 09:14:05 h sshd[1]: Received disconnect from 203.0.113.9 port 54:11: x",
          "Nov 21 09:14:05 h sshd[1]: Connection closed by user root 203.0.113.9 port 54",
          "203.0.113.9 - - [21/Nov/2026:09:14:05 +0700] \"GET /a?b HTTP/1.1\" 404 153 \"-\" \"-\""
        };
    for (var i = 0; i < 20_000; i++) {
      var line = new StringBuilder(seeds[i % seeds.length]);
      for (var n = random.nextInt(6); n >= 0 && !line.isEmpty(); n--) {
        var at = random.nextInt(line.length());
        line.delete(at, Math.min(line.length(), at + random.nextInt(12)));
      }
      AuthLine.read(line.toString(), ZONE, NOW);
      AccessLine.read("nginx.access", line.toString(), NOW);
    }
  }

  private static JsonNode sshd(String line) {
    return read(AgentConfig.Log.Kind.SSHD, line);
  }

  private static JsonNode read(AgentConfig.Log.Kind kind, String line) {
    var bytes = line.getBytes(StandardCharsets.UTF_8);
    var log = new AgentConfig.Log(Path.of("/var/log/x"), kind, Optional.empty());
    var event = new LogLine(bytes, 7, bytes.length).event(log, ZONE, NOW);
    return JsonMapper.shared().readTree(event.json());
  }

  private static String at(JsonNode event, String pointer) {
    return event.at(pointer).asString();
  }
}
