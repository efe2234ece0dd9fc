package kentongan.pipeline;

import java.util.Optional;
import kentongan.detection.Detection;
import kentongan.incident.IncidentId;
import kentongan.office.OfficeId;

/// A detection that people had to do with, as it was told: its rule may be another by now, or gone.
///
/// @param detection its rule without description and references
/// @param incident what it opened or joined
/// @param seenBy the office whose agent saw the firing event
/// @param evidence SHA-256 of the firing event's document; empty for silence
/// @param version of the rule set that found it
public record KeptDetection(
    Detection detection,
    IncidentId incident,
    OfficeId seenBy,
    Optional<String> evidence,
    String version) {}
