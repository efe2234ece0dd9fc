package kentongan.pipeline;

import java.util.function.Function;
import kentongan.detection.Detector;

/// One world at work: reads on from its event log, lets the rules look, opens incidents, calls
/// people, archives; and offers what people may do.
///
///     event log ─► detection ─► incidents ─► calls ─► outbox ─► channels
///         └──────► archive
public final class Pipeline implements AutoCloseable {
  private final World world;
  private final Figures figures = new Figures();
  private final Recording recording;
  private final Acts acts;
  private final Archiving archiving;
  private final Detecting detecting;
  private final Dispatching dispatching;
  private final Worker archivist;
  private final Worker detective;
  private final Worker caller;
  private final Worker dispatcher;

  /// @param detector makes a detector out of what an earlier one wanted to be remembered
  public Pipeline(World world, Function<String, Detector> detector) {
    this.world = world;
    this.recording = new Recording(world);
    this.dispatching = new Dispatching(world, recording, figures);
    this.dispatcher = new Worker(name("dispatch"), figures, dispatching);
    var calls = new Calls(world, dispatcher::wake);
    this.acts = new Acts(world, recording, calls);
    var mark = world.events().progress().of(Detecting.READER).orElse(Progress.Mark.START);
    var consequences = new Consequences(world, recording, acts, calls, dispatcher::wake);
    this.detecting =
        new Detecting(world, detector.apply(mark.memory()), mark, consequences, figures);
    this.archiving = new Archiving(world, figures);
    this.archivist = new Worker(name("archive"), figures, archiving);
    this.detective = new Worker(name("detect"), figures, detecting);
    this.caller = new Worker(name("call"), figures, calls);
  }

  /// Starts its workers.
  public Pipeline start() {
    detective.start();
    archivist.start();
    caller.start();
    dispatcher.start();
    return this;
  }

  public World world() {
    return world;
  }

  /// What people may do here.
  public Acts acts() {
    return acts;
  }

  public Figures figures() {
    return figures;
  }

  private String name(String part) {
    return part + "-" + world.id();
  }

  /// Lets every step under way end, and saves each place in the log.
  @Override
  public void close() {
    detective.close();
    archivist.close();
    caller.close();
    dispatcher.close();
    dispatching.close();
    detecting.finish();
    archiving.finish();
  }
}
