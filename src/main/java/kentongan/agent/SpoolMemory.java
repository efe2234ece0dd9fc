package kentongan.agent;

import java.util.Optional;
import kentongan.probe.Memory;

/// What checks learned, kept beside the spool. When the disk fails, checks go on without: they then
/// learn anew.
record SpoolMemory(Spool spool) implements Memory {
  @Override
  public Optional<String> recall(String name) {
    try {
      return spool.recall("check/" + name);
    } catch (SpoolFailure _) {
      return Optional.empty();
    }
  }

  @Override
  public void keep(String name, String value) {
    try {
      spool.remember("check/" + name, value);
    } catch (SpoolFailure _) {
      // told by the spool itself when it cannot keep events
    }
  }
}
