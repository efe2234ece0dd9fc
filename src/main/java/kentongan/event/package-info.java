/// One observed fact, as an ECS document, and how it travels: agents and their keys, numbered and
/// signed batches, the durable log that keeps them, the archive that finds them.
///
/// Not here: what an event means (`rule`, `detection`) and how a batch is accepted (`intake`).
///
/// Read first: [Event][kentongan.event.Event], [Batch][kentongan.event.Batch],
/// [EventLog][kentongan.event.EventLog].
@ApplicationModule(allowedDependencies = {"office", "asset"})
@NullMarked
package kentongan.event;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
