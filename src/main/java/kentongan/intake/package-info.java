/// The collector's door for agents: batches come in here and are answered once the event log has
/// them on disk; new agents enrol here.
///
/// Everything is bounded before it is buffered: head, length, time. Not here: what a batch may
/// contain (`event`), where it is kept (`store`), what follows from it (`pipeline`).
///
/// Read first: [Intake][kentongan.intake.Intake], [Reception][kentongan.intake.Reception],
/// [ConnectionGuard][kentongan.intake.ConnectionGuard].
@ApplicationModule(allowedDependencies = {"event", "office"})
@NullMarked
package kentongan.intake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
