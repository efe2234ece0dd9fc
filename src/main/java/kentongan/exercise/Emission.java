package kentongan.exercise;

import java.time.Duration;
import kentongan.event.AgentId;
import tools.jackson.databind.node.ObjectNode;

/// Something a station has to send.
public sealed interface Emission {
  /// Whose it is.
  AgentId station();

  /// When it happened, since the beginning.
  Duration at();

  /// An event as an agent writes it, without `agent.id`.
  record Document(AgentId station, Duration at, ObjectNode json) implements Emission {}

  /// A log line, to be read the way an agent reads one.
  ///
  /// @param dataset what kind of line
  /// @param file where it stands
  /// @param offset at which byte of the file
  record Line(AgentId station, Duration at, String dataset, String file, long offset, String text)
      implements Emission {}
}
