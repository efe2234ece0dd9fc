/// The office's program: asks its checks, watches its pages, reads its logs, keeps every fact in a
/// spool on disk, and sends the facts to the collector in numbered, signed batches.
///
/// Not here: how a site is asked (`probe`), what a page's change means (`watch`), what an event
/// means to anybody. It loads no server class and no frame.
///
/// Read first: [Agent][kentongan.agent.Agent], [Spool][kentongan.agent.Spool],
/// [Sender][kentongan.agent.Sender].
@ApplicationModule(allowedDependencies = {"event", "probe", "watch"})
@NullMarked
package kentongan.agent;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
