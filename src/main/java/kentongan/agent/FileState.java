package kentongan.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A file as the file system describes it, and its hash.
///
/// @param kind `f` a file, `l` a symbolic link, `d` a folder, `o` anything else
/// @param modified in microseconds since 1970
/// @param changed likewise: when its inode last changed, which nobody but root can set back
/// @param mode the permission bits, with set-user and the like
/// @param sha256 in hexadecimal; empty when it could not be read
record FileState(
    char kind, long size, long modified, long changed, int mode, int owner, String sha256) {
  /// What stands under a name now; a link is not followed, and the hash is left out.
  static FileState of(Path path) throws IOException {
    var all =
        Files.readAttributes(
            path, "unix:size,lastModifiedTime,ctime,mode,uid", LinkOption.NOFOLLOW_LINKS);
    int mode = attribute(all, "mode", Integer.class);
    var kind =
        switch (mode & 0xf000) {
          case 0x8000 -> 'f';
          case 0xa000 -> 'l';
          case 0x4000 -> 'd';
          default -> 'o';
        };
    return new FileState(
        kind,
        attribute(all, "size", Long.class),
        micros(attribute(all, "lastModifiedTime", FileTime.class)),
        micros(attribute(all, "ctime", FileTime.class)),
        mode & 0xfff,
        attribute(all, "uid", Integer.class),
        "");
  }

  private static <T> T attribute(Map<String, Object> all, String name, Class<T> type)
      throws IOException {
    var found = all.get(name);
    if (found == null) {
      throw new IOException("this file system tells no " + name);
    }
    return type.cast(found);
  }

  FileState with(String newSha256) {
    return new FileState(kind, size, modified, changed, mode, owner, newSha256);
  }

  /// Whether nothing is different that costs no reading to know.
  boolean looksLike(FileState other) {
    return equals(other.with(sha256));
  }

  /// Whether only rights or the owner differ.
  boolean hasOtherRights(FileState other) {
    return mode != other.mode || owner != other.owner;
  }

  private static long micros(FileTime time) {
    return time.to(TimeUnit.MICROSECONDS);
  }
}
