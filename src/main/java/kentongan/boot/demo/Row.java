package kentongan.boot.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Optional;
import kentongan.office.OfficeId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// One incident as the demonstration reports it: one NDJSON line on standard output.
///
/// @param incident its number
/// @param category its name, as in `gambling-links`
/// @param rule the id of the rule that opened it
/// @param factAt when it happened, by the witness's clock
/// @param detectedAt when the incident was written down
/// @param noticeAt when the first mail about it arrived; empty while none did
/// @param playbook the playbook offered
record Row(
    String incident,
    String category,
    OfficeId office,
    String rule,
    Instant factAt,
    Instant detectedAt,
    Optional<Instant> noticeAt,
    Optional<String> playbook) {
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  /// From the fact to the mail.
  Optional<Duration> latency() {
    return noticeAt.map(at -> Duration.between(factAt, at));
  }

  /// The line, without its line break.
  String json() {
    var json = JsonMapper.shared();
    var line = json.createObjectNode();
    line.put("incident", incident);
    line.put("category", category);
    line.put("office", office.code());
    line.put("rule", rule);
    line.put("fact_at", TIME.format(factAt));
    line.put("detected_at", TIME.format(detectedAt));
    line.put("notice_at", text(noticeAt));
    line.put("playbook", playbook.orElse(null));
    return json.writeValueAsString(line);
  }

  private static @Nullable String text(Optional<Instant> at) {
    return at.map(TIME::format).orElse(null);
  }
}
