package kentongan.web.agent;

import java.util.List;

/// How assets are watched, and announced work, in a viewer's scope.
///
/// @param mayChange whether this viewer may change how assets are watched
public record WatchPage(List<AssetRow> assets, List<WorkRow> work, boolean mayChange) {
  public WatchPage {
    assets = List.copyOf(assets);
    work = List.copyOf(work);
  }

  /// One asset.
  ///
  /// @param every seconds between two checks
  /// @param pageEvery seconds between two looks at its page
  /// @param contains words that must be there, with commas
  /// @param absent words that must not
  public record AssetRow(
      String id,
      String name,
      boolean isWatched,
      long every,
      long pageEvery,
      String contains,
      String absent) {}

  /// Announced work.
  ///
  /// @param days names of [java.time.DayOfWeek]; empty for once
  /// @param isOn whether it is under way
  public record WorkRow(
      String id,
      String about,
      List<String> days,
      String hours,
      String zone,
      String span,
      String owner,
      String reason,
      boolean isOn) {
    public WorkRow {
      days = List.copyOf(days);
    }
  }
}
