/// Hostile bytes for everything that reads rules and events. See `docs/how-to/fuzz.md`.
@NullMarked
package kentongan.fuzz;

import org.jspecify.annotations.NullMarked;
