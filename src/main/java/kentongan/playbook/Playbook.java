package kentongan.playbook;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.databind.node.ObjectNode;

/// A playbook that has passed all checks.
///
/// @param name its short name: the file's name without its ending, as in `situs-diretas`
/// @param id its CACAO identifier, the same in all versions
/// @param version when this version was made (`modified`)
/// @param title what people call it
/// @param description what it is for
/// @param start where a walk begins
/// @param steps by identifier, in the order of the file
/// @param agents who does the steps, by identifier
/// @param document the CACAO document itself, never to be changed
public record Playbook(
    String name,
    String id,
    Instant version,
    Words title,
    Words description,
    String start,
    SequencedMap<String, Step> steps,
    Map<String, Agent> agents,
    ObjectNode document) {
  public Playbook {
    steps = java.util.Collections.unmodifiableSequencedMap(new LinkedHashMap<>(steps));
    agents = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(agents));
  }

  /// Who does a step.
  ///
  /// @param role the office role, as in "Staf Datin kabupaten/kota"
  /// @param place whose person it is; empty in playbooks of others
  public record Agent(String id, Words role, Optional<Place> place) {
    /// Where on the way upward the person sits.
    public enum Place {
      /// The office the incident is at.
      OFFICE,
      /// The province above it.
      PROVINCE,
      /// Headquarters.
      HEADQUARTERS
    }
  }

  /// The step with this identifier.
  ///
  /// @throws IllegalArgumentException when there is none
  public Step step(String id) {
    var step = steps.get(id);
    if (step == null) {
      throw new IllegalArgumentException("%s: no step %s".formatted(name, id));
    }
    return step;
  }

  /// Who does a step, if the playbook says so.
  public Optional<Agent> agentOf(Step step) {
    var agent =
        switch (step) {
          case Step.Action action -> Optional.of(action.agent());
          case Step.Question question -> question.agent();
          case Step.Start _, Step.End _, Step.Unwalked _ -> Optional.<String>empty();
        };
    return agent.map(agents::get);
  }

  /// The steps a person has a part in: actions and questions, in the order of the file.
  public List<Step> cards() {
    return steps.values().stream()
        .filter(step -> step instanceof Step.Action || step instanceof Step.Question)
        .toList();
  }

  /// The steps this version cannot walk; a run of such a playbook is refused by their names.
  public List<Step.Unwalked> unwalked() {
    return steps.values().stream()
        .filter(Step.Unwalked.class::isInstance)
        .map(Step.Unwalked.class::cast)
        .toList();
  }
}
