package kentongan.ledger;

import java.util.List;

/// The append-only record of a world. There is one chain.
public interface Ledger {
  /// The entry before the first.
  Head EMPTY = new Head(Entry.CHAIN, 0, Entry.GENESIS);

  /// Appends an act within the caller's transaction: both are kept, or neither.
  Entry append(Act act);

  /// Entries in order.
  ///
  /// @param from the first number wanted, from 1
  /// @param most how many at most
  List<Entry> read(long from, int most);

  /// The newest entry; number 0 when the ledger is empty.
  Head head();

  /// Where a chain ends.
  ///
  /// @param hash 64 hexadecimal digits
  record Head(String chain, long number, String hash) {}
}
