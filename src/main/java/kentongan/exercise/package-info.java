/// Rehearsing: scenarios as they are written, what happens in them and when, what people are
/// expected to do, and the score, judged from what they really did.
///
/// Not here: the world an exercise runs in and what feeds it (`boot`), and how anything is shown
/// (`web`). It knows assets, beyond what the house allows it, since the facts of incidents name
/// them and a scenario brings its own.
///
/// Read first: [Scenario][kentongan.exercise.Scenario], [Exercise][kentongan.exercise.Exercise],
/// [Score][kentongan.exercise.Score].
@ApplicationModule(
    allowedDependencies = {
      "notice",
      "report",
      "playbook",
      "incident",
      "detection",
      "event",
      "asset",
      "office"
    })
@NullMarked
package kentongan.exercise;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
