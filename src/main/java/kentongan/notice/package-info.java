/// Telling our own people: whom to call next about an incident and when to stop, what the message
/// says, the outbox that loses none, and the channels that carry it.
///
/// Not here: who is on the ladder (`oncall`), how a channel speaks to its server (`courier`), and
/// reports to other agencies (`report`).
///
/// Read first: [Calling][kentongan.notice.Calling], [Notice][kentongan.notice.Notice],
/// [Outbox][kentongan.notice.Outbox].
@ApplicationModule(allowedDependencies = {"playbook", "incident", "oncall", "office"})
@NullMarked
package kentongan.notice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
