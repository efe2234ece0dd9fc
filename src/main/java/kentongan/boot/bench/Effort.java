package kentongan.boot.bench;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// What some work took: by the clock on the wall, of processor time, of the heap.
///
/// @param count of what was done
/// @param cpuSeconds of the threads that did it, and of no other
/// @param bytes they allocated
/// @param result what they found
record Effort(long count, double wallSeconds, double cpuSeconds, long bytes, long result) {
  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  static final Effort NONE = new Effort(0, 0, 0, 0, 0);

  /// Does some work on this thread.
  static Effort of(long count, Work work) throws Exception {
    long thread = Thread.currentThread().threadId();
    long bytes = THREADS.getThreadAllocatedBytes(thread);
    long cpu = THREADS.getCurrentThreadCpuTime();
    long began = System.nanoTime();
    long result = work.run();
    long wall = System.nanoTime() - began;
    return new Effort(
        count,
        wall / 1e9,
        (THREADS.getCurrentThreadCpuTime() - cpu) / 1e9,
        THREADS.getThreadAllocatedBytes(thread) - bytes,
        result);
  }

  /// Does several at once, each on a thread of its own.
  static Effort atOnce(List<Callable<Effort>> works) throws Exception {
    long began = System.nanoTime();
    var sum = NONE;
    try (var pool = Executors.newFixedThreadPool(works.size())) {
      var running = new ArrayList<Future<Effort>>();
      for (var work : works) {
        running.add(pool.submit(work));
      }
      for (var done : running) {
        sum = sum.plus(done.get());
      }
    } catch (ExecutionException failed) {
      throw new IllegalStateException(failed.getCause());
    }
    return new Effort(
        sum.count, (System.nanoTime() - began) / 1e9, sum.cpuSeconds, sum.bytes, sum.result);
  }

  Effort plus(Effort other) {
    return new Effort(
        count + other.count,
        wallSeconds + other.wallSeconds,
        cpuSeconds + other.cpuSeconds,
        bytes + other.bytes,
        result + other.result);
  }

  double perSecond() {
    return count / wallSeconds;
  }

  double perCpuSecond() {
    return count / cpuSeconds;
  }

  double bytesEach() {
    return (double) bytes / count;
  }

  /// Work that says what it found.
  interface Work {
    long run() throws Exception;
  }
}
