package kentongan.web.rule;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import kentongan.pipeline.FilterActs;
import kentongan.pipeline.FilterActs.Choice;
import kentongan.pipeline.KeptDetection;
import kentongan.pipeline.Outcome;
import kentongan.web.Place;
import kentongan.web.Shown;
import kentongan.web.Told;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.WebSession;

/// "This is our own activity": a detection becomes a filter, after a look at what it would hide.
@Controller
@RequestMapping("/aturan/kegiatan")
final class FilterController {
  private static final ZoneId JAKARTA = ZoneId.of("Asia/Jakarta");
  private static final int DAYS = 30;
  private static final int TICKED_AT_FIRST = 2;

  /// Fields with a plain name of their own, in `field.…` of the messages; also those that are
  /// ticked at first, in this order.
  private static final List<String> NAMED =
      List.of(
          "source.ip",
          "host.hostname",
          "user.name",
          "client.ip",
          "destination.ip",
          "host.name",
          "source.user.name",
          "url.domain",
          "url.path",
          "user_agent.original",
          "process.executable",
          "process.name",
          "service.name",
          "kentongan.asset",
          "kentongan.office",
          "agent.id");

  private final Told told;

  FilterController(Told told) {
    this.told = told;
  }

  static void mustBeAllowed(Place place) {
    if (!Found.mayFilter(place)) {
      throw new ResponseStatusException(HttpStatus.FORBIDDEN, "role COMMANDER at headquarters");
    }
  }

  @GetMapping
  String ask(@RequestParam("deteksi") String detection, Place place, Model model) {
    mustBeAllowed(place);
    var seen = find(detection, place);
    var choices = RuleController.acts(place).filters().choices(seen);
    model.addAttribute("f", page(seen, choices, first(choices), "", "", place));
    return "rule/filter";
  }

  /// Counts what would be hidden, or hides it.
  @PostMapping
  String answer(
      @ModelAttribute Form form, Place place, Model model, WebSession session, Locale locale) {
    mustBeAllowed(place);
    var seen = find(text(form.deteksi()), place);
    var acts = RuleController.acts(place).filters();
    var fields = fields(form);
    if (!text(form.langkah()).equals("simpan")) {
      var choices = acts.choices(seen);
      model.addAttribute(
          "f", page(seen, choices, fields, text(form.alasan()), text(form.sampai()), place));
      return "rule/filter";
    }
    return told.go(
        session,
        hide(acts, seen, fields, form, place),
        "filter.added",
        place.base() + "/aturan/" + seen.detection().ruleId(),
        locale);
  }

  private static Outcome hide(
      FilterActs acts, KeptDetection seen, Set<String> fields, Form form, Place place) {
    try {
      var until = Optional.of(text(form.sampai())).filter(t -> !t.isEmpty()).map(LocalDate::parse);
      var wish =
          new FilterActs.Wish(seen.detection().id().value(), fields, text(form.alasan()), until);
      return acts.hide(wish, place.me());
    } catch (DateTimeParseException odd) {
      return new Outcome.Refused(text(form.sampai()) + " (YYYY-MM-DD)");
    }
  }

  private static KeptDetection find(String detection, Place place) {
    return Found.find(detection, place).orElseThrow(() -> Place.missing("detection"));
  }

  private static Set<String> fields(Form form) {
    return form.bidang() == null
        ? Set.of()
        : form.bidang().stream().limit(50).collect(Collectors.toUnmodifiableSet());
  }

  /// Who and where, as far as the event says.
  private static Set<String> first(List<Choice> choices) {
    var ticked = new TreeSet<String>();
    for (var name : NAMED) {
      if (ticked.size() < TICKED_AT_FIRST
          && choices.stream().anyMatch(c -> c.narrows() && c.field().equals(name))) {
        ticked.add(name);
      }
    }
    return ticked;
  }

  private static FilterPage page(
      KeptDetection seen,
      List<Choice> choices,
      Set<String> fields,
      String reason,
      String until,
      Place place) {
    var acts = RuleController.acts(place).filters();
    var preview = acts.preview(seen, fields, Duration.ofDays(DAYS));
    return new FilterPage(
        Found.view(seen, 1, place),
        choices.stream().map(choice -> tick(choice, fields)).toList(),
        Shown.block(reason, 2_000),
        Shown.line(until, 20),
        place.now().atZone(JAKARTA).toLocalDate().toString(),
        preview.known(),
        preview.hidden(),
        DAYS,
        choices.stream().anyMatch(c -> c.narrows() && fields.contains(c.field())),
        choices.isEmpty());
  }

  private static FilterPage.Tick tick(Choice choice, Set<String> fields) {
    return new FilterPage.Tick(
        choice.field(),
        NAMED.contains(choice.field()) ? choice.field() : "",
        Shown.line(choice.value(), 400),
        choice.isOfRule(),
        choice.narrows(),
        fields.contains(choice.field()));
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text.strip();
  }

  /// What the page's form carries.
  ///
  /// @param bidang the fields that are ticked; values are never taken from a form
  /// @param langkah `hitung` or `simpan`
  public record Form(
      @Nullable String deteksi,
      @Nullable List<String> bidang,
      @Nullable String alasan,
      @Nullable String sampai,
      @Nullable String langkah) {}
}
