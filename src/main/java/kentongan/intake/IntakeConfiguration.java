package kentongan.intake;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import kentongan.event.Agents;
import kentongan.event.EventLog;
import kentongan.event.Plans;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/// The door in a Spring application that has an [EventLog], [Agents] and an [InstantSource].
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IntakeSettings.class)
public class IntakeConfiguration {
  @Bean
  Intake intake(
      EventLog log,
      Agents agents,
      ObjectProvider<Plans> plans,
      InstantSource clock,
      IntakeSettings settings,
      MeterRegistry registry) {
    return new Intake(
        log, agents, plans.getIfAvailable(() -> Plans.NONE), clock, settings, registry);
  }

  @Bean
  RouterFunction<ServerResponse> intakeRoutes(Intake intake) {
    return intake.routes();
  }

  /// Found by Boot's Netty server by its type.
  @Bean
  ConnectionGuard connectionGuard(IntakeSettings settings, MeterRegistry registry) {
    return new ConnectionGuard(settings, registry);
  }
}
