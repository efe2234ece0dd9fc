package kentongan.oncall;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kentongan.office.OfficeId;
import kentongan.office.PersonId;

/// Who holds which post at one office: turns with a beginning and an end, and below them a standing
/// holder for all the time that no turn covers.
///
/// @param office whose roster
/// @param standing who holds a post when no turn covers the time
/// @param shifts the turns, in any order, past ones too
public record Roster(OfficeId office, Map<Post, PersonId> standing, List<Shift> shifts) {
  public Roster {
    standing = Map.copyOf(standing);
    shifts = List.copyOf(shifts);
  }

  /// A roster with nobody on it.
  public static Roster empty(OfficeId office) {
    return new Roster(office, Map.of(), List.of());
  }

  /// Who holds a post at an instant; empty when nobody is named.
  public Optional<PersonId> holder(Post post, Instant at) {
    return turn(post, at).map(Shift::person).or(() -> Optional.ofNullable(standing.get(post)));
  }

  /// The turn that decides who holds a post at an instant, if a turn does.
  public Optional<Shift> turn(Post post, Instant at) {
    return shifts.stream()
        .filter(s -> s.post() == post && s.covers(at))
        .max(Comparator.comparing(Shift::from).thenComparing(Shift::person));
  }

  /// The same roster with another standing holder of a post.
  public Roster with(Post post, PersonId person) {
    var changed = new LinkedHashMap<>(standing);
    changed.put(post, person);
    return new Roster(office, changed, shifts);
  }

  /// The same roster with nobody standing at a post.
  public Roster without(Post post) {
    var changed = new LinkedHashMap<>(standing);
    changed.remove(post);
    return new Roster(office, changed, shifts);
  }

  /// The same roster with one more turn.
  public Roster with(Shift shift) {
    var changed = new ArrayList<>(shifts);
    changed.add(shift);
    return new Roster(office, standing, changed);
  }

  /// The same roster without a turn.
  public Roster without(Shift shift) {
    return new Roster(office, standing, shifts.stream().filter(s -> !s.equals(shift)).toList());
  }
}
