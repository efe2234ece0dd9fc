package kentongan.agent;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// What rotation has made of a log: the files beside it whose names go on from its own
/// (`app.log.1`, `app.log-20261121.gz`). Within bounds: a folder may hold anything.
final class RotatedFiles {
  private static final int MOST_SEEN = 10_000;
  private static final int MOST_FOUND = 1_000;

  private static final List<String> FOREIGN =
      List.of(".xz", ".bz2", ".zst", ".lz4", ".zip", ".tmp", ".swp");

  private final Path log;

  RotatedFiles(Path log) {
    this.log = log;
  }

  /// One of them.
  ///
  /// @param key device and inode
  /// @param birth when it was made; of a compressed one, when it was compressed
  /// @param written when it was last written; `gzip` keeps it
  record Rotated(Path path, String key, String birth, String written, boolean isCompressed) {
    String identity() {
      return key + " " + birth;
    }
  }

  static boolean isGzip(Path path) {
    return path.toString().endsWith(".gz");
  }

  /// All of them, the last written first.
  List<Rotated> all() throws IOException {
    var directory = log.toAbsolutePath().getParent();
    var name = String.valueOf(log.getFileName());
    var found = new ArrayList<Rotated>();
    if (directory == null || !Files.isDirectory(directory)) {
      return found;
    }
    var seen = 0;
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(directory)) {
      for (var path : paths) {
        var other = String.valueOf(path.getFileName());
        if (++seen > MOST_SEEN || found.size() >= MOST_FOUND) {
          break;
        }
        if (other.length() > name.length() && other.startsWith(name) && !isForeign(other)) {
          read(path).ifPresent(found::add);
        }
      }
    } catch (java.nio.file.DirectoryIteratorException e) {
      throw e.getCause();
    }
    found.sort(Comparator.comparing(Rotated::written).reversed());
    return found;
  }

  /// The file that continues a mark: the same file under another name, else a copy of it, else a
  /// compressed one.
  Optional<TailedFile> continuing(TailMark mark, List<Rotated> all) throws IOException {
    for (var each : all) {
      if (each.key().equals(mark.fileKey())) {
        var same = fitting(each, mark);
        if (same.isPresent()) {
          return same;
        }
      }
    }
    if (mark.headLength() == 0) {
      return Optional.empty();
    }
    for (var isCompressed : List.of(false, true)) {
      for (var each : all) {
        var copy =
            each.isCompressed() == isCompressed
                ? fitting(each, mark)
                : Optional.<TailedFile>empty();
        if (copy.isPresent()) {
          return copy;
        }
      }
    }
    return Optional.empty();
  }

  /// Files that began and were rotated away after another one, and that nobody has read, the oldest
  /// first.
  ///
  /// @param known identities of files that were read
  /// @param isAway whether we were away meanwhile, so that they may have been compressed since
  List<Rotated> missed(TailedFile after, List<Rotated> all, Set<String> known, boolean isAway) {
    var reference = all.stream().filter(r -> r.identity().equals(after.identity())).findFirst();
    var isPacked = reference.map(Rotated::isCompressed).orElse(false);
    return all.stream()
        .filter(this::isRotation)
        .filter(r -> !known.contains(r.identity()) && !r.identity().equals(after.identity()))
        .filter(r ->
            r.isCompressed() || isPacked
                ? isAway
                    && reference.isPresent()
                    && r.written().compareTo(reference.get().written()) > 0
                : r.birth().compareTo(after.birth()) >= 0)
        .sorted(Comparator.comparing(Rotated::written))
        .toList();
  }

  /// Packed in a way that we cannot read, or not finished.
  private static boolean isForeign(String name) {
    return FOREIGN.stream().anyMatch(name::endsWith);
  }

  /// Whether the end of a name is of rotation's making: `.1`, `-20261121`, `.old`.
  private boolean isRotation(Rotated rotated) {
    var end =
        String.valueOf(rotated.path().getFileName())
            .substring(String.valueOf(log.getFileName()).length());
    return end.equals(".old") || end.chars().anyMatch(Character::isDigit);
  }

  private Optional<TailedFile> fitting(Rotated rotated, TailMark mark) throws IOException {
    var file = TailedFile.open(log.toString(), rotated.path());
    if (file.isPresent() && !file.get().fits(mark)) {
      file.get().close();
      return Optional.empty();
    }
    return file;
  }

  private static Optional<Rotated> read(Path path) {
    try {
      var attributes = Files.readAttributes(path, BasicFileAttributes.class);
      if (!attributes.isRegularFile()) {
        return Optional.empty();
      }
      return Optional.of(
          new Rotated(
              path,
              Objects.toString(attributes.fileKey(), path.toString()),
              sortable(attributes.creationTime().toInstant()),
              sortable(attributes.lastModifiedTime().toInstant()),
              isGzip(path)));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  static String sortable(java.time.Instant at) {
    return "%020d.%09d".formatted(Math.max(0, at.getEpochSecond()), at.getNano());
  }
}
