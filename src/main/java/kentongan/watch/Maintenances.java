package kentongan.watch;

import java.time.Instant;
import java.util.List;

/// The announced work that is kept.
public interface Maintenances {
  /// Adds one.
  void add(Maintenance work, Instant now);

  /// Ends one early; what was is kept.
  void end(String id, Instant now);

  /// Those that nobody ended, the newest first.
  List<Maintenance> all();
}
