package kentongan.pipeline;

import java.time.Duration;
import java.util.function.Function;
import kentongan.detection.Detector;
import kentongan.notice.Retry;

/// One world at work: reads on from its event log, lets the rules look, opens incidents, calls
/// people, archives; and offers what people may do.
///
///     event log ─► detection ─► incidents ─► calls ─► outbox ─► channels
///         └──────► archive
public final class Pipeline implements AutoCloseable {
  private static final Duration DISPATCHER_RESTS = Duration.ofMillis(250);

  private final World world;
  private final Figures figures = new Figures();
  private final Recording recording;
  private final Acts acts;
  private final Archiving archiving;
  private final Detecting detecting;
  private final Worker archivist;
  private final Worker detective;
  private final Worker caller;
  private final Dispatcher dispatcher;

  /// @param detector makes a detector out of what an earlier one wanted to be remembered
  public Pipeline(World world, Function<String, Detector> detector) {
    this.world = world;
    this.recording = new Recording(world);
    this.dispatcher = dispatcher();
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

  private Dispatcher dispatcher() {
    var deliveries = new Deliveries(world, recording, figures);
    var out = world.out();
    return new Dispatcher(
        out.outbox(),
        out.channels(),
        world.desk(),
        new Dispatcher.Settings(out.address(), Retry.standard(), DISPATCHER_RESTS),
        world.clock(),
        deliveries::record,
        deliveries::tell);
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
    detecting.finish();
    archiving.finish();
  }
}
