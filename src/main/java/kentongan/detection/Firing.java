package kentongan.detection;

import java.util.List;
import kentongan.rule.Correlation;

/// A correlation's condition has come to hold for a group.
///
/// @param group the values, in the order of the rule's `group-by`
/// @param time of the newest match, milliseconds since 1970
/// @param position the lowest log position that contributed
/// @param refs the events that contributed, the newest last; bounded
/// @param measure what was counted or computed
record Firing(
    Correlation rule,
    List<String> group,
    long time,
    long position,
    List<Object> refs,
    double measure) {}
