package kentongan.web;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import kentongan.asset.Asset;
import kentongan.asset.AssetId;
import kentongan.boot.WaysOut;
import kentongan.boot.WorldFolder;
import kentongan.detection.Detection;
import kentongan.detection.DetectionId;
import kentongan.event.AgentId;
import kentongan.event.Event;
import kentongan.event.EventId;
import kentongan.incident.Category;
import kentongan.incident.Command;
import kentongan.incident.Discovery;
import kentongan.incident.IncidentId;
import kentongan.incident.Opening;
import kentongan.incident.Severity;
import kentongan.ledger.Evidence;
import kentongan.notice.CallPolicy;
import kentongan.office.Actor;
import kentongan.office.OfficeId;
import kentongan.office.Offices;
import kentongan.oncall.Post;
import kentongan.oncall.Roster;
import kentongan.pipeline.KeptDetection;
import kentongan.pipeline.Pipeline;
import kentongan.pipeline.RuleFolders;
import kentongan.pipeline.WorldId;
import kentongan.playbook.Playbooks;
import kentongan.report.Addressees;
import kentongan.report.Agency;
import kentongan.report.Dispatch;
import kentongan.store.lucene.LuceneArchive;

/// A live world with a bad night in Bali in it; its workers are not started.
record PreviewWorld(WorldFolder folder, Pipeline pipeline) implements AutoCloseable {
  static final String GAMBLING = "f8b98a8e-c975-4088-9073-a28df050353e";
  static final OfficeId BADUNG = new OfficeId("51.03");
  static final OfficeId DENPASAR = new OfficeId("51.71");

  static PreviewWorld open(Path data, InstantSource clock, Consumer<String> changed)
      throws IOException {
    var folder =
        WorldFolder.open(
            data,
            WorldId.LIVE,
            (directory, _) ->
                LuceneArchive.open(directory.resolve("archive"), new SimpleMeterRegistry()));
    var playbooks =
        Playbooks.load(Files.isDirectory(Path.of("playbooks")) ? Path.of("playbooks") : data);
    var out =
        new WaysOut(
            List.of(),
            new TakesAll(clock),
            new Addressees(
                List.of(new Addressees.Addressee("Kepala BSSN", "Jakarta", "bssn@bssn.example")),
                List.of()),
            CallPolicy.standard(),
            () -> URI.create("http://127.0.0.1/"),
            changed);
    var world = folder.world(WorldId.LIVE, false, clock, Offices.shipped(), playbooks, out);
    var pipeline = Pipeline.over(world, rules(data));
    var made = new PreviewWorld(folder, pipeline);
    made.fill();
    return made;
  }

  /// This house's rules, more from the folder in `preview.rules` when that is set, and own ones.
  private static RuleFolders rules(Path data) throws IOException {
    var folders = new ArrayList<Path>();
    folders.add(Path.of("rules"));
    var more = System.getProperty("preview.rules", "");
    if (!more.isEmpty()) {
      folders.add(Path.of(more));
    }
    folders.add(Files.createDirectories(data.resolve("rules")));
    return new RuleFolders(folders);
  }

  private void fill() {
    var world = pipeline.world();
    var now = world.clock().instant();
    world
        .desk()
        .write(() -> {
          world.organisation().people().save(Preview.siti());
          world.organisation().people().save(Preview.made());
          world
              .organisation()
              .rosters()
              .save(Roster.empty(BADUNG).with(Post.ON_DUTY, Preview.SITI));
          world
              .organisation()
              .assets()
              .save(
                  List.of(
                      new Asset(
                          new AssetId("situs-51.03"),
                          "Situs Bawaslu Kabupaten Badung",
                          BADUNG,
                          Asset.Kind.WEBSITE,
                          Optional.of(URI.create("https://badung.example/")),
                          Asset.Criticality.HIGH,
                          Asset.Hosting.VENDOR)));
        });
    var gambling =
        open(
            BADUNG,
            "Tautan judi tersembunyi di halaman depan",
            Category.GAMBLING_LINKS,
            Severity.HIGH,
            now.minusSeconds(2800));
    var down =
        open(
            DENPASAR,
            "Situs tidak dapat diakses",
            Category.SITE_DOWN,
            Severity.MEDIUM,
            now.minusSeconds(11_000));
    pipeline.acts().act(down, new Command.Acknowledge(Preview.SITI));
    detected(gambling, now.minusSeconds(2800));
    detected(gambling, now.minusSeconds(2500));
    archive(now);
  }

  /// A detection of a rule of this house, with its firing event, joined to an incident.
  private void detected(IncidentId incident, Instant at) {
    var about = pipeline.rules().book().rules().find(GAMBLING).orElseThrow().about();
    var last = new EventId(new AgentId("51.03-7f3a9c"), 1, at.getEpochSecond());
    var json =
        """
        {"@timestamp":"%s","event":{"dataset":"kentongan.page","outcome":"failure"},\
        "url":{"domain":"badung.example","full":"https://badung.example/<b>"},\
        "host":{"hostname":"pc-datin"},"source":{"ip":"192.0.2.7"},\
        "kentongan":{"asset":"situs-51.03","page":{"verdict":"injected","hidden_links":14}}}\
        """
            .formatted(at)
            .getBytes(StandardCharsets.UTF_8);
    var world = pipeline.world();
    world
        .desk()
        .write(() -> {
          var piece =
              world
                  .handling()
                  .evidence()
                  .keep(
                      json,
                      new Evidence.Label(
                          "peristiwa.json", "application/json", Actor.program("triage"), at));
          world
              .events()
              .detections()
              .keep(
                  new KeptDetection(
                      new Detection(
                          new DetectionId("%032x".formatted(at.getEpochSecond())),
                          Detection.Change.BEGAN,
                          about,
                          BADUNG,
                          Optional.of(new AssetId("situs-51.03")),
                          "51.03|situs-51.03",
                          at,
                          at,
                          false,
                          List.of(last),
                          Map.of("kentongan.asset", "situs-51.03"),
                          List.of(
                              new Detection.Explanation(
                                  "kentongan.page.verdict", "injected", "injected"),
                              new Detection.Explanation(
                                  "kentongan.page.reasons",
                                  "*tautan*",
                                  "14 tautan <script>alert(1)</script>")),
                          about.title() + ": situs-51.03"),
                      incident,
                      BADUNG,
                      Optional.of(piece.sha256()),
                      pipeline.rules().book().version()));
        });
  }

  IncidentId open(OfficeId office, String title, Category category, Severity severity, Instant at) {
    var playbook =
        pipeline.world().handling().playbooks().all().stream()
            .map(p -> p.name())
            .filter(name -> name.contains(category == Category.SITE_DOWN ? "terganggu" : "diretas"))
            .findFirst();
    return pipeline
        .acts()
        .open(
            new Opening(
                Actor.program("triage"),
                office,
                office.equals(BADUNG) ? Set.of(new AssetId("situs-51.03")) : Set.of(),
                title,
                category,
                severity,
                Discovery.OWN_DETECTION,
                at,
                at,
                Optional.empty(),
                playbook,
                "14 tautan tersembunyi ke 3 host baru"));
  }

  private void archive(Instant now) {
    var archive = pipeline.world().events().archive();
    var agent = new AgentId("51.03-7f3a9c");
    archive.index(
        java.util.stream.IntStream.range(0, 60)
            .mapToObj(i -> {
              var at =
                  now.minusSeconds(60L * i * (i % 7 + 1))
                      .truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
              return event(
                  new EventId(agent, 1, i + 1),
                  at,
                  Map.of(
                      "message",
                      "Nov 21 02:10:07 srv sshd[811]: Failed password for invalid user admin from"
                          + " 203.0.113.77 port 52144 ssh2",
                      "dataset",
                      i % 3 == 0 ? "kentongan.heartbeat" : "system.auth"));
            })
            .toList());
    archive.commit(1);
  }

  static Event event(EventId id, Instant at, Map<String, String> said) {
    var json = tools.jackson.databind.json.JsonMapper.shared().createObjectNode();
    json.put("@timestamp", at.toString());
    json.put("message", said.getOrDefault("message", ""));
    json.putObject("event")
        .put("dataset", said.getOrDefault("dataset", "log"))
        .put("outcome", "failure");
    json.putObject("agent").put("id", id.agent().value());
    json.putObject("source").put("ip", "203.0.113.77");
    return new Event(id, BADUNG, at, json.toString().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    folder.close();
  }

  /// An agency that takes every letter.
  private record TakesAll(InstantSource clock) implements Agency {
    @Override
    public Reach reach() {
      return Reach.OUTSIDE;
    }

    @Override
    public Answer send(Dispatch dispatch) {
      return new Answer.Taken("250 2.0.0 Ok: queued as 4F1", clock.instant().plus(Duration.ZERO));
    }
  }
}
