package kentongan.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What somebody decided about a watched page, with the reason: a line in the page's list of acts.
public sealed interface PageAct {
  /// How long a page is watched closer after it was set right.
  Duration CLOSER = Duration.ofDays(30);

  /// When it was decided.
  Instant at();

  /// Who decided.
  String by();

  /// Why.
  String reason();

  /// The page as it is served from now on is the approved one.
  record Approve(Instant at, String by, String reason) implements PageAct {
    public Approve {
      mustSay(by, reason);
    }
  }

  /// A change was announced. It quiets text and structure; foreign hosts, hidden parts and words of
  /// gambling are never quiet.
  record Plan(Instant at, Instant from, Instant until, String by, String reason)
      implements PageAct {
    private static final Duration LONGEST = Duration.ofDays(7);

    public Plan {
      mustSay(by, reason);
      if (!until.isAfter(from) || Duration.between(from, until).compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException(
            "planned change: %s to %s (expected: an end after its begin, at most 7 days)"
                .formatted(from, until));
      }
    }

    /// Whether a moment lies within.
    public boolean covers(Instant moment) {
      return !moment.isBefore(from) && moment.isBefore(until);
    }
  }

  /// The page was set right after an attack: it is watched closer for 30 days.
  record Recovered(Instant at, String by, String reason) implements PageAct {
    public Recovered {
      mustSay(by, reason);
    }
  }

  /// As a line of text.
  default String line() {
    return switch (this) {
      case Approve a -> String.join("\t", "approve", a.at.toString(), a.by, a.reason);
      case Plan p ->
          String.join(
              "\t", "plan", p.at.toString(), p.from.toString(), p.until.toString(), p.by, p.reason);
      case Recovered r -> String.join("\t", "recovered", r.at.toString(), r.by, r.reason);
    };
  }

  /// Reads a line; empty when it is none.
  static Optional<PageAct> of(String line) {
    var parts = line.split("\t");
    try {
      return switch (parts[0]) {
        case "approve" -> Optional.of(new Approve(Instant.parse(parts[1]), parts[2], parts[3]));
        case "plan" ->
            Optional.of(
                new Plan(
                    Instant.parse(parts[1]),
                    Instant.parse(parts[2]),
                    Instant.parse(parts[3]),
                    parts[4],
                    parts[5]));
        case "recovered" -> Optional.of(new Recovered(Instant.parse(parts[1]), parts[2], parts[3]));
        default -> Optional.empty();
      };
    } catch (RuntimeException _) {
      return Optional.empty();
    }
  }

  private static void mustSay(String by, String reason) {
    if (by.isBlank() || reason.isBlank() || (by + reason).chars().anyMatch(c -> c < ' ')) {
      throw new IllegalArgumentException(
          "page act: by '%s', reason '%s' (expected: a name and a reason, one line each)"
              .formatted(by, reason));
    }
  }
}
