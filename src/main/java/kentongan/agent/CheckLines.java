package kentongan.agent;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kentongan.probe.DiskCheck;
import kentongan.probe.DnsCheck;
import kentongan.probe.DnsType;
import kentongan.probe.DomainCheck;
import kentongan.probe.HttpCheck;
import kentongan.probe.JobCheck;
import kentongan.probe.MailCheck;
import kentongan.probe.NetworkCheck;
import kentongan.probe.PingCheck;
import kentongan.probe.Place;
import kentongan.probe.Question;
import kentongan.probe.TcpCheck;
import kentongan.probe.TimeCheck;
import kentongan.probe.TlsCheck;

/// Reads the `checks` of `agent.yaml`: one line a check, its kind told by the name of its subject.
final class CheckLines {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ConfigFile file;
  private final Path data;

  CheckLines(ConfigFile file, Path data) {
    this.file = file;
    this.data = data;
  }

  /// How a kind is written and how often it is asked.
  private enum Kind {
    URL("http", Duration.ofSeconds(30), "expect", "conditional"),
    TLS("tls", Duration.ofHours(1), "name", "issuer", "weak"),
    TCP("tcp", Duration.ofMinutes(1), "greeting"),
    PING("ping", Duration.ofMinutes(1), "ports", "tries"),
    DNS("dns", Duration.ofMinutes(5), "type", "resolvers", "expect"),
    DOMAIN("domain", Duration.ofHours(12), "rdap", "warn"),
    MAIL("mail", Duration.ofHours(1), "selectors", "resolvers"),
    JOB("job", Duration.ofMinutes(1), "file", "within"),
    DISK("disk", Duration.ofMinutes(30), "quota", "most", "warn"),
    NETWORK("network", Duration.ofMinutes(1)),
    TIME("time", Duration.ofMinutes(10), "within");

    final String word;
    final Duration every;
    final List<String> settings;

    Kind(String word, Duration every, String... settings) {
      this.word = word;
      this.every = every;
      this.settings = List.of(settings);
    }

    String subject() {
      return name().toLowerCase(Locale.ROOT);
    }

    boolean isAboutThisMachine() {
      return switch (this) {
        case JOB, DISK, NETWORK, TIME -> true;
        case URL, TLS, TCP, PING, DNS, DOMAIN, MAIL -> false;
      };
    }
  }

  List<AgentConfig.Check> read(Map<String, Object> map) {
    var checks = new ArrayList<AgentConfig.Check>();
    var ids = new HashSet<String>();
    var n = 0;
    for (var each : file.list(map.get("checks"), "checks")) {
      var where = "checks[" + n++ + "].";
      var one = file.map(each, where);
      kind(one, where).ifPresent(kind -> check(one, where, kind, ids).ifPresent(checks::add));
    }
    return checks;
  }

  private Optional<Kind> kind(Map<String, Object> one, String where) {
    var kinds = new ArrayList<Kind>();
    for (var kind : Kind.values()) {
      if (one.containsKey(kind.subject())) {
        kinds.add(kind);
      }
    }
    if (kinds.size() == 1) {
      return Optional.of(kinds.getFirst());
    }
    file.fault(
        where + "url",
        kinds.isEmpty() ? "nothing" : "several kinds",
        "one of url, tls, tcp, ping, dns, domain, mail, job, disk, network, time");
    return Optional.empty();
  }

  private Optional<AgentConfig.Check> check(
      Map<String, Object> one, String where, Kind kind, Set<String> ids) {
    var names = new ArrayList<>(List.of("id", "asset", "every", kind.subject()));
    names.addAll(kind.settings);
    file.known(one, where, names.toArray(String[]::new));
    var asset =
        kind.isAboutThisMachine()
            ? file.text(one, "asset", where).orElse("")
            : file.required(one, "asset", where);
    var usual = asset.isEmpty() ? kind.word : asset + "-" + kind.word;
    var id = file.text(one, "id", where).orElse(usual);
    for (var i = 2; !ids.add(id); i++) {
      id = usual + "-" + i;
    }
    var name = id;
    var every = file.duration(one, "every", where, kind.every);
    return file.attempt(
            where + kind.subject(),
            () -> question(kind, new Line(one, where, file.required(one, kind.subject(), where))))
        .map(question -> new AgentConfig.Check(name, asset, question, every));
  }

  /// One line of the file.
  private record Line(Map<String, Object> one, String where, String subject) {}

  private Question question(Kind kind, Line line) {
    return switch (kind) {
      case URL -> http(line);
      case TLS -> tls(line);
      case TCP ->
          new TcpCheck(Place.parse(line.subject, 0), text(line, "greeting").orElse(""), PATIENCE);
      case PING -> ping(line);
      case DNS ->
          new DnsCheck(
              line.subject,
              DnsType.valueOf(text(line, "type").orElse("A").toUpperCase(Locale.ROOT)),
              resolvers(line),
              texts(line, "expect"),
              PATIENCE);
      case DOMAIN -> domain(line);
      case MAIL -> new MailCheck(line.subject, texts(line, "selectors"), resolvers(line), PATIENCE);
      case JOB ->
          new JobCheck(
              line.subject,
              text(line, "file").map(Path::of).orElse(data.resolve("jobs").resolve(line.subject)),
              file.duration(line.one, "within", line.where, Duration.ofHours(26)));
      case DISK -> disk(line);
      case NETWORK -> new NetworkCheck(line.subject.equals("all") ? "" : line.subject);
      case TIME ->
          new TimeCheck(
              Place.parse(line.subject, 123),
              file.duration(line.one, "within", line.where, Duration.ofSeconds(1)),
              PATIENCE);
    };
  }

  private HttpCheck http(Line line) {
    var where = line.where + "expect.";
    var map = file.map(line.one.get("expect"), line.where + "expect");
    file.known(map, where, "status", "contains", "absent", "headers", "json", "ends_at", "within");
    var status = new HashSet<Integer>();
    for (var text : file.texts(map.get("status"), where + "status")) {
      file.attempt(where + "status", () -> status.add(Integer.valueOf(text)));
    }
    var expect =
        new HttpCheck.Expect(
            status,
            file.texts(map.get("contains"), where + "contains"),
            file.texts(map.get("absent"), where + "absent"));
    var headers = new HashMap<String, String>();
    file.map(map.get("headers"), where + "headers")
        .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value.toString()));
    var json = new HashMap<String, String>();
    file.map(map.get("json"), where + "json")
        .forEach((path, value) -> json.put(path, value.toString()));
    var within =
        map.containsKey("within")
            ? Optional.of(file.duration(map, "within", where, PATIENCE))
            : Optional.<Duration>empty();
    return new HttpCheck(
        URI.create(line.subject),
        Map.of(),
        expect,
        HttpCheck.Bounds.USUAL,
        new HttpCheck.More(
            headers, json, file.text(map, "ends_at", where), within, yes(line, "conditional")));
  }

  private TlsCheck tls(Line line) {
    var place = Place.parse(line.subject, 443);
    return new TlsCheck(
        place,
        text(line, "name").orElse(place.host()),
        text(line, "issuer"),
        yes(line, "weak"),
        PATIENCE);
  }

  private PingCheck ping(Line line) {
    var ports = texts(line, "ports").stream().map(Integer::valueOf).toList();
    return new PingCheck(
        line.subject,
        ports.isEmpty() ? List.of(443, 80, 22) : ports,
        text(line, "tries").map(Integer::valueOf).orElse(3),
        Duration.ofSeconds(2));
  }

  private DomainCheck domain(Line line) {
    var usual =
        line.subject.toLowerCase(Locale.ROOT).endsWith(".id")
            ? "https://rdap.pandi.id/rdap/"
            : "https://rdap.org/";
    return new DomainCheck(
        line.subject,
        URI.create(text(line, "rdap").orElse(usual)),
        file.duration(line.one, "warn", line.where, Duration.ofDays(30)));
  }

  private DiskCheck disk(Line line) {
    var percent = text(line, "most").map(t -> t.replace("%", "").strip()).orElse("90");
    return new DiskCheck(
        Path.of(line.subject),
        file.size(line.one, "quota", line.where, 0),
        Integer.parseInt(percent) / 100.0,
        file.duration(line.one, "warn", line.where, Duration.ofDays(14)));
  }

  private List<Place> resolvers(Line line) {
    return texts(line, "resolvers").stream().map(text -> Place.parse(text, 53)).toList();
  }

  private Optional<String> text(Line line, String name) {
    return file.text(line.one, name, line.where);
  }

  private List<String> texts(Line line, String name) {
    return file.texts(line.one.get(name), line.where + name);
  }

  /// Yes unless the line says no.
  private boolean yes(Line line, String name) {
    return text(line, name).map(text -> !text.matches("false|no|tidak")).orElse(true);
  }
}
