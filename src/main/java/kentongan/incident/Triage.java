package kentongan.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kentongan.detection.Detection;
import kentongan.office.Actor;

/// What a detection means for the people: a new incident, more of one they have, the end of its
/// trouble, or nothing.
public sealed interface Triage {
  /// Who triages.
  Actor TRIAGE = Actor.program("triage");

  /// The reason, in one sentence.
  String why();

  /// A new incident.
  ///
  /// @param first lets the detection belong to it, once it is opened
  /// @param isUrgent whether somebody is to be called now
  record Open(Opening opening, Command.Join first, boolean isUrgent, String why)
      implements Triage {}

  /// More of an incident that is open.
  ///
  /// @param commands what to do with it, in this order
  /// @param isUrgent whether somebody is to be called again: it got worse, or came back
  record Join(IncidentId to, List<Command> commands, boolean isUrgent, String why)
      implements Triage {
    public Join {
      commands = List.copyOf(commands);
    }
  }

  /// The trouble of an open incident is over. Closing it remains a person's act.
  record Ended(IncidentId of, Command.EndTrouble command, String why) implements Triage {}

  /// Nothing for people to do.
  record Nothing(String why) implements Triage {}

  /// Decides from its arguments alone.
  ///
  /// @param open open incidents, at least those with the detection's [Detection#troubleKey()]
  static Triage of(Detection seen, List<Incident> open, Instant now) {
    var same =
        open.stream()
            .filter(Incident::isOpen)
            .filter(i -> i.dedupeKey().filter(seen.troubleKey()::equals).isPresent())
            .findFirst();
    return switch (seen.change()) {
      case ENDED -> ended(seen, same);
      case BEGAN -> same.isPresent() ? join(seen, same.get()) : open(seen, now);
    };
  }

  private static Triage ended(Detection seen, Optional<Incident> same) {
    if (same.isEmpty()) {
      return new Nothing("a trouble is over that no open incident is about");
    }
    var why = "over since %s: %s".formatted(seen.factAt(), cut(seen.summary()));
    return new Ended(
        same.get().id(),
        new Command.EndTrouble(TRIAGE, seen.id().value(), seen.factAt(), why),
        why);
  }

  private static Triage join(Detection seen, Incident same) {
    var isBack = same.troubleEndedAt().isPresent();
    var worse = Severity.ofLevel(seen.level()).compareTo(same.severity()) > 0;
    var why =
        "the same trouble as %s%s%s%s"
            .formatted(
                same.id(),
                isBack ? "; it had ended and is back" : "",
                worse ? "; it is worse" : "",
                lateness(seen));
    var commands = new ArrayList<Command>();
    commands.add(asJoin(seen, why));
    if (worse) {
      commands.add(new Command.SetSeverity(TRIAGE, Severity.ofLevel(seen.level()), why));
    }
    return new Join(same.id(), commands, !seen.late() && (isBack || worse), why);
  }

  private static Triage open(Detection seen, Instant now) {
    if (seen.level().equals("informational")) {
      return new Nothing("informational: kept as a detection, opens no incident");
    }
    var why = "rule '%s' matched%s".formatted(cut(seen.title()), lateness(seen));
    var opening =
        new Opening(
            TRIAGE,
            seen.office(),
            seen.asset().map(Set::of).orElse(Set.of()),
            cut(seen.summary().isBlank() ? seen.title() : seen.summary()),
            Category.ofTags(seen.tags()),
            Severity.ofLevel(seen.level()),
            Discovery.OWN_DETECTION,
            seen.factAt(),
            now,
            Optional.of(seen.troubleKey()),
            seen.playbook(),
            why);
    return new Open(opening, asJoin(seen, why), !seen.late(), why);
  }

  private static Command.Join asJoin(Detection seen, String why) {
    return new Command.Join(
        TRIAGE,
        seen.id().value(),
        seen.ruleId(),
        cut(seen.title()),
        seen.asset().map(Set::of).orElse(Set.of()),
        seen.events().stream().map(Object::toString).toList(),
        seen.factAt(),
        why);
  }

  private static String lateness(Detection seen) {
    return seen.late() ? "; it happened earlier and became known late" : "";
  }

  private static String cut(String text) {
    var line = text.strip();
    return line.length() > Bounds.TITLE ? line.substring(0, Bounds.TITLE - 1) + "…" : line;
  }
}
