package kentongan.exercise;

import java.time.Instant;
import kentongan.office.PersonId;

/// A report that an exercise's own desk took in the agency's stead.
///
/// @param report its id
/// @param at by the exercise's clock
/// @param approvedBy who said yes to it
/// @param sha256 of what was approved
public record KeptReport(String report, Instant at, PersonId approvedBy, String sha256) {}
