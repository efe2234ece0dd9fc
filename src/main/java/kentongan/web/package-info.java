/// The dashboard: pages, live updates, sign-in. It shows what the rooms know in records made for
/// each screen, and hands what people decide to the corridor; it saves nothing of its own but
/// accounts.
///
/// Not here: what is decided (`incident`, `playbook`, `oncall`), and in which order it is saved
/// (`pipeline`).
///
/// Read first: [Viewer][kentongan.web.Viewer], [Live][kentongan.web.Live],
/// [WebConfiguration][kentongan.web.WebConfiguration].
@ApplicationModule(
    allowedDependencies = {
      "pipeline",
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
      "exercise",
      "watch"
    })
@NullMarked
package kentongan.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
