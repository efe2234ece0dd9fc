package kentongan.agent;

import com.google.re2j.Pattern;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Makes entries of lines, within bounds: an entry that grows beyond them is ended, and what comes
/// after it is an entry of its own.
final class Joiner {
  private static final int MOST_LINES = 200;
  private static final int MOST_BYTES = 49_152;
  private static final List<byte[]> GOING_ON =
      List.of(
              "Caused by:",
              "Stack trace:",
              "Suppressed:",
              "... ",
              "#",
              "thrown in ",
              "}",
              "[stacktrace]",
              "\"}")
          .stream()
          .map(text -> text.getBytes(StandardCharsets.US_ASCII))
          .toList();

  private final Joining joining;
  private final Pattern start;

  Joiner(Joining joining) {
    this.joining = joining;
    this.start = Pattern.compile(joining.start());
  }

  /// Whether an entry may have more than one line.
  boolean isJoining() {
    return joining.how() != Joining.How.EACH;
  }

  /// The entries that lines make; the last one may go on.
  List<LogLine> join(List<LogLine> lines) {
    if (!isJoining()) {
      return lines;
    }
    var entries = new ArrayList<LogLine>();
    var group = new ArrayList<LogLine>();
    var bytes = 0;
    for (var line : lines) {
      var isFull = group.size() >= MOST_LINES || bytes + line.bytes().length > MOST_BYTES;
      if (!group.isEmpty() && (isFull || begins(line.bytes()))) {
        entries.add(one(group));
        group.clear();
        bytes = 0;
      }
      group.add(line);
      bytes += line.bytes().length + 1;
    }
    if (!group.isEmpty()) {
      entries.add(one(group));
    }
    return entries;
  }

  private boolean begins(byte[] line) {
    return switch (joining.how()) {
      case EACH -> true;
      case INDENT -> line.length > 0 && line[0] != ' ' && line[0] != '\t' && !goesOn(line);
      case START ->
          start
              .matcher(new String(line, 0, Math.min(line.length, 1024), StandardCharsets.UTF_8))
              .find();
      case ENTRY -> AppLine.isStart(line);
    };
  }

  private static boolean goesOn(byte[] line) {
    return GOING_ON.stream()
        .anyMatch(sign ->
            line.length >= sign.length
                && java.util.Arrays.equals(line, 0, sign.length, sign, 0, sign.length));
  }

  private static LogLine one(List<LogLine> group) {
    if (group.size() == 1) {
      return group.getFirst();
    }
    var whole = new ByteArrayOutputStream();
    var length = -1L;
    for (var line : group) {
      if (length >= 0) {
        whole.write('\n');
      }
      whole.writeBytes(line.bytes());
      length += line.length() + 1;
    }
    return new LogLine(whole.toByteArray(), group.getFirst().offset(), length);
  }
}
