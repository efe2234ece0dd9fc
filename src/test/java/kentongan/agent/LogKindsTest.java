package kentongan.agent;

import static kentongan.agent.AgentConfig.Log.Kind.APACHE_ERROR;
import static kentongan.agent.AgentConfig.Log.Kind.APP;
import static kentongan.agent.AgentConfig.Log.Kind.JSON;
import static kentongan.agent.AgentConfig.Log.Kind.NGINX_ERROR;
import static kentongan.agent.AgentConfig.Log.Kind.PHP;
import static kentongan.agent.AgentConfig.Log.Kind.SSHD;
import static kentongan.agent.AgentConfig.Log.Kind.SYSLOG;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the agent reads from the lines of each kind of log.
class LogKindsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T02:14:07.120Z");
  private static final ZoneId ZONE = ZoneId.of("Asia/Jakarta");

  @Test
  void an_nginx_error_is_read() {
    var e =
        read(
            NGINX_ERROR,
            "2026/11/21 09:14:07 [error] 812#813: *9 open() \"/var/www/x.php\" failed (2: No such"
                + " file or directory), client: 203.0.113.9, server: contoh.example, request: \"GET"
                + " /x.php?a=1 HTTP/1.1\", host: \"contoh.example:443\", referrer:"
                + " \"https://contoh.example/\"");
    is(e, "/@timestamp", "2026-11-21T02:14:07.000Z");
    is(e, "/event/dataset", "nginx.error");
    is(e, "/log/level", "error");
    is(e, "/process/pid", "812");
    is(e, "/source/ip", "203.0.113.9");
    is(e, "/url/original", "/x.php?a=1");
    is(e, "/url/path", "/x.php");
    is(e, "/url/domain", "contoh.example");
    is(e, "/http/request/method", "GET");
  }

  @Test
  void a_visitor_cannot_pass_off_an_address_in_an_nginx_error() {
    var e =
        read(
            NGINX_ERROR,
            "2026/11/21 09:14:07 [error] 8#8: *9 open() \"/x, client: 192.0.2.1, y\" failed,"
                + " client: 203.0.113.9, server: s, request: \"GET / HTTP/1.1\"");
    is(e, "/event/dataset", "nginx.error");
    assertThat(e.at("/source/ip").isMissingNode()).isTrue();
  }

  @Test
  void apache_errors_are_read_in_both_forms() {
    var e =
        read(
            APACHE_ERROR,
            "[Sat Nov 21 09:14:07.123456 2026] [php:error] [pid 77:tid 88] [client"
                + " 203.0.113.9:50378] script '/var/www/wp-login.php' not found, referer:"
                + " http://a.example/");
    is(e, "/@timestamp", "2026-11-21T02:14:07.123Z");
    is(e, "/event/dataset", "apache.error");
    is(e, "/log/level", "error");
    is(e, "/apache/error/module", "php");
    is(e, "/process/pid", "77");
    is(e, "/source/ip", "203.0.113.9");
    is(e, "/http/request/referrer", "http://a.example/");
    var old = read(APACHE_ERROR, "[Sat Nov 21 09:14:07 2026] [error] [client 2001:db8::7] File x");
    is(old, "/source/ip", "2001:db8::7");
    is(old, "/log/level", "error");
    var six =
        read(
            APACHE_ERROR,
            "[Sun Nov 01 09:14:07.000001 2026] [core:notice] [pid 1] [client [2001:db8::7]:80] x");
    is(six, "/source/ip", "2001:db8::7");
  }

  @Test
  void syslog_is_read_in_its_forms() {
    var plain = read(SYSLOG, "<13>Nov 21 09:14:05 srv-1 kernel: eth0 down");
    is(plain, "/event/dataset", "system.syslog");
    is(plain, "/process/name", "kernel");
    is(plain, "/log/syslog/facility/code", "1");
    is(plain, "/log/level", "notice");
    var structured =
        read(
            SYSLOG,
            "<34>1 2026-11-21T09:14:05.003+07:00 srv-1 sshd 77 ID47 [a@1 x=\"b\\\"]c\"][d@2]"
                + " Failed password for root from 203.0.113.9 port 9 ssh2");
    is(structured, "/@timestamp", "2026-11-21T02:14:05.003Z");
    is(structured, "/event/dataset", "system.auth");
    is(structured, "/source/ip", "203.0.113.9");
    is(structured, "/process/pid", "77");
    is(structured, "/log/syslog/msgid", "ID47");
    var empty = read(SYSLOG, "<34>1 - - app - - -");
    is(empty, "/process/name", "app");
    is(empty, "/@timestamp", "2026-11-21T02:14:07.120Z");
  }

  @Test
  void sudo_su_and_cron_are_read() {
    var sudo =
        read(
            SSHD,
            "Nov 21 09:14:05 h sudo[9]:     budi : command not allowed ; TTY=pts/0 ; PWD=/home/b ;"
                + " USER=root ; COMMAND=/bin/echo ; USER=palsu");
    is(sudo, "/event/action", "sudo_command");
    is(sudo, "/event/outcome", "failure");
    is(sudo, "/user/name", "budi");
    is(sudo, "/user/effective/name", "root");
    is(sudo, "/process/command_line", "/bin/echo ; USER=palsu");
    var su = read(SSHD, "Nov 21 09:14:05 h su[9]: FAILED SU (to root) budi on pts/1");
    is(su, "/event/outcome", "failure");
    is(su, "/user/name", "budi");
    is(su, "/user/effective/name", "root");
    var cron = read(SYSLOG, "Nov 21 09:14:05 h CRON[9]: (www-data) CMD (php /x.php)");
    is(cron, "/event/action", "cron_command");
    is(cron, "/user/name", "www-data");
    is(cron, "/process/command_line", "php /x.php");
  }

  @Test
  void php_and_its_manager_are_read_with_their_zone() {
    var php =
        read(
            PHP,
            "[21-Nov-2026 02:14:05 UTC] PHP Fatal error:  Uncaught E: x in /var/www/a.php:12\n"
                + "Stack trace:\n#0 {main}");
    is(php, "/@timestamp", "2026-11-21T02:14:05.000Z");
    is(php, "/event/dataset", "php.error");
    is(php, "/log/level", "fatal error");
    is(php, "/log/origin/file/name", "/var/www/a.php");
    is(php, "/log/origin/file/line", "12");
    is(php, "/error/stack_trace", "Stack trace:\n#0 {main}");
    var warning = read(PHP, "[21-Nov-2026 09:14:05] PHP Warning:  x in /var/www/b c.php on line 7");
    is(warning, "/@timestamp", "2026-11-21T02:14:05.000Z");
    is(warning, "/log/origin/file/name", "/var/www/b c.php");
    is(warning, "/log/origin/file/line", "7");
    var fpm =
        read(PHP, "[21-Nov-2026 09:14:05] WARNING: [pool www] server reached pm.max_children");
    is(fpm, "/event/dataset", "php_fpm.error");
    is(fpm, "/log/level", "warning");
    is(fpm, "/kentongan/php/pool", "www");
  }

  @Test
  void applications_are_read() {
    var laravel = read(APP, "[2026-11-21 09:14:05] production.ERROR: gagal {\"a\":1}\n#0 x\n\"}");
    is(laravel, "/@timestamp", "2026-11-21T02:14:05.000Z");
    is(laravel, "/service/type", "laravel");
    is(laravel, "/log/level", "error");
    is(laravel, "/log/logger", "production");
    is(laravel, "/error/stack_trace", "#0 x\n\"}");
    var newer = read(APP, "[2026-11-21T09:14:05.250000+07:00] local.INFO: x");
    is(newer, "/@timestamp", "2026-11-21T02:14:05.250Z");
    var codeIgniter = read(APP, "ERROR - 2026-11-21 09:14:05 --> 404 Page Not Found: x");
    is(codeIgniter, "/service/type", "codeigniter");
    is(codeIgniter, "/log/level", "error");
  }

  @Test
  void json_lines_keep_their_fields_below_a_name_of_their_own() {
    var e =
        read(
            JSON,
            "{\"time\":\"2026-11-21T02:14:05Z\",\"level\":\"WARN\",\"kentongan\":{\"asset\":\"x\"},"
                + "\"agent.id\":\"palsu\",\"n\":12345678901234567890123,\"d\":1.5,\"l\":[1,null,{}]}");
    is(e, "/@timestamp", "2026-11-21T02:14:05.000Z");
    is(e, "/event/dataset", "json.log");
    is(e, "/log/level", "warn");
    is(e, "/json/kentongan/asset", "x");
    is(e, "/json/agent.id", "palsu");
    assertThat(e.at("/kentongan").isMissingNode()).isTrue();
    assertThat(e.at("/json/d").asDouble()).isEqualTo(1.5);
    is(read(JSON, "{\"ts\":1795227245.5}"), "/@timestamp", "2026-11-21T02:14:05.500Z");
    assertThat(unparsed(read(JSON, "{\"a\":"))).isTrue();
    assertThat(unparsed(read(JSON, "{} {}"))).isTrue();
    assertThat(unparsed(read(JSON, "{\"a\":".repeat(2_000)))).isTrue();
  }

  @Test
  void a_time_over_new_year_and_one_in_the_far_future_are_taken_as_they_are() {
    var newYear = Instant.parse("2026-12-31T17:00:30Z");
    var e = read(SYSLOG, "Dec 31 23:59:59 h x: y", newYear);
    is(e, "/@timestamp", "2026-12-31T16:59:59.000Z");
    var far = read(NGINX_ERROR, "2099/01/01 00:00:00 [error] 1#1: x");
    is(far, "/@timestamp", "2098-12-31T17:00:00.000Z");
    assertThat(unparsed(read(NGINX_ERROR, "2026/13/45 00:00:00 [error] 1#1: x"))).isTrue();
  }

  @ParameterizedTest
  @EnumSource(AgentConfig.Log.Kind.class)
  void no_parser_stumbles_over_odd_lines(AgentConfig.Log.Kind kind) {
    for (var line :
        new String[] {
          "",
          " ",
          "[",
          "[]",
          "] [",
          "<",
          "<>",
          "<999>1 ",
          "<34>1 a b c d e [",
          "{",
          "[[[[[[[[[[[[[",
          "[21-Nov-2026 02:14:05 ",
          "[21-Nov-2026 02:14:05 ] PHP : in ",
          "ERROR - --> ",
          "2026/11/21 09:14:07 [",
          "2026/11/21 09:14:07 [error] #: ",
          "[Sat] [x] [client ] [client",
          "Nov 21 09:14:05 h sudo: : ;",
          "Nov 21 09:14:05 h CRON: () (",
          "\u0000\u0000",
          "Nov 21 09:14:05 h su: (to ",
          "Nov 21 09:14:05 h sudo:  : ",
          "\ud800\udfff\ud800"
        }) {
      var e = read(kind, line);
      assertThat(e.at("/message").isMissingNode()).as(line).isFalse();
    }
  }

  private static boolean unparsed(JsonNode e) {
    return e.at("/kentongan/unparsed").asBoolean();
  }

  private static void is(JsonNode e, String path, String expected) {
    assertThat(e.at(path).asString()).as(path).isEqualTo(expected);
  }

  private static JsonNode read(AgentConfig.Log.Kind kind, String line) {
    return read(kind, line, NOW);
  }

  private static JsonNode read(AgentConfig.Log.Kind kind, String line, Instant now) {
    var bytes = line.getBytes(StandardCharsets.UTF_8);
    var log = new AgentConfig.Log(Path.of("/var/log/x"), kind, Optional.empty());
    return JsonMapper.shared()
        .readTree(new LogLine(bytes, 0, bytes.length).event(log, ZONE, now).json());
  }
}
