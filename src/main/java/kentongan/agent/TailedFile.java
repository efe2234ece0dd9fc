package kentongan.agent;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// One open log file, read line by line from an offset. The handle stays with the file when it is
/// renamed. Uses a [RandomAccessFile], which an interrupt does not close.
final class TailedFile implements AutoCloseable {
  static final int HEAD = 256;
  private static final int MOST_LINE = 65_536;
  private static final int CHUNK = 65_536;

  private final RandomAccessFile file;
  private final String key;
  private final byte[] chunk = new byte[CHUNK];
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private TailMark mark;
  private long lineStart;
  private long lineLength;
  private long position;

  private TailedFile(RandomAccessFile file, String key, TailMark mark) {
    this.file = file;
    this.key = key;
    this.mark = mark;
    this.lineStart = mark.offset();
    this.position = mark.offset();
  }

  /// Opens the file that has a name now.
  ///
  /// @param path the name it was configured by
  /// @return empty when there is none, or it changed while we opened it
  static Optional<TailedFile> open(String path, Path at) throws IOException {
    var before = key(at);
    if (before.isEmpty()) {
      return Optional.empty();
    }
    try {
      var file = new RandomAccessFile(at.toFile(), "r");
      if (!key(at).equals(before)) {
        file.close();
        return Optional.empty();
      }
      var key = before.get();
      return Optional.of(new TailedFile(file, key, new TailMark(path, key, 0, "", 0)));
    } catch (FileNotFoundException e) {
      if (Files.exists(at)) {
        throw e;
      }
      return Optional.empty();
    }
  }

  /// The identity of the file that has a name now: device and inode.
  static Optional<String> key(Path at) {
    try {
      var attributes = Files.readAttributes(at, BasicFileAttributes.class);
      return attributes.isRegularFile()
          ? Optional.of(Objects.toString(attributes.fileKey(), at.toString()))
          : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  String key() {
    return key;
  }

  TailMark mark() {
    return mark;
  }

  long size() throws IOException {
    return file.length();
  }

  /// Whether this is the file a mark was made for, and not shorter than it was read.
  boolean fits(TailMark other) throws IOException {
    return size() >= other.offset() && fingerprint(other.headLength()).equals(other.head());
  }

  /// Whether what was read so far is no longer what the file begins with.
  boolean isReplaced() throws IOException {
    return !fits(mark);
  }

  /// Goes on where a mark says.
  void resume(TailMark other) {
    mark = new TailMark(other.path(), key, other.headLength(), other.head(), other.offset());
    rewind();
  }

  /// Forgets what was read since the last [#commit].
  void rewind() {
    lineStart = mark.offset();
    position = mark.offset();
    lineLength = 0;
    line.reset();
  }

  /// The next whole lines; fewer than asked for at the end of what is there.
  List<LogLine> read(int most, int mostBytes) throws IOException {
    var lines = new ArrayList<LogLine>();
    var bytes = 0;
    while (lines.size() < most && bytes < mostBytes) {
      file.seek(position);
      var n = file.read(chunk);
      if (n <= 0) {
        break;
      }
      var i = 0;
      while (i < n && lines.size() < most && bytes < mostBytes) {
        var end = i;
        while (end < n && chunk[end] != '\n') {
          end++;
        }
        keep(i, end - i);
        position += end - i;
        if (end < n) {
          position++;
          var whole = whole();
          bytes += whole.bytes().length;
          lines.add(whole);
        }
        i = end + 1;
      }
    }
    return lines;
  }

  /// What stands after the last end of line; a rotated file will not get another.
  Optional<LogLine> rest() {
    return lineLength == 0 ? Optional.empty() : Optional.of(whole());
  }

  /// What to store beside the lines read so far.
  TailMark reached() throws IOException {
    var head = (int) Math.min(HEAD, lineStart);
    var fingerprint = head == mark.headLength() ? mark.head() : fingerprint(head);
    return new TailMark(mark.path(), key, head, fingerprint, lineStart);
  }

  /// The lines up to here are stored.
  void commit(TailMark reached) {
    mark = reached;
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException _) {
      // it was only read
    }
  }

  private void keep(int from, int length) {
    var room = MOST_LINE - line.size();
    line.write(chunk, from, Math.min(room, length));
    lineLength += length;
  }

  private LogLine whole() {
    var bytes = line.toByteArray();
    var length = lineLength;
    if (length == bytes.length && length > 0 && bytes[bytes.length - 1] == '\r') {
      bytes = java.util.Arrays.copyOf(bytes, bytes.length - 1);
      length--;
    }
    var whole = new LogLine(bytes, lineStart, length);
    line.reset();
    lineLength = 0;
    lineStart = position;
    return whole;
  }

  private String fingerprint(int length) throws IOException {
    if (length == 0) {
      return "";
    }
    var head = new byte[length];
    file.seek(0);
    var n = 0;
    for (var got = file.read(head); got > 0; got = file.read(head, n, length - n)) {
      n += got;
    }
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      sha.update(head, 0, n);
      return HexFormat.of().formatHex(sha.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
