package kentongan.pipeline;

import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import kentongan.asset.Assets;
import kentongan.event.Agents;
import kentongan.event.EventArchive;
import kentongan.event.EventLog;
import kentongan.incident.Incidents;
import kentongan.ledger.Evidence;
import kentongan.ledger.Ledger;
import kentongan.notice.CallPolicy;
import kentongan.notice.Channel;
import kentongan.notice.Notices;
import kentongan.notice.Outbox;
import kentongan.office.Offices;
import kentongan.office.People;
import kentongan.oncall.Rosters;
import kentongan.playbook.Playbooks;
import kentongan.playbook.Runs;
import kentongan.report.Addressees;
import kentongan.report.Agency;
import kentongan.report.Reports;
import kentongan.watch.KeptPlans;
import kentongan.watch.Maintenances;

/// A place where everything happens: every port, and a clock. The live world and an exercise's run
/// the same code and differ only in what this record holds, so an exercise cannot touch the live
/// stores: they are not in its hands.
///
/// @param id its name
/// @param isExercise whether all of it is practice
/// @param clock its time; an exercise's may run faster, and pause
/// @param desk its transactions
/// @param events what was seen
/// @param organisation who there is
/// @param handling what people handle
/// @param watching what is watched how, and when nobody is to be called
/// @param out the ways out
public record World(
    WorldId id,
    boolean isExercise,
    InstantSource clock,
    Desk desk,
    Events events,
    Organisation organisation,
    Handling handling,
    Watching watching,
    Out out) {

  /// What was seen, how far it was read, and by which rules it was judged.
  public record Events(
      EventLog log,
      EventArchive archive,
      Agents agents,
      Progress progress,
      KeptDetections detections,
      RuleChanges ruleChanges,
      OwnFilters ownFilters) {}

  /// Who there is and what they own.
  public record Organisation(Offices offices, People people, Assets assets, Rosters rosters) {}

  /// What is watched how, and when nobody is to be called.
  public record Watching(KeptPlans plans, Maintenances maintenance) {}

  /// What people handle.
  public record Handling(
      Incidents incidents,
      Playbooks playbooks,
      Runs runs,
      Reports reports,
      Ledger ledger,
      Evidence evidence) {}

  /// The ways out of the world.
  ///
  /// @param channels how notices leave
  /// @param agency how a report leaves
  /// @param addressees where reports go
  /// @param policy how hard people are called
  /// @param address how people reach this world's pages, as in `https://kentongan.example/`; asked
  ///   for each message, since a free port is known only once it listens
  /// @param changed told what changed, in one word, after it was saved: pages look again
  public record Out(
      Outbox outbox,
      Notices notices,
      List<Channel> channels,
      Agency agency,
      Addressees addressees,
      CallPolicy policy,
      Supplier<URI> address,
      Consumer<String> changed) {
    public Out {
      channels = List.copyOf(channels);
    }
  }
}
