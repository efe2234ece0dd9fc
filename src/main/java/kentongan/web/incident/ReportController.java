package kentongan.web.incident;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import kentongan.incident.Incident;
import kentongan.office.Role;
import kentongan.pipeline.Outcome;
import kentongan.report.Addressees;
import kentongan.report.Letter;
import kentongan.report.Part;
import kentongan.report.Report;
import kentongan.report.ReportId;
import kentongan.web.Place;
import kentongan.web.Shown;
import kentongan.web.Told;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.WebSession;

/// The report to the agency: prepared and edited by whoever acts, approved and sent by a commander.
@Controller
@RequestMapping({"/insiden/{number}/laporan", "/latihan/{world}/insiden/{number}/laporan"})
final class ReportController {
  private final Told told;

  ReportController(Told told) {
    this.told = told;
  }

  @GetMapping
  String page(@PathVariable String number, Place place, Model model) {
    model.addAttribute("r", page(IncidentPages.find(number, place), place));
    return "incident/report";
  }

  @GetMapping("/surat.pdf")
  ResponseEntity<byte[]> letter(@PathVariable String number, Place place) {
    var incident = IncidentPages.find(number, place);
    var report = newest(incident, place).orElseThrow(() -> Place.missing("report"));
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_PDF)
        .header("Content-Disposition", "inline; filename=\"" + report.id() + ".pdf\"")
        .body(Letter.pdf(report, place.world().out().addressees()));
  }

  @PostMapping
  String prepare(@PathVariable String number, Place place, WebSession session, Locale locale) {
    var incident = toActOn(number, place);
    var outcome = place.acts().reports().prepare(incident.id(), place.me());
    return back(session, outcome, "prepared", place, incident, locale);
  }

  @PostMapping("/bagian")
  String edit(
      @PathVariable String number,
      @ModelAttribute Form form,
      Place place,
      WebSession session,
      Locale locale) {
    var incident = toActOn(number, place);
    var outcome =
        part(form.part())
            .flatMap(part ->
                id(incident, place)
                    .map(
                        id -> place.acts().reports().edit(id, part, text(form.text()), place.me())))
            .orElseGet(() -> new Outcome.Missing("report"));
    return back(session, outcome, "saved", place, incident, locale);
  }

  @PostMapping("/nomor")
  String number(
      @PathVariable String number,
      @ModelAttribute Form form,
      Place place,
      WebSession session,
      Locale locale) {
    var incident = toActOn(number, place);
    var outcome =
        id(incident, place)
            .map(id -> place.acts().reports().number(id, text(form.number()), place.me()))
            .orElseGet(() -> new Outcome.Missing("report"));
    return back(session, outcome, "saved", place, incident, locale);
  }

  @PostMapping("/setujui")
  String approve(@PathVariable String number, Place place, WebSession session, Locale locale) {
    var incident = IncidentPages.find(number, place);
    place.needs(Role.COMMANDER, incident.office());
    var outcome =
        id(incident, place)
            .map(id -> place.acts().reports().approve(id, place.me()))
            .orElseGet(() -> new Outcome.Missing("report"));
    return back(session, outcome, "approved", place, incident, locale);
  }

  @PostMapping("/kirim")
  String send(@PathVariable String number, Place place, WebSession session, Locale locale) {
    var incident = IncidentPages.find(number, place);
    place.needs(Role.COMMANDER, incident.office());
    var outcome =
        id(incident, place)
            .map(id -> place.acts().reports().send(id, place.me()))
            .orElseGet(() -> new Outcome.Missing("report"));
    return back(session, outcome, "sent", place, incident, locale);
  }

  private static ReportPage page(Incident incident, Place place) {
    var pages = new IncidentPages(place, incident);
    var head = pages.head(place.world().handling().incidents().facts(incident.id()));
    var report = newest(incident, place);
    var to = place.world().out().addressees();
    return new ReportPage(
        head,
        report.map(found -> found.id().toString()),
        report.map(found -> found.step().name()).orElse("NONE"),
        report.map(found -> found.content().number()).orElse(""),
        report.map(ReportController::parts).orElse(List.of()),
        names(to.to()),
        names(to.copies()),
        report
            .filter(found -> found.step() == Report.Step.DRAFT)
            .map(found -> missing(found, to))
            .orElse(List.of()),
        report
            .flatMap(Report::approval)
            .map(yes ->
                new ReportPage.ApprovalView(
                    Shown.line(yes.name(), 200),
                    Shown.line(yes.title(), 200),
                    place.when(yes.at(), incident.office()))),
        report.flatMap(Report::sent).map(sent -> Shown.line(sent.receipt(), 500)),
        pages.clock(),
        place.viewer().mayActOn(incident.office()),
        place.viewer().may(Role.COMMANDER, incident.office()));
  }

  private static List<String> missing(Report report, Addressees to) {
    return java.util.stream.Stream.concat(report.missing().stream(), to.missing().stream())
        .toList();
  }

  private static List<ReportPage.PartView> parts(Report report) {
    return List.of(Part.values()).stream()
        .map(part -> {
          var text = Shown.block(report.content().part(part), 60_000);
          var rows = (int) Math.clamp(text.lines().count() + 1, 4, 16);
          return new ReportPage.PartView(part.name(), text, text.isBlank(), rows);
        })
        .toList();
  }

  private static List<String> names(List<Addressees.Addressee> list) {
    return list.stream()
        .map(one -> one.place().isEmpty() ? one.name() : one.name() + ", " + one.place())
        .toList();
  }

  private static Optional<Report> newest(Incident incident, Place place) {
    var reports = place.world().handling().reports().of(incident.id());
    return reports.isEmpty() ? Optional.empty() : Optional.of(reports.getLast());
  }

  private static Optional<ReportId> id(Incident incident, Place place) {
    return newest(incident, place).map(Report::id);
  }

  private static Optional<Part> part(@Nullable String name) {
    return List.of(Part.values()).stream().filter(part -> part.name().equals(name)).findFirst();
  }

  private static Incident toActOn(String number, Place place) {
    var incident = IncidentPages.find(number, place);
    place.needsToAct(incident.office());
    return incident;
  }

  private String back(
      WebSession session,
      Outcome outcome,
      String done,
      Place place,
      Incident incident,
      Locale locale) {
    return told.go(
        session, outcome, done, IncidentController.address(place, incident) + "/laporan", locale);
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  /// What the page's forms can carry.
  public record Form(@Nullable String part, @Nullable String text, @Nullable String number) {}
}
