package kentongan.pipeline;

import java.util.function.Supplier;

/// The transactions of one world's desk.
public interface Desk {
  /// Runs work in one transaction: all of it is on disk when this returns, or none of it when it
  /// throws. May be nested; the outermost decides.
  <T> T write(Supplier<T> work);

  /// Runs work that returns nothing in one transaction.
  default void write(Runnable work) {
    write(() -> {
      work.run();
      return true;
    });
  }
}
