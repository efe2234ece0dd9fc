package kentongan.exercise;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kentongan.exercise.Score.Result;
import kentongan.exercise.Score.Verdict;
import kentongan.office.PersonId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A score as lines of JSON, one an expectation, for machines and for the shelf; and back.
public final class ScoreLine {
  private static final JsonMapper JSON = JsonMapper.shared();

  private ScoreLine() {}

  /// One line an expectation:
  /// `{"expectation","passed","due_at","done_at","why","why_en","by","after_s","open"}`; what is
  /// not known is null.
  public static List<String> write(Score score) {
    return score.results().stream().map(ScoreLine::write).toList();
  }

  private static String write(Result result) {
    var line = JSON.createObjectNode();
    line.put("expectation", result.expectation().id());
    line.put("passed", result.verdict() instanceof Verdict.Passed);
    line.put("due_at", result.due().map(ScoreLine::text).orElse(null));
    switch (result.verdict()) {
      case Verdict.Passed(var at, var by, var after) -> {
        line.put("done_at", text(at)).put("why", "").put("why_en", "");
        line.put("by", by.name()).put("after_s", after.toSeconds());
      }
      case Verdict.Failed(var why, var at) -> {
        line.put("done_at", at.map(ScoreLine::text).orElse(null));
        line.put("why", why.id()).put("why_en", why.en());
      }
      case Verdict.Open _ -> line.putNull("done_at").put("why", "").put("open", true);
    }
    return JSON.writeValueAsString(line);
  }

  /// The score that these lines tell of a scenario; what no line tells is open.
  public static Score read(List<String> lines, Scenario scenario) {
    var results = new ArrayList<Result>();
    for (var expected : scenario.expectations()) {
      var line =
          lines.stream()
              .map(JSON::readTree)
              .filter(l -> l.path("expectation").asString("").equals(expected.id()))
              .findFirst();
      results.add(
          line.map(l -> new Result(expected, instant(l, "due_at"), verdict(l)))
              .orElseGet(() -> new Result(expected, Optional.empty(), new Verdict.Open())));
    }
    return new Score(results);
  }

  private static Verdict verdict(JsonNode line) {
    if (line.path("open").asBoolean(false)) {
      return new Verdict.Open();
    }
    var done = instant(line, "done_at");
    return line.path("passed").asBoolean(false)
        ? new Verdict.Passed(
            done.orElseThrow(),
            new PersonId(line.required("by").stringValue()),
            Duration.ofSeconds(line.path("after_s").asLong()))
        : new Verdict.Failed(
            new Phrase(line.required("why").stringValue(), line.required("why_en").stringValue()),
            done);
  }

  private static String text(Instant at) {
    return at.truncatedTo(ChronoUnit.MILLIS).toString();
  }

  private static Optional<Instant> instant(JsonNode line, String field) {
    return line.path(field).isString()
        ? Optional.of(Instant.parse(line.path(field).stringValue()))
        : Optional.empty();
  }
}
