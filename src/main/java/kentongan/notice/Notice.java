package kentongan.notice;

import java.time.Instant;
import java.util.Optional;
import kentongan.incident.IncidentId;
import kentongan.office.OfficeId;
import kentongan.office.PersonId;

/// One message to one of our people through one channel.
///
/// @param id made of incident, person, attempt and channel
/// @param incident what it is about
/// @param office the office the incident belongs to
/// @param to whom it calls
/// @param name the person's name when it was decided
/// @param address where on the channel
/// @param channel the name of the channel
/// @param rung the person's place on the ladder when it was decided, 1 is the first
/// @param attempt 1 for the first call of this person about this incident
/// @param why why this person is called now
/// @param matter what it says
/// @param created when it was decided
/// @param state how far it is
/// @param acknowledged when its receiver acknowledged it
public record Notice(
    NoticeId id,
    IncidentId incident,
    OfficeId office,
    PersonId to,
    String name,
    String address,
    String channel,
    int rung,
    int attempt,
    String why,
    Matter matter,
    Instant created,
    State state,
    Optional<Instant> acknowledged) {
  public Notice {
    name = Words.bounded(name);
    why = Words.bounded(why);
  }

  /// How far a notice is.
  public sealed interface State {
    /// On its way.
    ///
    /// @param tries how often the channel was tried
    /// @param due when to try (again)
    /// @param why what the last try said; empty before the first
    record Waiting(int tries, Instant due, String why) implements State {}

    /// Taken by the channel's server.
    record Delivered(Receipt receipt) implements State {}

    /// Given up.
    ///
    /// @param why what the channel said, or that somebody acknowledged before it left
    record Dropped(Instant at, String why) implements State {}
  }
}
