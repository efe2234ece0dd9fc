/// The doors out: each carries notices or reports to one kind of receiver. Here itself is only the
/// dispatcher, which takes notices out of the outbox and hands them to their channels.
///
/// Not here: what is sent and to whom (`notice`, `report`).
///
/// Read first: [Dispatcher][kentongan.courier.Dispatcher].
@ApplicationModule(allowedDependencies = {"notice"})
@NullMarked
package kentongan.courier;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
