/// Who is called: the roster of each office, its person on duty and deputy, and the way upward from
/// regency to province to headquarters.
///
/// Not here: when somebody is called again and by which channel (`notice`), and what a person may
/// do (`office`).
///
/// Read first: [Duty][kentongan.oncall.Duty], [Ladder][kentongan.oncall.Ladder],
/// [Roster][kentongan.oncall.Roster].
@ApplicationModule(allowedDependencies = {"office"})
@NullMarked
package kentongan.oncall;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
