/// Who did what: entries that are only ever appended, each holding the hash of the one before;
/// evidence, named by its own hash; and how to verify both without the program that wrote them.
///
/// Not here: which acts are worth an entry (`pipeline`) and the keys that sign (`boot`).
///
/// Read first: [Entry][kentongan.ledger.Entry], [Ledger][kentongan.ledger.Ledger],
/// [Verification][kentongan.ledger.Verification].
@ApplicationModule(allowedDependencies = {"office"})
@NullMarked
package kentongan.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
