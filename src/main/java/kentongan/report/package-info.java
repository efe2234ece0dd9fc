/// What goes to the national cyber agency: the report with its four required parts, prefilled from
/// an incident's record, approved by a named person, and the official letter that carries it.
///
/// Not here: whether an incident must be reported and by when (`incident`), and the mail that takes
/// the letter away (`courier`). Nothing here sends by itself.
///
/// Read first: [Report][kentongan.report.Report], [CaseFile][kentongan.report.CaseFile],
/// [Letter][kentongan.report.Letter].
@ApplicationModule(allowedDependencies = {"incident", "asset", "office"})
@NullMarked
package kentongan.report;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
