package kentongan.boot;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Optional;
import kentongan.courier.mail.MailSettings;
import kentongan.courier.mail.PgpSettings;
import kentongan.courier.mail.Smtp;
import kentongan.courier.mail.SmtpChannel;
import kentongan.courier.webhook.WebhookChannel;
import kentongan.courier.webhook.WebhookSettings;
import kentongan.event.Agents;
import kentongan.event.Certificates;
import kentongan.event.EventLog;
import kentongan.event.Plans;
import kentongan.intake.AgentsPort;
import kentongan.intake.Authority;
import kentongan.intake.Intake;
import kentongan.intake.IntakeConfiguration;
import kentongan.notice.Channel;
import kentongan.office.Offices;
import kentongan.office.People;
import kentongan.pipeline.OwnEvents;
import kentongan.pipeline.OwnKey;
import kentongan.pipeline.Pipeline;
import kentongan.pipeline.PlanBook;
import kentongan.pipeline.World;
import kentongan.pipeline.WorldId;
import kentongan.pipeline.Worlds;
import kentongan.playbook.Playbooks;
import kentongan.store.sqlite.SqliteAccounts;
import kentongan.store.sqlite.SqliteCertificates;
import kentongan.web.Accounts;
import kentongan.web.Atomically;
import kentongan.web.Live;
import kentongan.web.WebConfiguration;
import kentongan.web.agent.AgentDoor;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/// The collector's parts: one live world, the door for agents, the dashboard.
@SpringBootConfiguration(proxyBeanMethods = false)
// The desk is opened by its world, not by Boot: an exercise's world opens another.
@EnableAutoConfiguration(
    exclude = {
      DataSourceAutoConfiguration.class,
      ReactiveUserDetailsServiceAutoConfiguration.class
    })
@EnableConfigurationProperties({
  CollectorSettings.class,
  RondaSettings.class,
  MailSettings.class,
  PgpSettings.class,
  WebhookSettings.class
})
@Import({IntakeConfiguration.class, WebConfiguration.class, ExerciseConfiguration.class})
class CollectorApplication {
  @Bean
  InstantSource clock() {
    return Clock.systemUTC();
  }

  @Bean
  Offices offices() {
    return Offices.shipped();
  }

  @Bean(destroyMethod = "close")
  Smtp smtp(MailSettings settings) {
    return new Smtp(settings);
  }

  @Bean
  LiveCouriers liveCouriers(
      CollectorSettings settings,
      MailSettings mail,
      PgpSettings pgp,
      Smtp smtp,
      WebhookSettings webhook,
      InstantSource clock) {
    var channels = new ArrayList<Channel>();
    channels.add(new SmtpChannel(smtp, clock));
    if (webhook.isSet()) {
      channels.add(new WebhookChannel(webhook, clock));
    }
    if (pgp.agencyKeys().isBlank()) {
      return new LiveCouriers(
          channels,
          new UnsetAgency("Kunci OpenPGP lembaga belum diisi: kentongan.courier.pgp.agency-keys."));
    }
    var ownKey =
        pgp.ownKey().isBlank() ? settings.data().resolve("openpgp.asc") : Path.of(pgp.ownKey());
    return new LiveCouriers(channels, new AgencyByMail(smtp, ownKey, mail, pgp, clock));
  }

  @Bean
  Playbooks playbooks(CollectorSettings settings) throws IOException {
    return Library.playbooks(settings);
  }

  @Bean(destroyMethod = "close")
  WorldFolder liveFolder(CollectorSettings settings, MeterRegistry registry) {
    return WorldFolder.open(
        settings.data().resolve(WorldId.LIVE.name()),
        WorldId.LIVE,
        Library.archives(settings, registry));
  }

  @Bean
  Worlds worlds(Pipeline live) {
    return new Worlds(live);
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  Pipeline livePipeline(
      WorldFolder folder,
      InstantSource clock,
      Offices offices,
      Playbooks playbooks,
      CollectorSettings settings,
      LiveCouriers couriers,
      Live pages,
      Address address,
      RondaSettings ronda,
      OwnKey key) {
    var out =
        new WaysOut(
            couriers.channels(),
            couriers.agency(),
            settings.report().addressees(),
            settings.calls().policy(),
            address,
            what -> pages.changed(WorldId.LIVE.name(), what));
    var world = folder.world(WorldId.LIVE, false, clock, offices, playbooks, out);
    var folders =
        Library.ruleFolders(
            Library.folder(settings.rules(), "rules"),
            Optional.of(settings.data().resolve("rules")));
    var live = Pipeline.over(world, folders);
    Library.told(live.rules().book());
    var own = new OwnEvents(world, key);
    return live.judging(new PlanBook(world, key, ronda.headquarters()), own);
  }

  @Bean
  Plans plans(Pipeline live) {
    return live.plans().orElseThrow();
  }

  /// Headquarters as a witness: it asks the same questions, without an agent.
  @Bean(initMethod = "start", destroyMethod = "close")
  HeadquartersWatch headquartersWatch(Pipeline live, OwnKey key, RondaSettings ronda) {
    return new HeadquartersWatch(live.plans().orElseThrow(), live.world(), key, ronda);
  }

  @Bean
  Address address(CollectorSettings settings) {
    return new Address(settings.address());
  }

  @Bean
  World liveWorld(Pipeline live) {
    return live.world();
  }

  @Bean
  EventLog liveLog(World live) {
    return live.events().log();
  }

  @Bean
  Agents liveAgents(World live) {
    return live.events().agents();
  }

  @Bean
  People livePeople(World live) {
    return live.organisation().people();
  }

  @Bean
  Authority authority(CollectorSettings settings, InstantSource clock) {
    return Authority.open(settings.data(), clock);
  }

  @Bean
  Certificates certificates(WorldFolder folder) {
    return new SqliteCertificates(folder.desk());
  }

  @Bean
  AgentDoor agentDoor(
      Authority authority,
      Certificates certificates,
      Intake intake,
      AgentsPort port,
      Address address) {
    return new AgentsDoor(authority, certificates, intake, port, address);
  }

  @Bean
  Accounts accounts(WorldFolder folder) {
    return new SqliteAccounts(folder.desk().jdbc());
  }

  @Bean
  Atomically atomically(WorldFolder folder) {
    return folder.desk()::write;
  }

  @Bean
  FiguresShown figuresShown(Pipeline live, MeterRegistry registry) {
    return new FiguresShown(live, registry);
  }

  @Bean
  KeyFile ledgerKey(CollectorSettings settings, WorldFolder folder) {
    return KeyFile.at(settings.data().resolve("ledger.key"));
  }
}
