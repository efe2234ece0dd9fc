package kentongan.boot.exercise;

import java.net.URI;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import kentongan.boot.WorldFolder;
import kentongan.notice.CallPolicy;
import kentongan.office.Offices;
import kentongan.pipeline.RuleBook;
import kentongan.playbook.Playbooks;

/// What every exercise's world is built from: nothing of it can be written to, and nothing of it is
/// the live world's.
///
/// @param home the folder of all exercises; each has a folder of its own in it
/// @param rules the rules in force; an exercise keeps those it began with
/// @param archives makes a world's archive
/// @param policy how hard people are called
/// @param address of the dashboard
/// @param changed told which exercise's world changed, and what
/// @param nanos a steady count that exercises' clocks go by, [System#nanoTime] outside tests
public record Stage(
    Path home,
    Offices offices,
    Playbooks playbooks,
    Supplier<RuleBook> rules,
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
      Supplier<RuleBook> rules,
      WorldFolder.Archives archives,
      CallPolicy policy,
      Supplier<URI> address,
      BiConsumer<String, String> changed) {
    this(home, offices, playbooks, rules, archives, policy, address, changed, System::nanoTime);
  }
}
