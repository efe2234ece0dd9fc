/// What to do, step by step: CACAO 2.0 playbooks read from YAML or JSON, what is wrong with them,
/// their step cards in Indonesian and English, and one incident's walk through one of them.
///
/// Not here: who is on duty for a role (`oncall`) and who is told (`notice`). No command of a
/// playbook is ever run by this room: steps are done by people.
///
/// Read first: [Playbook][kentongan.playbook.Playbook], [Run][kentongan.playbook.Run],
/// [Step][kentongan.playbook.Step].
@ApplicationModule(allowedDependencies = {"incident", "office"})
@NullMarked
package kentongan.playbook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
