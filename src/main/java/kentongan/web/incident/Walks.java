package kentongan.web.incident;

import java.util.List;
import java.util.Optional;
import kentongan.incident.Incident;
import kentongan.playbook.Language;
import kentongan.playbook.Playbook;
import kentongan.playbook.Run;
import kentongan.playbook.Step;
import kentongan.playbook.Words;
import kentongan.web.Place;
import kentongan.web.Shown;
import kentongan.web.situation.Rows;

/// A walk through a playbook, put into plain words in the reader's language.
final class Walks {
  private final Place place;
  private final Incident incident;
  private final Language language;

  Walks(Place place, Incident incident) {
    this.place = place;
    this.incident = incident;
    this.language = Rows.language(place.locale());
  }

  /// The walk that goes on, or else the newest.
  Optional<IncidentPage.Walk> current() {
    var runs = place.world().handling().runs().of(incident.id());
    return runs.reversed().stream()
        .filter(run -> !run.isOver())
        .findFirst()
        .or(() -> runs.isEmpty() ? Optional.empty() : Optional.of(runs.getLast()))
        .flatMap(this::walk);
  }

  private Optional<IncidentPage.Walk> walk(Run run) {
    return place
        .world()
        .handling()
        .runs()
        .pinned(run.playbook(), run.playbookVersion())
        .map(book -> walk(run, book));
  }

  private IncidentPage.Walk walk(Run run, Playbook book) {
    return new IncidentPage.Walk(
        run.id().toString(),
        line(book.title()),
        run.waitingStep().map(id -> card(book, book.step(id))),
        run.settled().size(),
        book.cards().size(),
        run.done().reversed().stream().map(done -> done(done, book)).toList());
  }

  private IncidentPage.StepCard card(Playbook book, Step step) {
    var card = step.card();
    return new IncidentPage.StepCard(
        step.id(),
        step instanceof Step.Question,
        line(card.name()),
        line(card.question()),
        block(card.why()),
        lines(card.how()),
        block(card.see()),
        lines(card.avoid()),
        block(card.stop()),
        block(card.call()),
        book.agentOf(step).map(agent -> line(agent.role())).orElse(""),
        card.phase().map(Enum::name),
        card.minutes());
  }

  private IncidentPage.DoneStep done(Run.Done done, Playbook book) {
    var step = Optional.ofNullable(book.steps().get(done.step()));
    return new IncidentPage.DoneStep(
        done.step(),
        step.map(found -> line(found.card().name())).orElse(done.step()),
        done.outcome().name(),
        done.answer().map(yes -> yes ? "yes" : "no"),
        Shown.block(done.note(), 4_000),
        Timelines.by(done.stamp().by(), place),
        place.when(done.stamp().happenedAt(), incident.office()));
  }

  private String line(Words words) {
    return Shown.line(words.in(language), 400);
  }

  private String block(Words words) {
    return Shown.block(words.in(language), 4_000);
  }

  private List<String> lines(List<Words> words) {
    return words.stream().map(this::block).toList();
  }
}
