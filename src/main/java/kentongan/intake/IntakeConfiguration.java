package kentongan.intake;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Optional;
import kentongan.event.Agents;
import kentongan.event.Certificates;
import kentongan.event.EventLog;
import kentongan.event.Plans;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/// The doors in a Spring application that has an [EventLog], [Agents], an [Authority] with its
/// [Certificates], and an [InstantSource].
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IntakeSettings.class)
public class IntakeConfiguration {
  @Bean
  Intake intake(
      EventLog log,
      Agents agents,
      ObjectProvider<Plans> plans,
      Authority authority,
      Certificates certificates,
      InstantSource clock,
      IntakeSettings settings,
      MeterRegistry registry) {
    return new Intake(
        log,
        agents,
        plans.getIfAvailable(() -> Plans.NONE),
        Optional.of(new Intake.Issuing(authority, certificates)),
        clock,
        settings,
        registry);
  }

  @Bean
  RouterFunction<ServerResponse> intakeRoutes(Intake intake) {
    return intake.routes();
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  AgentsPort agentsPort(
      Intake intake, Authority authority, IntakeSettings settings, ConnectionGuard guard) {
    return new AgentsPort(intake, authority, settings.tls(), guard);
  }

  /// Found by Boot's Netty server by its type.
  @Bean
  ConnectionGuard connectionGuard(IntakeSettings settings, MeterRegistry registry) {
    return new ConnectionGuard(settings, registry);
  }
}
