package kentongan.oncall;

import java.util.List;
import kentongan.office.OfficeId;

/// The rosters of all offices.
public interface Rosters {
  /// The roster of an office; an empty one when nothing was ever entered.
  Roster of(OfficeId office);

  /// Replaces the roster of its office.
  void save(Roster roster);

  /// All rosters that were ever entered, by office.
  List<Roster> all();
}
