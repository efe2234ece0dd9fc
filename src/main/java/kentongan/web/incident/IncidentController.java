package kentongan.web.incident;

import java.util.Locale;
import java.util.Optional;
import kentongan.incident.Command;
import kentongan.incident.Incident;
import kentongan.incident.Severity;
import kentongan.incident.Status;
import kentongan.incident.Tlp;
import kentongan.incident.Verdict;
import kentongan.office.Actor;
import kentongan.office.Role;
import kentongan.pipeline.Outcome;
import kentongan.playbook.RunCommand;
import kentongan.playbook.RunId;
import kentongan.web.Place;
import kentongan.web.Told;
import kentongan.web.rule.Found;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.WebSession;

/// The page of one incident, and what people do there.
@Controller
@RequestMapping({"/insiden/{number}", "/latihan/{world}/insiden/{number}"})
final class IncidentController {
  private final Told told;

  IncidentController(Told told) {
    this.told = told;
  }

  @GetMapping
  String page(@PathVariable String number, Place place, Model model) {
    var incident = IncidentPages.find(number, place);
    model.addAttribute("p", new IncidentPages(place, incident).page());
    model.addAttribute("found", Found.of(incident.id(), place));
    return place.isPart() ? "incident/page :: all" : "incident/page";
  }

  @PostMapping("/terima")
  String acknowledge(@PathVariable String number, Place place, WebSession session, Locale locale) {
    var incident = toActOn(number, place);
    var outcome = place.acts().act(incident.id(), new Command.Acknowledge(place.me()));
    return back(session, outcome, "acknowledged", place, incident, locale);
  }

  @PostMapping("/ambil")
  String takeCharge(@PathVariable String number, Place place, WebSession session, Locale locale) {
    var incident = toActOn(number, place);
    var outcome = place.acts().act(incident.id(), new Command.TakeCharge(place.me()));
    return back(session, outcome, "taken", place, incident, locale);
  }

  @PostMapping("/panduan")
  String begin(
      @PathVariable String number,
      @ModelAttribute Form form,
      Place place,
      WebSession session,
      Locale locale) {
    var incident = toActOn(number, place);
    var outcome = place.acts().startRun(incident.id(), text(form.playbook()), place.me());
    return back(session, outcome, "begun", place, incident, locale);
  }

  @PostMapping("/langkah")
  String step(
      @PathVariable String number,
      @ModelAttribute Form form,
      Place place,
      WebSession session,
      Locale locale) {
    var incident = toActOn(number, place);
    var outcome =
        run(form, incident)
            .<Outcome>map(run -> place.acts().step(run, command(form, place)))
            .orElseGet(() -> new Outcome.Missing("run"));
    return back(session, outcome, "step", place, incident, locale);
  }

  /// A run of this incident, and of no other: the number in the form is not believed.
  private static Optional<RunId> run(Form form, Incident incident) {
    try {
      return Optional.of(RunId.parse(text(form.run())))
          .filter(run -> run.incident().equals(incident.id()));
    } catch (IllegalArgumentException odd) {
      return Optional.empty();
    }
  }

  private static RunCommand command(Form form, Place place) {
    var by = Actor.person(place.me());
    var step = text(form.step());
    var note = text(form.note());
    return switch (text(form.what())) {
      case "skip" -> new RunCommand.SkipStep(by, step, note);
      case "note" -> new RunCommand.AddNote(by, step, note);
      case "yes" -> new RunCommand.CompleteStep(by, step, Optional.of(true), note, place.now());
      case "no" -> new RunCommand.CompleteStep(by, step, Optional.of(false), note, place.now());
      default -> new RunCommand.CompleteStep(by, step, Optional.empty(), note, place.now());
    };
  }

  @PostMapping("/catatan")
  String note(
      @PathVariable String number,
      @ModelAttribute Form form,
      Place place,
      WebSession session,
      Locale locale) {
    var incident = toActOn(number, place);
    var by = Actor.person(place.me());
    var command =
        incident.isSealed()
            ? new Command.Amend(by, text(form.text()))
            : new Command.AddNote(by, text(form.text()), place.now());
    return back(
        session, place.acts().act(incident.id(), command), "noted", place, incident, locale);
  }

  @PostMapping("/ubah")
  String change(
      @PathVariable String number,
      @ModelAttribute Form form,
      Place place,
      WebSession session,
      Locale locale) {
    var incident = toActOn(number, place);
    return back(session, change(form, incident, place), "changed", place, incident, locale);
  }

  private static Outcome change(Form form, Incident incident, Place place) {
    var by = Actor.person(place.me());
    var why = text(form.why());
    Outcome outcome = Outcome.DONE;
    try {
      var status = Status.valueOf(text(form.status()));
      var severity = Severity.valueOf(text(form.severity()));
      var tlp = Tlp.parse(text(form.tlp()));
      if (status != incident.status()) {
        outcome = place.acts().act(incident.id(), new Command.ChangeStatus(by, status, why));
      }
      if (outcome instanceof Outcome.Done && severity != incident.severity()) {
        outcome = place.acts().act(incident.id(), new Command.SetSeverity(by, severity, why));
      }
      if (outcome instanceof Outcome.Done && tlp != incident.tlp()) {
        outcome = place.acts().act(incident.id(), new Command.SetTlp(by, tlp, why));
      }
      return outcome;
    } catch (IllegalArgumentException odd) {
      return new Outcome.Refused(String.valueOf(odd.getMessage()));
    }
  }

  @PostMapping("/tutup")
  String close(
      @PathVariable String number,
      @ModelAttribute Form form,
      Place place,
      WebSession session,
      Locale locale) {
    var incident = IncidentPages.find(number, place);
    place.needs(Role.COMMANDER, incident.office());
    Outcome outcome;
    try {
      var verdict = Verdict.valueOf(text(form.verdict()));
      outcome =
          place.acts().act(incident.id(), new Command.Close(place.me(), verdict, text(form.why())));
    } catch (IllegalArgumentException odd) {
      outcome = new Outcome.Refused(String.valueOf(odd.getMessage()));
    }
    return back(session, outcome, "closed", place, incident, locale);
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
    return told.go(session, outcome, done, address(place, incident), locale);
  }

  static String address(Place place, Incident incident) {
    return place.base() + "/insiden/" + incident.id().number();
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text.strip();
  }

  /// What the page's forms can carry; each carries a few of these.
  public record Form(
      @Nullable String playbook,
      @Nullable String run,
      @Nullable String step,
      @Nullable String what,
      @Nullable String note,
      @Nullable String text,
      @Nullable String status,
      @Nullable String severity,
      @Nullable String tlp,
      @Nullable String verdict,
      @Nullable String why) {}
}
