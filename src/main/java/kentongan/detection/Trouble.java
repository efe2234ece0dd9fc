package kentongan.detection;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import kentongan.asset.AssetId;
import kentongan.office.OfficeId;

/// A trouble that has been told of.
///
/// @param rule its id
/// @param began the detection that told of it first
/// @param factAt when the newest fact that told of it happened
/// @param told when it was last told of, by the clock of acceptance
record Trouble(
    String rule,
    String key,
    DetectionId began,
    OfficeId office,
    Optional<AssetId> asset,
    Map<String, String> group,
    Instant factAt,
    Instant told) {}
