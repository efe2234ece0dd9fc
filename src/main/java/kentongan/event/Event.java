package kentongan.event;

import java.time.Instant;
import java.util.Objects;
import kentongan.office.OfficeId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One observed fact: an ECS document as the agent wrote it, with what the collector knows of it.
///
/// Three clocks: `@timestamp` in the document (it happened), `event.created` in the document (the
/// agent saw it), [#acceptedAt()] (the collector has it; `event.ingested` where it is shown).
///
/// The document is hostile until shown otherwise: it is a JSON object within the intake's bounds,
/// and nothing more is promised.
public final class Event {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final EventId id;
  private final OfficeId office;
  private final Instant acceptedAt;
  private final byte[] json;

  /// @param office whose agent saw it, by the collector's own register, never by the agent's claim
  /// @param json one JSON object in UTF-8, without line breaks; not copied, never to be changed
  public Event(EventId id, OfficeId office, Instant acceptedAt, byte[] json) {
    this.id = Objects.requireNonNull(id);
    this.office = Objects.requireNonNull(office);
    this.acceptedAt = Objects.requireNonNull(acceptedAt);
    this.json = Objects.requireNonNull(json);
  }

  public EventId id() {
    return id;
  }

  public OfficeId office() {
    return office;
  }

  public Instant acceptedAt() {
    return acceptedAt;
  }

  /// The document's bytes; not a copy, never to be changed.
  public byte[] json() {
    return json;
  }

  /// The document as a tree. Costs a parse: for people's eyes, not for the hot path.
  public JsonNode tree() {
    return JSON.readTree(json);
  }

  @Override
  public String toString() {
    return "event " + id;
  }
}
