package kentongan.detection;

/// What a rule had to do since it came into force here.
///
/// @param rule its id
/// @param tried events (of a correlation: matches given to it) that were looked at closely; others
///   were ruled out without asking this rule
/// @param matched how often it matched (of a correlation: fired)
/// @param nanos time for that, in nanoseconds: reckoned from one event in 64, regular expressions
///   measured each time; a question that several rules ask counts for each of them
public record RuleFigure(String rule, long tried, long matched, long nanos) {}
