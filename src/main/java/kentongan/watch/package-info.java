/// What a site's page means: whether it is still ours, compared with the page that we approved, and
/// with what other visitors are shown.
///
/// Not here: fetching pages (`probe`), when to look and what to report (`agent`).
///
/// Read first: [PageComparison][kentongan.watch.PageComparison],
/// [PageVerdict][kentongan.watch.PageVerdict], [WordLists][kentongan.watch.WordLists].
@ApplicationModule(allowedDependencies = {"event", "asset", "office"})
@NullMarked
package kentongan.watch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
