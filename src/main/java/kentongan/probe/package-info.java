/// Questions asked of the outside: what a site answers, phase by phase, within hard bounds, and to
/// which addresses a question may go at all.
///
/// Not here: when to ask and what to make of the answer (`agent`), what a page's content means
/// (`watch`).
///
/// Read first: [HttpCheck][kentongan.probe.HttpCheck], [HttpAnswer][kentongan.probe.HttpAnswer],
/// [AddressGuard][kentongan.probe.AddressGuard].
@ApplicationModule(allowedDependencies = {})
@NullMarked
package kentongan.probe;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
