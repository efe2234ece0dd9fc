package kentongan.web.rule;

import java.util.Locale;
import java.util.Set;
import kentongan.office.OfficeId;
import kentongan.office.Role;
import kentongan.pipeline.RuleActs;
import kentongan.web.Place;
import kentongan.web.Told;
import kentongan.web.rule.RulesPage.Asked;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.WebSession;

/// The rules in force. Everything asked stands in the address.
@Controller
final class RuleController {
  private static final Set<String> LEVELS =
      Set.of("INFORMATIONAL", "LOW", "MEDIUM", "HIGH", "CRITICAL");
  private static final Set<String> SORTS = Set.of("heard", "hits", "cost", "level", "title");
  private static final int LONGEST = 200;

  private final Told told;

  RuleController(Told told) {
    this.told = told;
  }

  @GetMapping({"/aturan", "/latihan/{world}/aturan"})
  String list(
      Place place,
      @RequestParam(name = "q", defaultValue = "") String text,
      @RequestParam(name = "tingkat", defaultValue = "") String level,
      @RequestParam(name = "urut", defaultValue = "heard") String sort,
      @RequestParam(name = "halaman", defaultValue = "1") String page,
      Model model) {
    var asked =
        new Asked(
            text.length() > LONGEST ? text.substring(0, LONGEST) : text,
            LEVELS.contains(level) ? level : "",
            SORTS.contains(sort) ? sort : "heard",
            page.matches("[0-9]{1,5}") ? Integer.parseInt(page) : 1);
    model.addAttribute("r", new RulePages(place).list(asked));
    return "rule/list";
  }

  @GetMapping({"/aturan/{id}", "/latihan/{world}/aturan/{id}"})
  String page(@PathVariable String id, Place place, Model model) {
    model.addAttribute("r", new RulePages(place).rule(id).orElseThrow(() -> Place.missing("rule")));
    return "rule/page";
  }

  @PostMapping("/aturan/muat")
  String reload(Place place, WebSession session, Locale locale) {
    place.needs(Role.ADMINISTRATOR, OfficeId.HEADQUARTERS);
    var outcome = acts(place).reload(place.me(), "read anew on screen");
    return told.go(session, outcome, "rules.read", "/aturan", locale);
  }

  @PostMapping("/aturan/saringan/{number}/akhiri")
  String retire(
      @PathVariable long number,
      @ModelAttribute Form form,
      Place place,
      WebSession session,
      Locale locale) {
    FilterController.mustBeAllowed(place);
    var why = form.alasan() == null ? "" : form.alasan().strip();
    var outcome = acts(place).filters().retire(number, why, place.me());
    return told.go(session, outcome, "filter.ended", "/aturan#saringan", locale);
  }

  static RuleActs acts(Place place) {
    return place.pipeline().ruleActs().orElseThrow(() -> Place.missing("rules"));
  }

  /// Why a filter is ended.
  public record Form(@Nullable String alasan) {}
}
