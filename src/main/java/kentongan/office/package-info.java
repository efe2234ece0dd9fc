/// The organisation: headquarters, 38 provinces, 514 regencies and cities; who works there, in
/// which role; their time zones. Codes are the official region codes, and headquarters is `00`.
///
/// Not here: what an office owns (`asset`) and who is on call now (`oncall`).
///
/// Read first: [Office][kentongan.office.Office], [Offices][kentongan.office.Offices],
/// [Person][kentongan.office.Person].
@ApplicationModule(allowedDependencies = {})
@NullMarked
package kentongan.office;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
