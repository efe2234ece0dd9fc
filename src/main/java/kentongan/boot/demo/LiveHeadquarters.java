package kentongan.boot.demo;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import kentongan.boot.Collector;
import kentongan.boot.CollectorOptions;
import kentongan.event.EventArchive.Query;
import kentongan.incident.Fact;
import kentongan.incident.Incident;
import kentongan.incident.Incidents.Which;
import kentongan.office.Office;
import kentongan.office.OfficeId;
import kentongan.pipeline.World;

/// The real collector, in this process, with mail going to the demonstration's catcher.
final class LiveHeadquarters implements Headquarters {
  private static final Duration TOKEN_WORKS_FOR = Duration.ofMinutes(10);
  private static final int MOST_INCIDENTS = 200;

  private final Collector collector;
  private final InstantSource clock;
  private final Set<OfficeId> everywhere;

  private LiveHeadquarters(Collector collector, InstantSource clock) {
    this.collector = collector;
    this.clock = clock;
    everywhere =
        world().organisation().offices().all().stream()
            .map(Office::id)
            .collect(Collectors.toUnmodifiableSet());
  }

  /// @param data where the collector keeps everything
  /// @param port of the dashboard; 0 for any free one
  /// @param mailPort where the mail catcher listens
  static LiveHeadquarters start(Path data, int port, int mailPort, InstantSource clock) {
    var options =
        CollectorOptions.at(data.resolve("collector"), port)
            .with("kentongan.intake.tls.port", "0")
            .with("kentongan.ronda.headquarters", "false")
            .with("kentongan.courier.mail.host", "127.0.0.1")
            .with("kentongan.courier.mail.port", Integer.toString(mailPort))
            .with("kentongan.courier.mail.security", "none")
            .with("kentongan.courier.mail.from", "kentongan@bawaslu.example");
    for (var setting : DemoAgency.settings(data.resolve("agency")).entrySet()) {
      options = options.with(setting.getKey(), setting.getValue());
    }
    return new LiveHeadquarters(Collector.start(options), clock);
  }

  @Override
  public URI url() {
    return collector.url();
  }

  @Override
  public URI agentsUrl() {
    return collector.agentsUrl();
  }

  @Override
  public void seed(DemoSites sites) {
    var world = world();
    var organisation = world.organisation();
    world
        .desk()
        .write(() ->
            DemoOrganisation.seed(
                organisation.people(), organisation.rosters(), organisation.assets(), sites));
  }

  @Override
  public String token(OfficeId office) {
    return collector.agentToken(office, clock.instant().plus(TOKEN_WORKS_FOR));
  }

  @Override
  public long count(String query, Instant since) {
    var from = since.minusSeconds(1);
    var to = clock.instant().plusSeconds(60);
    return world().events().archive().search(new Query(query, from, to, everywhere, 1)).total();
  }

  @Override
  public List<Row> incidents(MailCatcher mail) {
    var firstMails = firstMails(mail);
    return world()
        .handling()
        .incidents()
        .list(Which.ALL, everywhere, MOST_INCIDENTS)
        .reversed()
        .stream()
        .map(incident -> row(incident, firstMails))
        .toList();
  }

  @Override
  public String signInLink() {
    return collector.oneTimeSignInLink(DemoOrganisation.ADMINISTRATOR).toString();
  }

  @Override
  public void close() {
    collector.close();
  }

  private World world() {
    return collector.live();
  }

  private static Map<String, Instant> firstMails(MailCatcher mail) {
    var first = new HashMap<String, Instant>();
    mail.mails().forEach(m -> first.putIfAbsent(m.incident(), m.arrivedAt()));
    return first;
  }

  private Row row(Incident incident, Map<String, Instant> firstMails) {
    var facts = world().handling().incidents().facts(incident.id());
    var joined =
        facts.stream()
            .filter(Fact.DetectionJoined.class::isInstance)
            .map(Fact.DetectionJoined.class::cast)
            .findFirst();
    var number = incident.id().number();
    return new Row(
        number,
        incident.category().word(),
        incident.office(),
        joined.map(Fact.DetectionJoined::rule).orElse(""),
        joined.map(f -> f.stamp().happenedAt()).orElse(incident.discoveredAt()),
        incident.openedAt(),
        Optional.ofNullable(firstMails.get(number)),
        incident.playbook());
  }
}
