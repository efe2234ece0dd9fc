package kentongan.web.notice;

import java.util.Optional;
import kentongan.web.When;

/// The page behind an acknowledge link.
///
/// @param isExercise whether all of it is practice
/// @param number the incident's
/// @param what what is wrong, in one sentence
/// @param severity how bad, in the reader's language
/// @param level the name of the severity, for its colour
/// @param name whom the notice called
/// @param first what to do first
/// @param by who has acknowledged already
/// @param at when
public record AckPage(
    boolean isExercise,
    String number,
    String what,
    String severity,
    String level,
    String office,
    Optional<String> asset,
    When since,
    String name,
    Optional<String> first,
    Optional<String> by,
    Optional<When> at) {}
