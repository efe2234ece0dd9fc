package kentongan.exercise;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The scenarios that can be run, by their short names.
public final class Scenarios {
  private static final String HOME = "/kentongan/exercise/";
  private static final List<String> SHIPPED =
      List.of("situs-terganggu", "internet-terputus", "situs-diretas");

  private final Map<String, Scenario> scenarios;

  private Scenarios(Map<String, Scenario> scenarios) {
    this.scenarios = scenarios;
  }

  /// Those that come with the product.
  public static Scenarios shipped() {
    var scenarios = new LinkedHashMap<String, Scenario>();
    for (var name : SHIPPED) {
      var file = "scenarios/%s.yaml".formatted(name);
      switch (ScenarioFile.read(file, text(file))) {
        case ScenarioFile.Reading.Good(var scenario) -> scenarios.put(scenario.id(), scenario);
        case ScenarioFile.Reading.Faulty(var faults) ->
            throw new IllegalStateException(faults.toString());
      }
    }
    return new Scenarios(scenarios);
  }

  /// The scenario with this name.
  public Optional<Scenario> find(String name) {
    return Optional.ofNullable(scenarios.get(name));
  }

  /// All of them.
  public List<Scenario> all() {
    return List.copyOf(scenarios.values());
  }

  /// A script of good work in one of the shipped scenarios, as YAML: an example to begin with.
  public static Optional<String> exampleScript(String scenario) {
    return SHIPPED.contains(scenario)
        ? Optional.of(text("scripts/%s.yaml".formatted(scenario)))
        : Optional.empty();
  }

  private static String text(String file) {
    try (var in = Scenarios.class.getResourceAsStream(HOME + file)) {
      if (in == null) {
        throw new IllegalStateException("%s%s is not in the jar".formatted(HOME, file));
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
