/// What people handle: an incident gathers detections, carries severity, category, TLP, status and
/// deadlines, and grows by facts. Triage decides whether a detection opens one or joins one.
///
/// Not here: how to respond (`playbook`), whom to tell (`notice`), what the agency gets (`report`).
///
/// Read first: [Incident][kentongan.incident.Incident], [Fact][kentongan.incident.Fact],
/// [Triage][kentongan.incident.Triage].
@ApplicationModule(allowedDependencies = {"detection", "event", "asset", "office"})
@NullMarked
package kentongan.incident;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
