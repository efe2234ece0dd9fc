package kentongan.boot;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// A file of lines, packed by gzip or not, read with bounded memory: a line of more than 16 MB is
/// given as an empty one.
final class LineSource implements AutoCloseable {
  private static final int LONGEST = 16 << 20;

  private final InputStream in;
  private byte[] buffer = new byte[1 << 16];
  private int at;
  private int end;

  LineSource(InputStream in) throws IOException {
    var buffered = new BufferedInputStream(in, 1 << 16);
    buffered.mark(2);
    boolean isPacked = buffered.read() == 0x1f && buffered.read() == 0x8b;
    buffered.reset();
    this.in = isPacked ? new GZIPInputStream(buffered, 1 << 16) : buffered;
  }

  static LineSource of(Path file) throws IOException {
    return new LineSource(Files.newInputStream(file));
  }

  /// The next line without its end; null after the last.
  byte @Nullable [] next() throws IOException {
    int from = at;
    while (true) {
      for (int i = from; i < end; i++) {
        if (buffer[i] == '\n') {
          var line = Arrays.copyOfRange(buffer, at, i);
          at = i + 1;
          return line;
        }
      }
      int held = end - at;
      if (held > LONGEST) {
        skipLine();
        return new byte[0];
      }
      from = held;
      fill();
      if (end == held) {
        var last = Arrays.copyOfRange(buffer, at, end);
        at = end;
        return held == 0 ? null : last;
      }
    }
  }

  private void fill() throws IOException {
    int held = end - at;
    if (held * 2 > buffer.length) {
      buffer = Arrays.copyOfRange(buffer, at, at + buffer.length * 2);
    } else {
      System.arraycopy(buffer, at, buffer, 0, held);
    }
    at = 0;
    end = held;
    int read = in.read(buffer, end, buffer.length - end);
    end += Math.max(0, read);
  }

  private void skipLine() throws IOException {
    at = end;
    while (true) {
      fill();
      if (end == at) {
        return;
      }
      for (int i = at; i < end; i++) {
        if (buffer[i] == '\n') {
          at = i + 1;
          return;
        }
      }
      at = end;
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
