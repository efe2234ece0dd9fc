package kentongan.web.event;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import kentongan.event.EventArchive;
import kentongan.event.EventArchive.BadQuery;
import kentongan.event.EventArchive.Query;
import kentongan.office.OfficeId;
import kentongan.web.Place;
import kentongan.web.Shown;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Looking for events. Everything asked stands in the address, so that a search can be sent to
/// somebody.
@Controller
final class EventController {
  private static final int MOST_ROWS = 100;
  private static final int LONGEST_QUERY = 1_000;

  private static final Map<String, Range> RANGES = new LinkedHashMap<>();

  static {
    RANGES.put("1h", new Range(Duration.ofHours(1), Duration.ofMinutes(1)));
    RANGES.put("24h", new Range(Duration.ofHours(24), Duration.ofMinutes(30)));
    RANGES.put("7d", new Range(Duration.ofDays(7), Duration.ofHours(3)));
    RANGES.put("30d", new Range(Duration.ofDays(30), Duration.ofHours(12)));
  }

  /// @param bar the width of a bar
  private record Range(Duration length, Duration bar) {}

  @GetMapping({"/peristiwa", "/latihan/{world}/peristiwa"})
  String search(
      Place place,
      @RequestParam(name = "q", defaultValue = "") String text,
      @RequestParam(name = "rentang", defaultValue = "24h") String range,
      @RequestParam(name = "kantor", defaultValue = "") String office,
      Model model) {
    var asked = text.length() > LONGEST_QUERY ? text.substring(0, LONGEST_QUERY) : text;
    var known = RANGES.containsKey(range) ? range : "24h";
    model.addAttribute("e", page(place, asked, known, office(office, place)));
    return "event/page";
  }

  private static Optional<OfficeId> office(String code, Place place) {
    return Optional.of(code)
        .filter(OfficeId::isCode)
        .map(OfficeId::new)
        .filter(place.viewer()::maySee);
  }

  private static EventsPage page(Place place, String text, String name, Optional<OfficeId> office) {
    var range = RANGES.getOrDefault(name, new Range(Duration.ofHours(24), Duration.ofMinutes(30)));
    var until = place.now().plus(Duration.ofMinutes(1));
    var from = until.minus(range.length());
    var offices = office.map(place::within).orElse(place.viewer().scope());
    var query = new Query(text, from, until, offices, MOST_ROWS);
    try {
      var archive = place.world().events().archive();
      var found = archive.search(query);
      var bars = archive.histogram(query, range.bar());
      var rows = found.events().stream().map(event -> EventRows.of(event, place)).toList();
      return page(place, query, name, office, Optional.empty(), found.total(), bars, rows);
    } catch (BadQuery bad) {
      var why = Optional.of(Shown.line(String.valueOf(bad.getMessage()), 400));
      return page(place, query, name, office, why, 0, List.of(), List.of());
    }
  }

  private static EventsPage page(
      Place place,
      Query query,
      String name,
      Optional<OfficeId> office,
      Optional<String> fault,
      long total,
      List<EventArchive.Bar> bars,
      List<EventsPage.Row> rows) {
    var most = bars.stream().mapToLong(EventArchive.Bar::count).max().orElse(0);
    var zone = place.office(place.viewer().person().office()).zoneName();
    return new EventsPage(
        query.text(),
        name,
        office.map(OfficeId::code).orElse(""),
        List.copyOf(RANGES.keySet()),
        choices(place),
        fault,
        total,
        drawn(bars, most, query, place),
        place.mine(query.from()),
        place.mine(query.to()),
        most,
        rows,
        zone);
  }

  /// The offices that have agents or assets, and the provinces they lie in.
  private static List<EventsPage.OfficeChoice> choices(Place place) {
    Set<OfficeId> known = new TreeSet<>();
    place.world().events().agents().all().forEach(agent -> known.add(agent.office()));
    place.world().organisation().assets().all().forEach(asset -> known.add(asset.office()));
    List.copyOf(known)
        .forEach(id -> place.offices().provinceOf(id).ifPresent(p -> known.add(p.id())));
    return known.stream()
        .filter(place.viewer()::maySee)
        .map(id -> new EventsPage.OfficeChoice(id.code(), place.office(id).officeName()))
        .sorted(Comparator.comparing(EventsPage.OfficeChoice::name))
        .toList();
  }

  private static List<EventsPage.Bar> drawn(
      List<EventArchive.Bar> bars, long most, Query query, Place place) {
    var drawn = new ArrayList<EventsPage.Bar>();
    var range = Duration.between(query.from(), query.to()).toMillis();
    var width = 1000.0 * barOf(range) / range;
    for (var bar : bars) {
      if (bar.count() > 0) {
        var height = Math.max(2, 100.0 * bar.count() / most);
        var x = 1000.0 * Duration.between(query.from(), bar.from()).toMillis() / range;
        drawn.add(
            new EventsPage.Bar(
                round(Math.max(0, x)),
                round(100 - height),
                round(width * 0.86),
                round(height),
                label(bar.from(), bar.count(), place)));
      }
    }
    return drawn;
  }

  private static String label(Instant from, long count, Place place) {
    var at = place.mine(from);
    return "%s %s %s: %d".formatted(at.day(), at.time(), at.zone(), count);
  }

  private static double round(double value) {
    return Math.round(value * 10) / 10.0;
  }

  /// The width of one bar, in milliseconds, for a range of this many.
  private static long barOf(long range) {
    return RANGES.values().stream()
        .filter(r -> r.length().toMillis() == range)
        .findFirst()
        .map(r -> r.bar().toMillis())
        .orElse(range);
  }
}
