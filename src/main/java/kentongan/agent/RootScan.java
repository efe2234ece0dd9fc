package kentongan.agent;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One look at all files of a web root. What costs no reading is compared first; a file is read
/// when that differs, and some old ones each time. Links are never followed. Everything found and
/// the new baseline are one transaction, so a scan that is cut off is as if it had not begun.
final class RootScan {
  private static final int MOST_FILES = 500_000;
  private static final int MOST_DEPTH = 64;
  private static final int MOST_UNREADABLE = 1_000;
  private static final int MOST_FOUND = 100;
  private static final int AT_ONCE = 500;
  private static final int REHASHED = 50;
  private static final long REHASHED_BYTES = 4L << 20;
  private static final long MOST_HASHED = 64L << 20;

  private final WebRoot web;
  private final FileKinds kinds;
  private final FileBaseline baseline;
  private final ScanPace pace;
  private final FileChanges changes;
  private final Instant now;
  private final FileBaseline.Root root;
  private final boolean isLearning;
  private final BitSet seen = new BitSet();
  private final List<String> unreadable = new ArrayList<>();
  private int files;
  private int foundInUploads;

  RootScan(WebRoot web, FileBaseline baseline, ScanPace pace, String host, Instant now)
      throws SQLException {
    this.web = web;
    this.kinds = new FileKinds(web);
    this.baseline = baseline;
    this.pace = pace;
    this.now = now;
    this.changes = new FileChanges(web, baseline, host, now);
    this.root = baseline.root(web.path().toString());
    this.isLearning = root.state().equals("learning");
  }

  /// Looks, and keeps what it saw together with the events about it.
  ///
  /// @return a fault in words for people; empty when all is well
  Optional<String> run() throws SQLException {
    try {
      var fault = scan();
      baseline.commit();
      return fault;
    } catch (SQLException | RuntimeException e) {
      baseline.rollback();
      throw e;
    }
  }

  private Optional<String> scan() throws SQLException {
    // A folder that is not there at all is one fact, not the removal of everything in it.
    if (!Files.isDirectory(web.path())) {
      if (!isLearning && !root.state().equals("missing")) {
        changes.tellRoot("root_missing", "folder situs tidak ada lagi: " + web.path());
        baseline.state(root, "missing");
      }
      return Optional.of("folder tidak ada atau tidak dapat dibuka");
    }
    walk();
    var isWhole = files < MOST_FILES;
    if (isLearning) {
      baseline.state(root, "known");
      changes.tellRoot("baselined", "%d berkas di %s dicatat".formatted(files, web.path()));
      return fault(isWhole);
    }
    if (root.state().equals("missing")) {
      baseline.state(root, "known");
      changes.tellRoot("root_returned", "folder situs ada kembali: " + web.path());
    }
    if (isWhole) {
      removed();
    }
    rehash();
    changes.end();
    return fault(isWhole);
  }

  private Optional<String> fault(boolean isWhole) {
    if (!isWhole) {
      return Optional.of("lebih dari %d berkas; sisanya tidak diperiksa".formatted(MOST_FILES));
    }
    return unreadable.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%d folder tidak dapat dibaca, di antaranya %s"
                .formatted(unreadable.size(), unreadable.getFirst()));
  }

  private void walk() throws SQLException {
    Deque<Path> folders = new ArrayDeque<>();
    folders.push(web.path());
    while (!folders.isEmpty() && files < MOST_FILES) {
      var folder = folders.pop();
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
        for (var entry : entries) {
          if (files < MOST_FILES && visit(entry)) {
            folders.push(entry);
          }
        }
      } catch (IOException | DirectoryIteratorException _) {
        if (unreadable.size() < MOST_UNREADABLE) {
          unreadable.add(relative(folder) + "/");
        }
      }
    }
  }

  /// @return whether it is a folder to go into
  private boolean visit(Path entry) throws SQLException {
    var path = relative(entry);
    pace.looked();
    if (kinds.isIgnored(path)) {
      return false;
    }
    FileState state;
    try {
      state = FileState.of(entry);
    } catch (IOException | RuntimeException _) {
      return false; // gone between the listing and the look
    }
    if (state.kind() == 'd') {
      return web.path().relativize(entry).getNameCount() < MOST_DEPTH;
    }
    var isOrdinaryUpload = kinds.isUpload(path) && !FileKinds.isScript(path) && state.kind() == 'f';
    if (!isOrdinaryUpload && state.kind() != 'o') {
      files++;
      compare(entry, path, state);
      if (isLearning && files % AT_ONCE == 0) {
        baseline.commit();
      }
    }
    return false;
  }

  private void compare(Path entry, String path, FileState state) throws SQLException {
    var row = baseline.find(root, path);
    if (row.isPresent() && row.get().state().looksLike(state)) {
      seen.set((int) row.get().id());
      return;
    }
    var content = content(entry, state);
    var whole = state.with(hash(entry, state, content));
    seen.set((int) baseline.put(root, path, whole, now));
    var kept = isScriptOrLink(path, state) ? content.orElse(null) : null;
    if (isLearning) {
      if (kinds.isUpload(path) && FileKinds.isScript(path) && foundInUploads++ < MOST_FOUND) {
        changes.tell("found", path, whole, kept, "");
      }
    } else if (row.isEmpty()) {
      changes.tell("created", path, whole, kept, "");
    } else {
      changed(row.get().state(), path, whole, kept);
    }
  }

  private void changed(
      FileState before, String path, FileState state, @Nullable FileContent content)
      throws SQLException {
    if (!before.sha256().equals(state.sha256()) || before.kind() != state.kind()) {
      changes.tell("updated", path, state, content, before.sha256());
    } else if (before.hasOtherRights(state)) {
      changes.tell("attributes_modified", path, state, content, before.sha256());
    }
  }

  private static boolean isScriptOrLink(String path, FileState state) {
    return FileKinds.isScript(path) || state.kind() == 'l';
  }

  private Optional<FileContent> content(Path entry, FileState state) {
    if (state.kind() != 'f') {
      return Optional.empty();
    }
    try {
      return Optional.of(FileContent.of(entry, pace, MOST_HASHED));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /// The hash of a file; a link's is the text it leads to.
  private static String hash(Path entry, FileState state, Optional<FileContent> content) {
    if (state.kind() != 'l') {
      return content.map(FileContent::sha256).orElse("");
    }
    try {
      return "-> " + Files.readSymbolicLink(entry);
    } catch (IOException _) {
      return "";
    }
  }

  private void removed() throws SQLException {
    var after = 0L;
    for (var rows = baseline.unseen(root, seen, after, AT_ONCE);
        !rows.isEmpty();
        rows = baseline.unseen(root, seen, after, AT_ONCE)) {
      for (var row : rows) {
        after = row.id();
        var isHidden = unreadable.stream().anyMatch(row.path()::startsWith);
        if (isHidden || unreadable.size() >= MOST_UNREADABLE) {
          continue;
        }
        if (kinds.isIgnored(row.path())) {
          baseline.remove(row);
        } else if (!Files.exists(web.path().resolve(row.path()), LinkOption.NOFOLLOW_LINKS)) {
          baseline.remove(row);
          changes.tell("deleted", row.path(), row.state(), null, row.state().sha256());
        }
      }
    }
  }

  /// Reads some files again that look untouched: one who can set the clock can fake all but this.
  private void rehash() throws SQLException {
    var left = REHASHED_BYTES;
    for (var row : baseline.oldestHashes(root, REHASHED)) {
      if (left <= 0) {
        return;
      }
      left -= Math.min(row.state().size(), MOST_HASHED);
      var entry = web.path().resolve(row.path());
      var content = content(entry, row.state());
      if (content.isEmpty()) {
        baseline.put(root, row.path(), row.state(), now);
        continue;
      }
      var hash = content.get().sha256();
      baseline.put(root, row.path(), row.state().with(hash), now);
      if (!hash.equals(row.state().sha256()) && looksUntouched(entry, row)) {
        changes.tell(
            "updated", row.path(), row.state().with(hash), content.get(), row.state().sha256());
      }
    }
  }

  /// Whether it still looks as it did; otherwise the next scan sees the difference by itself, and
  /// must find the old hash.
  private boolean looksUntouched(Path entry, FileBaseline.Row row) throws SQLException {
    try {
      if (row.state().looksLike(FileState.of(entry))) {
        return true;
      }
    } catch (IOException _) {
      // gone: the next scan says so
    }
    baseline.put(root, row.path(), row.state(), now);
    return false;
  }

  /// The path below the root; with escapes where its bytes are no text, so that two names stay two.
  private String relative(Path path) {
    var text = web.path().relativize(path).toString();
    if (text.indexOf('\ufffd') < 0 && text.indexOf('?') < 0) {
      return text;
    }
    return web.path().toUri().relativize(path.toUri()).getRawPath();
  }
}
