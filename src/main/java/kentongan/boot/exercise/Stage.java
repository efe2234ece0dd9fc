package kentongan.boot.exercise;

import java.net.URI;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import kentongan.boot.WorldFolder;
import kentongan.detection.Detector;
import kentongan.notice.CallPolicy;
import kentongan.office.Offices;
import kentongan.pipeline.World;
import kentongan.playbook.Playbooks;

/// What every exercise's world is built from: nothing of it can be written to, and nothing of it is
/// the live world's.
///
/// @param home the folder of all exercises; each has a folder of its own in it
/// @param detectors makes detectors for a world, with the rules in force
/// @param archives makes a world's archive
/// @param policy how hard people are called
/// @param address of the dashboard
/// @param changed told which exercise's world changed, and what
/// @param nanos a steady count that exercises' clocks go by, [System#nanoTime] outside tests
public record Stage(
    Path home,
    Offices offices,
    Playbooks playbooks,
    Function<World, Function<String, Detector>> detectors,
    WorldFolder.Archives archives,
    CallPolicy policy,
    Supplier<URI> address,
    BiConsumer<String, String> changed,
    LongSupplier nanos) {
  /// With the machine's own count of time.
  public Stage(
      Path home,
      Offices offices,
      Playbooks playbooks,
      Function<World, Function<String, Detector>> detectors,
      WorldFolder.Archives archives,
      CallPolicy policy,
      Supplier<URI> address,
      BiConsumer<String, String> changed) {
    this(home, offices, playbooks, detectors, archives, policy, address, changed, System::nanoTime);
  }
}
