package kentongan.boot;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import java.util.Optional;
import kentongan.boot.exercise.RunningExercises;
import kentongan.boot.exercise.Stage;
import kentongan.exercise.Scenarios;
import kentongan.office.Offices;
import kentongan.office.People;
import kentongan.pipeline.Worlds;
import kentongan.playbook.Playbooks;
import kentongan.web.Live;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The exercises of a collector: in a folder beside the live world's, with the same rules and
/// playbooks.
@Configuration(proxyBeanMethods = false)
class ExerciseConfiguration {
  @Bean(initMethod = "recover", destroyMethod = "close")
  RunningExercises exercises(
      CollectorSettings settings,
      Offices offices,
      Playbooks playbooks,
      People people,
      Worlds worlds,
      Address address,
      Live pages,
      InstantSource clock) {
    var stage =
        new Stage(
            settings.data().resolve("exercises"),
            offices,
            playbooks,
            // The live set as it is when the exercise begins; it keeps that one to its end.
            () -> worlds.live().rules().book(),
            // Figures of their own: an exercise's are no figures of the collector.
            Library.archives(settings, new SimpleMeterRegistry()),
            settings.calls().policy(),
            address,
            pages::changed,
            System::nanoTime);
    return new RunningExercises(
        stage, Scenarios.shipped(), people::find, Optional.of(worlds), clock);
  }
}
