package kentongan.boot;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import kentongan.intake.AgentsPort;
import kentongan.office.OfficeId;
import kentongan.office.PersonId;
import kentongan.pipeline.Pipeline;
import kentongan.pipeline.World;
import kentongan.pipeline.Worlds;
import kentongan.web.Setup;
import kentongan.web.agent.AgentDoor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;
import reactor.core.publisher.Hooks;

/// The headquarters process, running.
public final class Collector implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Collector.class);
  private static final Duration LINK_WORKS_FOR = Duration.ofHours(8);

  private final ReactiveWebServerApplicationContext context;

  private Collector(ReactiveWebServerApplicationContext context) {
    this.context = context;
  }

  /// Starts a collector and returns when it takes requests.
  public static Collector start(CollectorOptions options) {
    Hooks.onErrorDropped(Collector::dropped);
    var context =
        new SpringApplicationBuilder(CollectorApplication.class)
            .web(WebApplicationType.REACTIVE)
            .logStartupInfo(false)
            .run(options.arguments().toArray(String[]::new));
    return new Collector((ReactiveWebServerApplicationContext) context);
  }

  /// An error that nobody waits for any more. Clients hang up all the time; anything else is a bug.
  private static void dropped(Throwable error) {
    if (!(error instanceof IOException)) {
      LOG.atError().setCause(error).log("an error was dropped");
    }
  }

  /// Where it listens, on this machine; ends with a slash.
  public URI url() {
    var server = Objects.requireNonNull(context.getWebServer(), "started, so there is one");
    return URI.create("http://127.0.0.1:%d/".formatted(server.getPort()));
  }

  /// Where agents knock, on this machine.
  public URI agentsUrl() {
    return URI.create("https://127.0.0.1:%d".formatted(context.getBean(AgentsPort.class).port()));
  }

  /// Issues a token for an agent of an office, as the agent takes it. Not in the ledger: for
  /// demonstrations and tests.
  public String agentToken(OfficeId office, Instant until) {
    var secret = live().events().agents().issueToken(office, until);
    return context.getBean(AgentDoor.class).token(secret);
  }

  /// The live world.
  public World live() {
    return pipeline().world();
  }

  /// The live world at work.
  public Pipeline pipeline() {
    return context.getBean(Worlds.class).live();
  }

  /// Any part, by its type.
  public <T> T part(Class<T> type) {
    return context.getBean(type);
  }

  /// A link that signs a person in once.
  public URI oneTimeSignInLink(PersonId person) {
    return url().resolve(context.getBean(Setup.class).signInLink(person, LINK_WORKS_FOR));
  }

  /// The link that makes the first administrator; empty once there is one.
  public Optional<URI> setUpLink() {
    return context.getBean(Setup.class).firstLink().map(url()::resolve);
  }

  /// Stops taking requests, lets what is under way end, closes the stores.
  @Override
  public void close() {
    context.close();
  }
}
