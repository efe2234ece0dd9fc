package kentongan.detection;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// Which searches are asked about the events of some log sources.
///
/// @param searches their numbers
/// @param slots whose texts they ask about
/// @param wanted all that is worth reading. It grows: while a document is read its route is only
///   guessed, and what the guess left out is wanted from then on
/// @param always the numbers of those that may match whatever is read, ascending
/// @param anywhere finds out quickly that no keyword stands in a document; null when no search has
///   keywords
@SuppressWarnings("ArrayRecordComponent") // read an event at a time, compared by nobody
record Route(
    BitSet searches, BitSet slots, BitSet wanted, int[] always, @Nullable RawScan anywhere) {
  boolean isEmpty() {
    return searches.isEmpty();
  }
}
