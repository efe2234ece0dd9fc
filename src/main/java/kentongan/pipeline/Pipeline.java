package kentongan.pipeline;

import java.time.Duration;
import java.util.Optional;
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
  private final RulesInForce rules;
  private final Optional<RuleActs> ruleActs;
  private final Recording recording;
  private final Acts acts;
  private final Archiving archiving;
  private final Detecting detecting;
  private final Worker archivist;
  private final Worker detective;
  private final Worker caller;
  private final Optional<Worker> librarian;
  private final Dispatcher dispatcher;
  private Optional<Worker> planner = Optional.empty();
  private Optional<PlanBook> plans = Optional.empty();

  /// A world whose rules stay as they are.
  public Pipeline(World world, RuleBook book) {
    this(world, book, Optional.empty());
  }

  /// A world whose rules are read from folders, and anew when these change.
  public static Pipeline over(World world, RuleFolders folders) {
    var look = folders.look();
    var book = folders.read();
    return new Pipeline(world, book, Optional.of(new Source(folders, look)));
  }

  private record Source(RuleFolders folders, String look) {}

  private Pipeline(World world, RuleBook book, Optional<Source> source) {
    this.world = world;
    this.rules = new RulesInForce(world, book);
    this.ruleActs = source.map(from -> new RuleActs(world, rules, from.folders(), from.look()));
    this.recording = new Recording(world);
    this.dispatcher = dispatcher();
    var calls = new Calls(world, dispatcher::wake);
    this.acts = new Acts(world, recording, calls);
    var mark = world.events().progress().of(Detecting.READER).orElse(Progress.Mark.START);
    var consequences = new Consequences(world, recording, acts, calls, dispatcher::wake);
    var register = new Register(world.organisation().assets(), world.events().agents());
    var detector =
        new Detector(
            book.rules(), book.mapping(), register, Detector.Policy.DEFAULT, mark.memory());
    this.detecting = new Detecting(world, detector, mark, consequences, figures, rules);
    this.archiving = new Archiving(world, figures);
    this.archivist = new Worker(name("archive"), figures, archiving);
    this.detective = new Worker(name("detect"), figures, detecting);
    this.caller = new Worker(name("call"), figures, calls);
    this.librarian = ruleActs.map(step -> new Worker(name("rules"), figures, step));
  }

  /// Compares what several sides see before anybody is called. To be called before [#start].
  ///
  /// @param own where verdicts are added to the log
  public Pipeline judging(PlanBook book, OwnEvents own) {
    book.refresh();
    var memory =
        world.events().progress().of(Verdicts.READER).map(Progress.Mark::memory).orElse("");
    detecting.judgeBy(new Verdicts(world, book, own, memory));
    plans = Optional.of(book);
    planner = Optional.of(new Worker(name("plans"), figures, book));
    return this;
  }

  /// Starts its workers.
  public Pipeline start() {
    rules.recordStart();
    planner.ifPresent(Worker::start);
    detective.start();
    librarian.ifPresent(Worker::start);
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

  /// The rules detection goes by.
  public RulesInForce rules() {
    return rules;
  }

  /// What people may do about the rules; empty where the rules stay as they are: in an exercise.
  public Optional<RuleActs> ruleActs() {
    return ruleActs;
  }

  /// What agents are told to check; empty in an exercise.
  public Optional<PlanBook> plans() {
    return plans;
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
    librarian.ifPresent(Worker::close);
    planner.ifPresent(Worker::close);
    detective.close();
    archivist.close();
    caller.close();
    dispatcher.close();
    detecting.finish();
    archiving.finish();
  }
}
