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

/// One open log file, compressed or not, read line by line from an offset.
final class TailedFile implements AutoCloseable {
  static final int HEAD = 256;
  private static final int MOST_LINE = 65_536;
  private static final int CHUNK = 16_384;

  /// A line's memory is let go after a line longer than this: most tails are idle most of the time.
  private static final int USUAL_LINE = 2_048;

  private final LogBytes file;
  private final String key;
  private final String birth;
  private ByteArrayOutputStream line = new ByteArrayOutputStream();
  private TailMark mark;
  private long lineStart;
  private long lineLength;
  private long position;

  private TailedFile(LogBytes file, String key, String birth, TailMark mark) {
    this.file = file;
    this.key = key;
    this.birth = birth;
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
      var birth = birth(at);
      if (!key(at).equals(before)) {
        file.close();
        return Optional.empty();
      }
      var key = before.get();
      var bytes = RotatedFiles.isGzip(at) ? new LogBytes.Gzip(file) : new LogBytes.Plain(file);
      return Optional.of(new TailedFile(bytes, key, birth, new TailMark(path, key, 0, "", 0)));
    } catch (FileNotFoundException e) {
      // Gone meanwhile, or another one by now: the next look sees it.
      if (Files.exists(at) && !Files.isReadable(at)) {
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

  /// When the file that has a name now was made, as the file system says; a text that sorts.
  static String birth(Path at) {
    try {
      return RotatedFiles.sortable(
          Files.readAttributes(at, BasicFileAttributes.class).creationTime().toInstant());
    } catch (IOException _) {
      return "";
    }
  }

  String key() {
    return key;
  }

  /// The file beyond the reuse of its inode.
  String identity() {
    return key + " " + birth;
  }

  String birth() {
    return birth;
  }

  TailMark mark() {
    return mark;
  }

  long size() throws IOException {
    return file.size();
  }

  /// Whether this is the file a mark was made for, and not shorter than it was read.
  boolean fits(TailMark other) throws IOException {
    return file.reaches(other.offset()) && fingerprint(other.headLength()).equals(other.head());
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

  /// Gives lines back: the next read begins with the one at `offset` again.
  void backTo(long offset) {
    lineStart = offset;
    position = offset;
    lineLength = 0;
    line.reset();
  }

  /// How much is read of a line that has no end yet.
  long unfinished() {
    return lineLength;
  }

  /// The next whole lines; fewer than asked for at the end of what is there.
  List<LogLine> read(int most, int mostBytes) throws IOException {
    var lines = new ArrayList<LogLine>();
    var bytes = 0;
    if (file instanceof LogBytes.Plain && file.size() <= position) {
      return lines;
    }
    var chunk = new byte[CHUNK];
    while (lines.size() < most && bytes < mostBytes) {
      var n = file.read(chunk, chunk.length, position);
      if (n <= 0) {
        break;
      }
      var i = 0;
      while (i < n && lines.size() < most && bytes < mostBytes) {
        var end = i;
        while (end < n && chunk[end] != '\n') {
          end++;
        }
        keep(chunk, i, end - i);
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

  private void keep(byte[] chunk, int from, int length) {
    var skipped = 0;
    // A file emptied under a writer that keeps its place begins with a hole: NULs, not text.
    while (lineLength == 0 && skipped < length && chunk[from + skipped] == 0) {
      skipped++;
    }
    lineStart += skipped;
    var room = MOST_LINE - line.size();
    line.write(chunk, from + skipped, Math.min(room, length - skipped));
    lineLength += length - skipped;
  }

  private LogLine whole() {
    var bytes = line.toByteArray();
    var length = lineLength;
    if (length == bytes.length && length > 0 && bytes[bytes.length - 1] == '\r') {
      bytes = java.util.Arrays.copyOf(bytes, bytes.length - 1);
      length--;
    }
    var whole = new LogLine(bytes, lineStart, length);
    if (bytes.length > USUAL_LINE) {
      line = new ByteArrayOutputStream();
    } else {
      line.reset();
    }
    lineLength = 0;
    lineStart = position;
    return whole;
  }

  private String fingerprint(int length) throws IOException {
    if (length == 0) {
      return "";
    }
    var head = new byte[length];
    var n = 0;
    var rest = new byte[length];
    for (var got = 1; n < length && got > 0; ) {
      got = file.read(rest, length - n, n);
      System.arraycopy(rest, 0, head, n, Math.max(0, got));
      n += Math.max(0, got);
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
