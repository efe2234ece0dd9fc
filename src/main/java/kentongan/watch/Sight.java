package kentongan.watch;

import java.util.Map;

/// One look at a page: as everybody gets it, as others got it close in time, and what is known.
///
/// @param now as an ordinary browser gets it
/// @param others as others got it
/// @param isPlanned a change was announced for this time: text and structure are then quiet;
///   foreign hosts, hidden parts and words of gambling never are
/// @param isWarm whether the page's habit is known well enough to say what is unusual
public record Sight(Page now, Map<Persona, Page> others, boolean isPlanned, boolean isWarm) {
  public Sight {
    others = Map.copyOf(others);
  }

  /// A look with nothing special about it.
  public static Sight of(Page now) {
    return new Sight(now, Map.of(), false, false);
  }
}
