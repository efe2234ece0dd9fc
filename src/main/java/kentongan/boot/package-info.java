/// Wiring and the command line: what each command starts, with which settings.
///
/// Not here: anything a room decides. Every class here may know every room, and no room knows this
/// one.
///
/// Read first: [Kentongan][kentongan.Kentongan] in the package above.
@NullMarked
package kentongan.boot;

import org.jspecify.annotations.NullMarked;
