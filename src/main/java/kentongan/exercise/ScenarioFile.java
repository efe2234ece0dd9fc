package kentongan.exercise;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import kentongan.asset.Asset;
import kentongan.asset.AssetId;
import kentongan.event.AgentId;
import kentongan.exercise.Expectation.After;
import kentongan.exercise.Expectation.Deed;
import kentongan.incident.Category;
import kentongan.incident.Status;
import kentongan.office.OfficeId;
import kentongan.office.Role;

/// Reads a scenario from YAML; `docs/reference/scenarios.md` says how it is written.
public final class ScenarioFile {
  private static final Set<String> REASONS =
      Set.of(
          "dns",
          "refused",
          "unreachable",
          "timeout",
          "tls",
          "protocol",
          "status",
          "body",
          "forbidden",
          "too_large");

  private static final Set<String> VERDICTS =
      Set.of("suspicious", "injected", "redirect", "cloaked", "defaced");

  private static final Set<String> DATASETS =
      Set.of("system.auth", "nginx.access", "apache.access", "log");

  private ScenarioFile() {}

  /// What came of reading.
  public sealed interface Reading {
    /// A scenario that can be run.
    record Good(Scenario scenario) implements Reading {}

    /// All that is wrong with it.
    record Faulty(List<Fault> faults) implements Reading {
      public Faulty {
        faults = List.copyOf(faults);
      }
    }
  }

  /// Reads a scenario.
  ///
  /// @param file what to call it in faults
  public static Reading read(String file, String text) {
    var sheet = new Sheet(file);
    var scenario = sheet.open(text).flatMap(table -> table.build(ScenarioFile::scenario));
    if (sheet.faults().isEmpty()) {
      scenario.ifPresent(s -> new Consistency(s, sheet).check());
    }
    return scenario.isPresent() && sheet.faults().isEmpty()
        ? new Reading.Good(scenario.get())
        : new Reading.Faulty(sheet.faults());
  }

  /// Each part is tried by itself, so that the faults of all are told.
  private static Scenario scenario(Table table) {
    var id = table.attempt(() -> table.text("id"));
    var title = table.attempt(() -> table.phrase("title"));
    var briefing = table.attempt(() -> table.phrase("briefing"));
    var lasts = table.attempt(() -> table.span("lasts"));
    var speed = table.attempt(() -> table.number("speed", 1, 60, 1));
    var assets = table.attempt(() -> table.list("assets", ScenarioFile::asset));
    var stations = table.attempt(() -> table.list("stations", ScenarioFile::station));
    var players = table.attempt(() -> table.list("players", ScenarioFile::player));
    var injects = table.attempt(() -> table.list("injects", ScenarioFile::inject));
    var expected = table.attempt(() -> table.list("expectations", ScenarioFile::expectation));
    table.unread();
    return new Scenario(
        table.needed(id),
        table.needed(title),
        table.needed(briefing),
        table.needed(lasts),
        new Speed(table.needed(speed)),
        table.needed(assets),
        table.needed(stations),
        table.needed(players),
        table.needed(injects),
        table.needed(expected));
  }

  private static Asset asset(Table table) {
    table.stands("asset " + table.text("id"));
    return new Asset(
        table.as("id", AssetId::new),
        table.text("name"),
        table.as("office", OfficeId::new),
        table.word("kind", Asset.Kind.class),
        table.optionalAs("url", ScenarioFile::url),
        table.word("criticality", Asset.Criticality.class),
        table.word("hosting", Asset.Hosting.class));
  }

  /// A scenario names no real site: nothing is ever asked of it, and nobody shall take the name of
  /// a real one for news.
  private static URI url(String text) {
    var url = URI.create(text);
    var host = url.getHost();
    if (host == null
        || !host.endsWith(".example")
        || !Set.of("http", "https").contains(url.getScheme())) {
      throw new IllegalArgumentException(
          "'%s' (expected: an http address whose host ends in .example)".formatted(text));
    }
    return url;
  }

  private static Station station(Table table) {
    table.stands("station " + table.text("id"));
    return new Station(
        table.as("id", AgentId::new),
        table.as("office", OfficeId::new),
        table.text("host"),
        table.span("heartbeat", Duration.ofSeconds(10)),
        table.span("check", Duration.ofSeconds(30)),
        table.span("page", Duration.ofMinutes(1)),
        table.texts("watches").stream().map(AssetId::new).toList());
  }

  private static Player player(Table table) {
    table.stands("player " + table.text("id"));
    return new Player(
        table.text("id"),
        table.phrase("title"),
        table.as("office", OfficeId::new),
        table.word("place", Player.Place.class),
        roles(table));
  }

  private static Set<Role> roles(Table table) {
    var roles = EnumSet.noneOf(Role.class);
    for (var word : table.as("may", text -> Arrays.asList(text.split(" +", -1)))) {
      roles.add(table.as("may", _ -> Table.wordOf(word, Role.class)));
    }
    return roles;
  }

  private static Inject inject(Table table) {
    table.stands("inject " + table.text("id"));
    return new Inject(
        table.text("id"), table.span("at"), table.phrase("title"), kind(table, table.text("kind")));
  }

  private static Inject.Kind kind(Table table, String kind) {
    return switch (kind) {
      case "checks-fail" -> checksFail(table);
      case "silence" ->
          new Inject.Kind.Silence(table.as("station", AgentId::new), table.span("for"));
      case "page-changes" -> pageChanges(table);
      case "log-lines" -> logLines(table);
      case "tell" ->
          new Inject.Kind.Tell(table.phrase("from"), table.texts("to"), table.phrase("text"));
      default ->
          throw table.wrong(
              "kind",
              "'%s' (expected: checks-fail, silence, page-changes, log-lines or tell)"
                  .formatted(kind));
    };
  }

  private static Inject.Kind checksFail(Table table) {
    var reason = oneOf(table, "reason", REASONS);
    return new Inject.Kind.ChecksFail(
        table.as("asset", AssetId::new),
        reason,
        reason.equals("status") ? table.number("status", 400, 599) : 0,
        table.span("for"));
  }

  private static Inject.Kind pageChanges(Table table) {
    return new Inject.Kind.PageChanges(
        table.as("asset", AssetId::new),
        oneOf(table, "verdict", VERDICTS),
        table.fraction("score"),
        table.fraction("changed"),
        table.number("hidden-links", 0, 100_000, 0),
        table.texts("new-hosts"),
        table.texts("reasons"),
        table.span("for"));
  }

  /// The lines as they stand, or one of them so many times over, `{n}` counting from 1.
  private static Inject.Kind logLines(Table table) {
    var lines = table.texts("lines");
    if (lines.isEmpty()) {
      throw table.wrong("lines", "none (expected: at least one)");
    }
    var times = table.number("times", 1, 500, 1);
    var all = new ArrayList<String>();
    for (var round = 1; round <= times; round++) {
      for (var line : lines) {
        all.add(line.replace("{n}", String.valueOf(round)));
      }
    }
    return new Inject.Kind.LogLines(
        table.as("station", AgentId::new),
        oneOf(table, "dataset", DATASETS),
        table.text("file"),
        table.span("every"),
        all);
  }

  private static String oneOf(Table table, String key, Set<String> known) {
    var given = table.text(key);
    if (!known.contains(given)) {
      throw table.wrong(key, "'%s' (expected: one of %s)".formatted(given, new TreeSet<>(known)));
    }
    return given;
  }

  private static Expectation expectation(Table table) {
    table.stands("expectation " + table.text("id"));
    return new Expectation(
        table.text("id"),
        table.phrase("title"),
        table.below("about", ScenarioFile::about).orElse(Expectation.About.ANY),
        deed(table),
        table.optionalText("by"),
        table.span("within"),
        after(table, table.optionalText("after").orElse("opened")));
  }

  static Expectation.About about(Table table) {
    return new Expectation.About(
        table.optionalAs("asset", AssetId::new),
        table.optionalAs("office", OfficeId::new),
        table.optionalText("playbook"),
        table.optionalAs("category", ScenarioFile::category));
  }

  private static Category category(String word) {
    return Category.ofWord(word)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "'%s' (expected: a category, as in password-guessing)".formatted(word)));
  }

  private static Deed deed(Table table) {
    var deed = table.text("deed");
    return switch (deed) {
      case "acknowledge" -> new Deed.Acknowledge();
      case "take-charge" -> new Deed.TakeCharge();
      case "start-run" -> new Deed.StartRun(table.text("playbook"));
      case "complete-step" -> new Deed.CompleteStep(table.text("step"));
      case "complete-steps" -> new Deed.CompleteSteps(table.number("count", 1, 200));
      case "reach" -> new Deed.Reach(table.word("status", Status.class));
      case "note" -> new Deed.Note();
      case "approve-report" -> new Deed.ApproveReport();
      case "send-report" -> new Deed.SendReport();
      case "close" -> new Deed.Close();
      default ->
          throw table.wrong(
              "deed",
              "'%s' (expected: acknowledge, take-charge, start-run, complete-step, complete-steps,"
                      .formatted(deed)
                  + " reach, note, approve-report, send-report or close)");
    };
  }

  private static After after(Table table, String after) {
    var space = after.indexOf(' ');
    var name = space < 0 ? "" : after.substring(space + 1).strip();
    return switch (space < 0 ? after : after.substring(0, space)) {
      case "start" -> new After.Start();
      case "opened" -> new After.Opened();
      case "inject" -> new After.Injected(name);
      case "expectation" -> new After.Met(name);
      default ->
          throw table.wrong(
              "after",
              "'%s' (expected: start, opened, 'inject NAME' or 'expectation NAME')"
                  .formatted(after));
    };
  }
}
