package kentongan.web.event;

import java.util.List;
import java.util.Optional;
import kentongan.web.When;

/// What a search found.
///
/// @param text what was asked, as typed
/// @param range which time range: the end of a message key
/// @param office which office's events; empty for all in scope
/// @param ranges all of them
/// @param offices those to choose from
/// @param fault why the query cannot be read
/// @param total how many match in all
/// @param bars the histogram, oldest first
/// @param from where it begins; `until` where it ends
/// @param most the tallest bar's count
/// @param rows the newest matches
/// @param zone the zone all times are shown in
public record EventsPage(
    String text,
    String range,
    String office,
    List<String> ranges,
    List<OfficeChoice> offices,
    Optional<String> fault,
    long total,
    List<Bar> bars,
    When from,
    When until,
    long most,
    List<Row> rows,
    String zone) {
  public EventsPage {
    ranges = List.copyOf(ranges);
    offices = List.copyOf(offices);
    bars = List.copyOf(bars);
    rows = List.copyOf(rows);
  }

  /// An office to choose.
  public record OfficeChoice(String code, String name) {}

  /// One bar of the histogram, in the units of its drawing: 1000 wide, 100 tall.
  ///
  /// @param label what it says when pointed at
  public record Bar(double x, double y, double width, double height, String label) {}

  /// One event.
  ///
  /// @param outcome `success`, `failure` or empty
  /// @param message one line
  /// @param fields the document as paths and values, in its order
  public record Row(
      String id,
      When at,
      String dataset,
      String office,
      String outcome,
      String message,
      List<Field> fields) {
    public Row {
      fields = List.copyOf(fields);
    }
  }

  /// One value of an event.
  public record Field(String path, String value) {}
}
