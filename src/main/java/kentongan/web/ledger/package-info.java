/// The ledger: its newest entries, and its export.
@NullMarked
package kentongan.web.ledger;

import org.jspecify.annotations.NullMarked;
