package kentongan.agent;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What an agent reads and compares besides log files.
///
/// @param journal the machine's journal, when it is to be read
public record Watched(List<WebRoot> roots, Optional<JournalSource> journal) {
  public static final Watched NONE = new Watched(List.of(), Optional.empty());

  public Watched {
    roots = List.copyOf(roots);
    Objects.requireNonNull(journal);
  }

  /// The journal that systemd keeps.
  ///
  /// @param command `journalctl`
  /// @param units only these; all when empty
  public record JournalSource(Path command, List<String> units) {
    public JournalSource {
      units = List.copyOf(units);
    }
  }
}
