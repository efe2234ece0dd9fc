package kentongan.agent;

import java.util.concurrent.atomic.AtomicLong;

/// How many entries were read since the agent started, and how many of them their parser did not
/// understand.
final class LogCounts {
  private final AtomicLong lines = new AtomicLong();
  private final AtomicLong unparsed = new AtomicLong();

  void count(int read, int notUnderstood) {
    lines.addAndGet(read);
    unparsed.addAndGet(notUnderstood);
  }

  long lines() {
    return lines.get();
  }

  long unparsed() {
    return unparsed.get();
  }
}
