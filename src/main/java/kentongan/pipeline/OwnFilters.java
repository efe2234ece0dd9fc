package kentongan.pipeline;

import java.util.List;
import java.util.Optional;

/// The operator's own filters, also those that have ended.
public interface OwnFilters {
  /// Notes a new one.
  ///
  /// @param filter its number is not heeded
  /// @return its number
  long add(OwnFilter filter);

  /// Ends one that is in force.
  void end(long number, OwnFilter.End end);

  /// The one with this number.
  Optional<OwnFilter> find(long number);

  /// The newest, those in force first.
  List<OwnFilter> list(int most);
}
