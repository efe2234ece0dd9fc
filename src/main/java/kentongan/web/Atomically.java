package kentongan.web;

import java.util.function.Supplier;

/// Work on the desk that happens wholly or not at all; boot gives the live desk's own way to do it.
public interface Atomically {
  /// Does the work in one transaction.
  <T> T write(Supplier<T> work);
}
