package kentongan.exercise;

import java.util.List;
import kentongan.exercise.Script.Act;
import kentongan.incident.Status;
import kentongan.incident.Verdict;
import kentongan.report.Part;

/// Reads a script of what people do from YAML; `docs/reference/scenarios.md` says how it is
/// written.
public final class ScriptFile {
  private ScriptFile() {}

  /// What came of reading.
  public sealed interface Reading {
    /// A script that fits the scenario.
    record Good(Script script) implements Reading {}

    /// All that is wrong with it.
    record Faulty(List<Fault> faults) implements Reading {
      public Faulty {
        faults = List.copyOf(faults);
      }
    }
  }

  /// Reads a script.
  ///
  /// @param file what to call it in faults
  public static Reading read(String file, String text, Scenario scenario) {
    var sheet = new Sheet(file);
    var script =
        sheet
            .open(text)
            .flatMap(table ->
                table.build(t -> {
                  var named = t.text("scenario");
                  if (!named.equals(scenario.id())) {
                    throw t.wrong(
                        "scenario", "'%s' (expected: %s)".formatted(named, scenario.id()));
                  }
                  return new Script(t.list("acts", line -> line(line, scenario)));
                }));
    return script.isPresent() && sheet.faults().isEmpty()
        ? new Reading.Good(script.get())
        : new Reading.Faulty(sheet.faults());
  }

  private static Script.Line line(Table table, Scenario scenario) {
    var who = table.text("who");
    if (scenario.player(who).isEmpty()) {
      throw table.wrong(
          "who",
          "'%s' (expected: one of %s)"
              .formatted(who, scenario.players().stream().map(Player::id).toList()));
    }
    return new Script.Line(
        table.span("at"),
        who,
        table.below("about", ScenarioFile::about).orElse(Expectation.About.ANY),
        act(table, table.text("act")));
  }

  private static Act act(Table table, String act) {
    return switch (act) {
      case "acknowledge" -> new Act.Acknowledge();
      case "take-charge" -> new Act.TakeCharge();
      case "start-run" -> new Act.StartRun(table.text("playbook"));
      case "complete-step" ->
          new Act.CompleteStep(table.optionalText("step"), answer(table), note(table));
      case "skip-step" -> new Act.SkipStep(table.text("why"));
      case "reach" -> new Act.Reach(table.word("status", Status.class), table.text("why"));
      case "note" -> new Act.Note(table.text("text"));
      case "write-report" ->
          new Act.WriteReport(table.word("part", Part.class), table.text("text"));
      case "number-report" -> new Act.NumberReport(table.text("number"));
      case "approve-report" -> new Act.ApproveReport();
      case "send-report" -> new Act.SendReport();
      case "close" -> new Act.Close(table.word("verdict", Verdict.class), table.text("why"));
      default ->
          throw table.wrong(
              "act",
              "'%s' (expected: acknowledge, take-charge, start-run, complete-step, skip-step,"
                      .formatted(act)
                  + " reach, note, write-report, number-report, approve-report, send-report or"
                  + " close)");
    };
  }

  private static boolean answer(Table table) {
    return switch (table.optionalText("answer").orElse("yes")) {
      case "yes", "true" -> true;
      case "no", "false" -> false;
      default -> throw table.wrong("answer", "expected: yes or no");
    };
  }

  private static String note(Table table) {
    return table.optionalText("note").orElse("");
  }
}
