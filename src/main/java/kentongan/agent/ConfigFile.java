package kentongan.agent;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.zone.ZoneRulesException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kentongan.probe.HttpCheck;
import kentongan.probe.Network;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/// Reads `agent.yaml` and the command line's words into an [AgentConfig], naming every fault at
/// once.
public final class ConfigFile {
  private static final int MOST_BYTES = 1 << 20;
  private static final String KINDS =
      "sshd, syslog, nginx, apache, nginx-error, apache-error, php, app, json or plain";

  private final Path file;
  private final List<String> faults = new ArrayList<>();

  private ConfigFile(Path file) {
    this.file = file;
  }

  /// Reads the configuration of a data directory.
  ///
  /// @param given `collector` and `token` from the command line; they win over the file
  /// @throws Faulty with every fault
  public static AgentConfig read(Path data, Map<String, String> given) throws IOException, Faulty {
    var file = data.resolve("agent.yaml");
    var reader = new ConfigFile(file);
    var map = reader.map(Files.exists(file) ? reader.loaded() : null, "agent.yaml");
    var whole = new HashMap<>(map);
    whole.putAll(given);
    var config = reader.config(data, whole);
    if (!reader.faults.isEmpty() || config == null) {
      throw new Faulty(reader.faults);
    }
    return config;
  }

  /// Reads a plan of headquarters: the same words for checks and pages as in `agent.yaml`.
  ///
  /// @param file as which it is named in faults
  /// @throws Faulty with every fault
  static Planned.Work plan(Path file, byte[] body) throws Faulty {
    var reader = new ConfigFile(file);
    var map = reader.map(reader.loaded(new String(body, StandardCharsets.UTF_8)), "plan");
    reader.known(map, "", "checks", "pages", "allow", "witness");
    var allow = new ArrayList<Network>();
    for (var text : reader.texts(map.get("allow"), "allow")) {
      reader.attempt("allow", () -> allow.add(Network.parse(text)));
    }
    var witness = new HashMap<String, String>();
    reader
        .map(map.get("witness"), "witness")
        .forEach((id, as) -> witness.put(id, String.valueOf(as)));
    var duties =
        new AgentConfig.Duties(
            new CheckLines(reader, file.toAbsolutePath().resolveSibling("")).read(map),
            reader.pages(map),
            List.of(),
            ZoneId.systemDefault());
    if (!reader.faults.isEmpty()) {
      throw new Faulty(reader.faults);
    }
    return new Planned.Work(duties, allow, witness);
  }

  /// The configuration cannot be used.
  public static final class Faulty extends Exception {
    private final transient List<String> faults;

    Faulty(List<String> faults) {
      super(String.join("\n", faults));
      this.faults = List.copyOf(faults);
    }

    /// One line each: `where: what was given (expected: what)`.
    public List<String> faults() {
      return faults;
    }
  }

  private @Nullable Object loaded() throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      fault("", Files.size(file) + " bytes", "at most " + MOST_BYTES);
      return null;
    }
    return loaded(Files.readString(file));
  }

  private @Nullable Object loaded(String text) {
    var options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    try {
      return new Yaml(new SafeConstructor(options)).load(text);
    } catch (YAMLException e) {
      fault("", String.valueOf(e.getMessage()).replaceAll("\\s+", " "), "YAML");
      return null;
    }
  }

  private @Nullable AgentConfig config(Path data, Map<String, Object> map) {
    known(
        map,
        "",
        "collector",
        "office",
        "token",
        "heartbeat",
        "allow",
        "pause_max",
        "spool",
        "zone",
        "checks",
        "pages",
        "logs",
        "spacing",
        "jobs",
        "roots",
        "journal");
    var allow = new ArrayList<Network>();
    for (var text : texts(map.get("allow"), "allow")) {
      attempt("allow", () -> allow.add(Network.parse(text)));
    }
    var usual = AgentConfig.Pace.USUAL;
    var pace =
        new AgentConfig.Pace(
            duration(map, "heartbeat", "", usual.heartbeat()),
            usual.poll(),
            usual.flush(),
            duration(map, "pause_max", "", usual.pauseMax()),
            usual.drain());
    var duties =
        new AgentConfig.Duties(
            new CheckLines(this, data).read(map),
            pages(map),
            logs(map),
            zone(map, ""),
            watched(map));
    var spool = map(map.get("spool"), "spool");
    known(spool, "spool.", "bytes", "events", "rate");
    var collector = text(map, "collector", "");
    if (collector.isEmpty()) {
      fault("collector", "nothing", "the collector's address; or --collector URL");
      return null;
    }
    return attempt(
            "collector",
            () ->
                new AgentConfig(
                    URI.create(collector.get()),
                    text(map, "token", ""),
                    data,
                    duties,
                    pace,
                    new AgentConfig.Bounds(
                        size(spool, "bytes", AgentConfig.Bounds.USUAL.bytes()),
                        size(spool, "events", AgentConfig.Bounds.USUAL.events()),
                        size(spool, "rate", AgentConfig.Bounds.USUAL.rate())),
                    allow,
                    asking(map),
                    office(map)))
        .orElse(null);
  }

  private OfficeSettings office(Map<String, Object> whole) {
    var office = map(whole.get("office"), "office");
    known(office, "office.", "listen", "hosts", "contacts", "sms", "sms_after");
    return attempt(
            "office",
            () ->
                new OfficeSettings(
                    text(office, "listen", "office."),
                    texts(office.get("hosts"), "office.hosts"),
                    texts(office.get("contacts"), "office.contacts"),
                    texts(office.get("sms"), "office.sms"),
                    duration(office, "sms_after", "office.", OfficeSettings.NONE.smsAfter())))
        .orElse(OfficeSettings.NONE);
  }

  private AgentConfig.Asking asking(Map<String, Object> map) {
    var jobs = map(map.get("jobs"), "jobs");
    known(jobs, "jobs.", "port");
    var port = Optional.<Integer>empty();
    var text = text(jobs, "port", "jobs.");
    if (text.isPresent()) {
      if (text.get().matches("[0-9]{1,5}") && Integer.parseInt(text.get()) < 65536) {
        port = Optional.of(Integer.valueOf(text.get()));
      } else {
        fault("jobs.port", "'" + text.get() + "'", "1 to 65535");
      }
    }
    return new AgentConfig.Asking(
        duration(map, "spacing", "", AgentConfig.Asking.USUAL.spacing()), port);
  }

  private List<AgentConfig.Page> pages(Map<String, Object> map) {
    var pages = new ArrayList<AgentConfig.Page>();
    var n = 0;
    for (var each : list(map.get("pages"), "pages")) {
      var where = "pages[" + n++ + "].";
      var one = map(each, where);
      known(one, where, "asset", "url", "every");
      var url = required(one, "url", where);
      attempt(where + "url", () -> HttpCheck.of(URI.create(url)).url())
          .ifPresent(u ->
              pages.add(
                  new AgentConfig.Page(
                      required(one, "asset", where),
                      u,
                      duration(one, "every", where, Duration.ofSeconds(60)))));
    }
    return pages;
  }

  private List<AgentConfig.Log> logs(Map<String, Object> map) {
    var logs = new ArrayList<AgentConfig.Log>();
    var n = 0;
    for (var each : list(map.get("logs"), "logs")) {
      var where = "logs[" + n++ + "].";
      var one = map(each, where);
      known(one, where, "path", "kind", "asset", "zone", "multiline", "files");
      var kind = text(one, "kind", where).orElse("plain");
      attempt(
              where + "kind",
              () -> AgentConfig.Log.Kind.valueOf(kind.toUpperCase(Locale.ROOT).replace('-', '_')),
              "'" + kind + "'",
              KINDS)
          .ifPresent(k ->
              logs.add(
                  new AgentConfig.Log(
                      Path.of(required(one, "path", where)),
                      k,
                      text(one, "asset", where),
                      reading(one, k, where))));
    }
    return logs;
  }

  private AgentConfig.Log.Reading reading(
      Map<String, Object> one, AgentConfig.Log.Kind kind, String where) {
    var usual = AgentConfig.Log.Reading.of(kind);
    var zone = text(one, "zone", where).map(_ -> zone(one, where));
    var joining =
        text(one, "multiline", where)
            .flatMap(text -> attempt(where + "multiline", () -> joining(text)))
            .orElse(usual.joining());
    var files =
        text(one, "files", where)
            .flatMap(text ->
                attempt(where + "files", () -> Integer.valueOf(text), "'" + text + "'", "a number"))
            .orElse(usual.mostFiles());
    return attempt(where, () -> new AgentConfig.Log.Reading(zone, joining, files)).orElse(usual);
  }

  private Watched watched(Map<String, Object> map) {
    var roots = new ArrayList<WebRoot>();
    var n = 0;
    for (var each : list(map.get("roots"), "roots")) {
      var where = "roots[" + n++ + "].";
      root(map(each, where), where).ifPresent(roots::add);
    }
    if (!map.containsKey("journal")) {
      return new Watched(roots, Optional.empty());
    }
    var journal = map(map.get("journal"), "journal");
    known(journal, "journal.", "units", "command");
    var command = text(journal, "command", "journal.").orElse("journalctl");
    var units = texts(journal.get("units"), "journal.units");
    return new Watched(roots, Optional.of(new Watched.JournalSource(Path.of(command), units)));
  }

  private Optional<WebRoot> root(Map<String, Object> one, String where) {
    known(one, where, "path", "asset", "every", "uploads", "ignore", "changes");
    var windows = new ArrayList<WebRoot.Window>();
    for (var each : list(one.get("changes"), where + "changes")) {
      var window = map(each, where + "changes");
      known(window, where + "changes.", "from", "to");
      var from = required(window, "from", where + "changes.");
      var to = required(window, "to", where + "changes.");
      attempt(where + "changes", () -> new WebRoot.Window(instant(from), instant(to)))
          .ifPresent(windows::add);
    }
    var uploads =
        one.containsKey("uploads")
            ? texts(one.get("uploads"), where + "uploads")
            : WebRoot.USUAL_UPLOADS;
    return attempt(
        where + "path",
        () ->
            new WebRoot(
                Path.of(required(one, "path", where)),
                text(one, "asset", where),
                duration(one, "every", where, Duration.ofSeconds(60)),
                uploads,
                texts(one.get("ignore"), where + "ignore"),
                windows));
  }

  private static Instant instant(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "'%s' (expected: a time in quotes, as \"2026-11-22T01:00:00+07:00\")".formatted(text), e);
    }
  }

  private static Joining joining(String text) {
    return switch (text) {
      case "each" -> Joining.EACH;
      case "indent" -> Joining.INDENT;
      default -> {
        try {
          com.google.re2j.Pattern.compile(text);
        } catch (com.google.re2j.PatternSyntaxException e) {
          throw new IllegalArgumentException(
              "'%s' (expected: each, indent, or an expression): %s".formatted(text, e.getMessage()),
              e);
        }
        yield new Joining(Joining.How.START, text);
      }
    };
  }

  private ZoneId zone(Map<String, Object> map, String where) {
    var text = text(map, "zone", where);
    try {
      return text.map(ZoneId::of).orElseGet(ZoneId::systemDefault);
    } catch (ZoneRulesException e) {
      fault(where + "zone", "'" + text.orElse("") + "'", "as in Asia/Jakarta");
    } catch (java.time.DateTimeException e) {
      fault(where + "zone", "'" + text.orElse("") + "'", "as in Asia/Jakarta");
    }
    return ZoneId.systemDefault();
  }

  void known(Map<String, Object> map, String where, String... names) {
    for (var name : map.keySet()) {
      if (!Set.of(names).contains(name)) {
        fault(where + name, "an unknown setting", String.join(", ", names));
      }
    }
  }

  Duration duration(Map<String, Object> map, String name, String where, Duration usual) {
    var text = text(map, name, where);
    if (text.isEmpty()) {
      return usual;
    }
    var matched = java.util.regex.Pattern.compile("([0-9]{1,7})(ms|s|m|h|d)").matcher(text.get());
    if (matched.matches() && Long.parseLong(matched.group(1)) > 0) {
      var n = Long.parseLong(matched.group(1));
      return switch (matched.group(2)) {
        case "ms" -> Duration.ofMillis(n);
        case "s" -> Duration.ofSeconds(n);
        case "m" -> Duration.ofMinutes(n);
        case "d" -> Duration.ofDays(n);
        default -> Duration.ofHours(n);
      };
    }
    fault(where + name, "'" + text.get() + "'", "a time as in 500ms, 10s, 5m, 2d");
    return usual;
  }

  private long size(Map<String, Object> map, String name, long usual) {
    return size(map, name, "spool.", usual);
  }

  long size(Map<String, Object> map, String name, String where, long usual) {
    var text = text(map, name, where);
    if (text.isEmpty()) {
      return usual;
    }
    var matched = java.util.regex.Pattern.compile("([0-9]{1,12})(KB|MB|GB)?").matcher(text.get());
    if (matched.matches()) {
      var n = Long.parseLong(matched.group(1));
      var unit = matched.group(2);
      return unit == null ? n : unit.equals("KB") ? n << 10 : unit.equals("MB") ? n << 20 : n << 30;
    }
    fault(where + name, "'" + text.get() + "'", "a number, with KB, MB or GB");
    return usual;
  }

  String required(Map<String, Object> map, String name, String where) {
    var text = text(map, name, where);
    if (text.isEmpty()) {
      fault(where + name, "nothing", "a value");
    }
    return text.orElse("");
  }

  Optional<String> text(Map<String, Object> map, String name, String where) {
    var value = map.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof Map || value instanceof List) {
      fault(where + name, "a list or map", "one value");
      return Optional.empty();
    }
    return Optional.of(value.toString());
  }

  List<String> texts(@Nullable Object value, String where) {
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list) {
      return list.stream().map(String::valueOf).toList();
    }
    if (value instanceof Map) {
      fault(where, "a map", "a value or a list");
      return List.of();
    }
    return List.of(value.toString());
  }

  List<?> list(@Nullable Object value, String where) {
    if (value instanceof List<?> list) {
      return list;
    }
    if (value != null) {
      fault(where, "one value", "a list");
    }
    return List.of();
  }

  Map<String, Object> map(@Nullable Object value, String where) {
    if (value == null) {
      return Map.of();
    }
    if (!(value instanceof Map<?, ?> map)) {
      fault(where, "'" + value + "'", "names with values");
      return Map.of();
    }
    var named = new HashMap<String, Object>();
    map.forEach((name, inner) -> {
      if (inner != null) {
        named.put(String.valueOf(name), inner);
      }
    });
    return named;
  }

  interface Made<T> {
    T made();
  }

  <T> Optional<T> attempt(String where, Made<T> make) {
    try {
      return Optional.of(make.made());
    } catch (IllegalArgumentException e) {
      faults.add(file + ": " + where + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  private <T> Optional<T> attempt(String where, Made<T> make, String given, String expected) {
    try {
      return Optional.of(make.made());
    } catch (IllegalArgumentException _) {
      fault(where, given, expected);
      return Optional.empty();
    }
  }

  void fault(String where, String given, String expected) {
    var place = where.isEmpty() ? "" : where + ": ";
    faults.add("%s: %s%s (expected: %s)".formatted(file, place, given, expected));
  }
}
