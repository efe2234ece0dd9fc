package kentongan.boot.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import kentongan.detection.Scan;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// The inner loop of detection: 2,000 events through a matcher, beside reading them.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class MatcherJmh {
  private static final int EVENTS = 2000;

  private List<byte[]> events;
  private Scan one;
  private Scan all;

  @Setup
  public void read() throws Exception {
    var data = RulesData.of(Path.of("../shared/data/sigma"), Path.of("rules"));
    events = data.events().subList(0, EVENTS);
    one = new Scan(data.sets().getFirst().rules(), data.mapping(), false);
    all = new Scan(data.all().rules(), data.mapping(), false);
  }

  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public long namesAndValues() throws Exception {
    return RulesLimits.namesAndValues(events).result();
  }

  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public long oneRule() throws Exception {
    return RulesLimits.scanned(one, events).result();
  }

  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public long allRules() throws Exception {
    return RulesLimits.scanned(all, events).result();
  }
}
