package kentongan.store.lucene;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiReader;
import org.jspecify.annotations.Nullable;

/// The days as they can be searched now. A reader that is replaced lives on until the last search
/// that uses it ends.
final class DayReaders implements AutoCloseable {
  private final TreeMap<LocalDate, DirectoryReader> readers = new TreeMap<>();

  /// Takes the place of that day's reader; null when the day is gone.
  synchronized void put(LocalDate day, @Nullable DirectoryReader reader) throws IOException {
    var old = reader == null ? readers.remove(day) : readers.put(day, reader);
    if (old != null) {
      old.decRef();
    }
  }

  synchronized @Nullable DirectoryReader get(LocalDate day) {
    return readers.get(day);
  }

  /// One reader over some days, to be closed after use.
  ///
  /// @param days those without a reader are left out
  synchronized MultiReader over(List<LocalDate> days) throws IOException {
    var taken = new ArrayList<IndexReader>();
    for (var day : days) {
      var reader = readers.get(day);
      if (reader != null) {
        taken.add(reader);
      }
    }
    // It counts a reference on each and gives it back when it is closed.
    return new MultiReader(taken.toArray(IndexReader[]::new), false);
  }

  @Override
  public synchronized void close() throws IOException {
    for (var reader : readers.values()) {
      reader.decRef();
    }
    readers.clear();
  }
}
