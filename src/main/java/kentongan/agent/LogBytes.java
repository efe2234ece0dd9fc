package kentongan.agent;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// The bytes of an open log file, as they were before anybody compressed them. The handle stays
/// with the file when it is renamed; a [RandomAccessFile] is not closed by an interrupt.
sealed interface LogBytes extends AutoCloseable {
  /// Reads from a place on.
  ///
  /// @return how many bytes; 0 or less at the end of what is there
  int read(byte[] into, int most, long from) throws IOException;

  /// How large the file is on the disk.
  long size() throws IOException;

  @Override
  void close() throws IOException;

  /// Whether the file is at least so long; of a compressed one nobody can tell.
  boolean reaches(long offset) throws IOException;

  /// A file as it was written.
  record Plain(RandomAccessFile file) implements LogBytes {
    @Override
    public int read(byte[] into, int most, long from) throws IOException {
      file.seek(from);
      return file.read(into, 0, most);
    }

    @Override
    public long size() throws IOException {
      return file.length();
    }

    @Override
    public boolean reaches(long offset) throws IOException {
      return size() >= offset;
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  /// A file that `gzip` made, perhaps still at it.
  final class Gzip implements LogBytes {
    private final RandomAccessFile file;
    private @Nullable GZIPInputStream unpacked;
    private long position;
    private long endedAtSize = -1;
    private long end;

    Gzip(RandomAccessFile file) {
      this.file = file;
    }

    @Override
    public int read(byte[] into, int most, long from) throws IOException {
      if (endedAtSize == size() && from >= end) {
        return -1;
      }
      try {
        var in = at(from);
        var n = in == null ? -1 : in.read(into, 0, most);
        position += Math.max(0, n);
        if (n < 0) {
          end(from);
        }
        return n;
      } catch (EOFException | ZipException _) {
        // Half written, or damaged: again when it has grown, otherwise this is its end.
        end(from);
        return -1;
      }
    }

    @Override
    public long size() throws IOException {
      return file.length();
    }

    @Override
    public boolean reaches(long offset) {
      return true;
    }

    @Override
    public void close() throws IOException {
      drop();
      file.close();
    }

    private void end(long from) throws IOException {
      endedAtSize = size();
      end = from;
      drop();
    }

    private void drop() throws IOException {
      if (unpacked != null) {
        unpacked.close();
        unpacked = null;
      }
    }

    private @Nullable GZIPInputStream at(long from) throws IOException {
      if (unpacked == null || position > from) {
        drop();
        unpacked = new GZIPInputStream(new Handle(file), 4096);
        position = 0;
      }
      var skipped = new byte[8192];
      while (position < from) {
        var n = unpacked.read(skipped, 0, (int) Math.min(skipped.length, from - position));
        if (n < 0) {
          return null;
        }
        position += n;
      }
      return unpacked;
    }
  }

  /// A stream from a handle's beginning, which leaves the handle open.
  final class Handle extends InputStream {
    private final RandomAccessFile file;
    private long at;

    Handle(RandomAccessFile file) {
      this.file = file;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 1 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      file.seek(at);
      var n = file.read(into, from, length);
      at += Math.max(0, n);
      return n;
    }

    @Override
    public int available() throws IOException {
      return (int) Math.clamp(file.length() - at, 0, 1 << 20);
    }
  }
}
