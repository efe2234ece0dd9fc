/// Rules over events: one compiled matcher for all rules, windows, sequences and absence, and the
/// dedupe that makes many matches one trouble.
///
/// Not here: how a rule file is read (`rule`) and what people do about a detection (`incident`).
///
/// Read first: [Detector][kentongan.detection.Detector],
/// [Detection][kentongan.detection.Detection], [Scan][kentongan.detection.Scan].
@ApplicationModule(allowedDependencies = {"rule", "event", "asset", "office"})
@NullMarked
package kentongan.detection;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
