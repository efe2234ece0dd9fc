/// The corridor: the only place that knows the order of the rooms, and saves what they decide. A
/// `World` holds every port and the clock; live and exercises differ only in theirs.
///
/// Not here: decisions (the rooms), and how anything is stored or carried (the doors).
///
/// Read first: [World][kentongan.pipeline.World], [Pipeline][kentongan.pipeline.Pipeline],
/// [Acts][kentongan.pipeline.Acts].
@ApplicationModule(
    allowedDependencies = {
      "office",
      "asset",
      "ledger",
      "event",
      "rule",
      "detection",
      "incident",
      "oncall",
      "playbook",
      "notice",
      "report",
      "watch"
    })
@NullMarked
package kentongan.pipeline;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
