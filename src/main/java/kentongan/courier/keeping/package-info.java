/// The doors of an exercise, which lead nowhere: messages and reports are rendered, kept and shown,
/// and nothing is delivered.
///
/// Not here: what a message says (`notice`), and the scenario that made it (`exercise`).
///
/// Read first: [KeepingChannel][kentongan.courier.keeping.KeepingChannel],
/// [KeepingAgency][kentongan.courier.keeping.KeepingAgency].
@ApplicationModule(allowedDependencies = {"exercise", "notice", "report", "office"})
@NullMarked
package kentongan.courier.keeping;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
