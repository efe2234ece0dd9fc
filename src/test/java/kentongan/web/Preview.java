package kentongan.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kentongan.event.AgentCertificate;
import kentongan.event.AgentId;
import kentongan.office.OfficeId;
import kentongan.office.Person;
import kentongan.office.PersonId;
import kentongan.office.Role;
import kentongan.pipeline.Worlds;
import kentongan.store.sqlite.SqliteAccounts;
import kentongan.web.agent.AgentDoor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/// The dashboard alone, over a world of its own with a few incidents in it: for tests, and for
/// looking at the screens (`/parts`) while they are made.
///
/// Not marked `@Configuration`: the collector scans this package and would take it in.
@EnableAutoConfiguration(
    excludeName = {
      "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
      "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration"
    })
@Import(WebConfiguration.class)
public class Preview {
  static final PersonId SITI = new PersonId("siti.rahma");
  static final PersonId MADE = new PersonId("made.wirawan");
  static final String PASSWORD = "kentongan berbunyi dua kali";

  /// Starts it.
  ///
  /// @param port 0 for any
  public static ConfigurableApplicationContext start(Path data, int port, String... profiles) {
    var application = new SpringApplication(Preview.class);
    application.setAdditionalProfiles(profiles);
    return application.run(
        "--server.port=" + port, "--server.compression.enabled=true", "--preview.data=" + data);
  }

  public static void main(String[] args) throws IOException {
    var context = start(Files.createTempDirectory("preview"), 8089, "development");
    var setup = context.getBean(Setup.class);
    System.err.println("http://127.0.0.1:8089" + setup.signInLink(SITI, Duration.ofHours(8)));
  }

  static Person siti() {
    return new Person(
        SITI,
        "Siti Rahma",
        "Staf Datin",
        OfficeId.HEADQUARTERS,
        Set.of(Role.values()),
        "siti.rahma@pusat.example",
        Optional.of("+62 21 555 0142"));
  }

  /// Works at one regency, and may only look.
  static Person made() {
    return new Person(
        MADE,
        "Made Wirawan",
        "Staf",
        new OfficeId("51.03"),
        Set.of(Role.VIEWER),
        "made.wirawan@badung.example",
        Optional.empty());
  }

  @Bean(destroyMethod = "close")
  PreviewWorld previewWorld(
      @org.springframework.beans.factory.annotation.Value("${preview.data}") Path data, Live live) {
    try {
      return PreviewWorld.open(data, Clock.systemUTC(), topic -> live.changed("live", topic));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @Bean
  Worlds worlds(PreviewWorld world) {
    return new Worlds(world.pipeline());
  }

  @Bean
  Accounts accounts(PreviewWorld world) {
    return new SqliteAccounts(world.folder().desk().jdbc());
  }

  @Bean
  Atomically atomically(PreviewWorld world) {
    return world.folder().desk()::write;
  }

  /// No agents' port: tokens and addresses as examples.
  @Bean
  AgentDoor agentDoor() {
    return new AgentDoor() {
      @Override
      public String token(String secret) {
        return secret + ".47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU";
      }

      @Override
      public URI address() {
        return URI.create("https://kentongan.example:8443");
      }

      @Override
      public List<AgentCertificate> certificates(AgentId agent) {
        return List.of();
      }

      @Override
      public Optional<Duration> clockAhead(AgentId agent) {
        return Optional.empty();
      }
    };
  }
}
