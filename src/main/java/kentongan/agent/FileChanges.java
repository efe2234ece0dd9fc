package kentongan.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one scan found changed, as events: programs and settings one by one within a bound,
/// everything else one by one while it is little and in one sum when it is much.
final class FileChanges {
  private static final int MOST_SCRIPTS = 500;
  private static final int MOST_ORDINARY = 20;
  private static final int MOST_SAMPLES = 10;
  private static final int MOST_PATH = 1_500;

  private final WebRoot root;
  private final FileKinds kinds;
  private final String host;
  private final Instant now;
  private final boolean isPlanned;
  private final FileBaseline baseline;
  private final List<Waiting> ordinary = new ArrayList<>();
  private final List<String> samples = new ArrayList<>();
  private long created;
  private long updated;
  private long deleted;
  private long others;
  private int scripts;
  private int unlistedScripts;

  FileChanges(WebRoot root, FileBaseline baseline, String host, Instant now) {
    this.root = root;
    this.kinds = new FileKinds(root);
    this.baseline = baseline;
    this.host = host;
    this.now = now;
    this.isPlanned = root.isPlanned(now);
  }

  /// Tells of one file.
  ///
  /// @param action `created`, `updated`, `deleted`, `attributes_modified` or `found`
  /// @param before its hash before; empty when there was none
  void tell(
      String action, String path, FileState state, @Nullable FileContent content, String before)
      throws SQLException {
    count(action);
    if (samples.size() < MOST_SAMPLES) {
      samples.add(cut(path, 200));
    }
    var isScript = FileKinds.isScript(path) || state.kind() == 'l';
    if (isScript && scripts < MOST_SCRIPTS) {
      scripts++;
      baseline.queue(event(action, path, state, content, before));
    } else if (isScript) {
      unlistedScripts++;
    } else if (ordinary.size() <= MOST_ORDINARY && !isPlanned) {
      ordinary.add(event(action, path, state, content, before));
    }
  }

  /// Tells of the root as a whole.
  void tellRoot(String action, String message) throws SQLException {
    baseline.queue(waiting(doc(action).put("message", message)));
  }

  /// Lets the ordinary files' events go, or one sum instead.
  void end() throws SQLException {
    var all = created + updated + deleted + others;
    var isMany = ordinary.size() > MOST_ORDINARY;
    if (!isMany) {
      for (var event : ordinary) {
        baseline.queue(event);
      }
    }
    if (all == 0 || (!isMany && !isPlanned && unlistedScripts == 0)) {
      return;
    }
    baseline.queue(
        waiting(
            doc("many_changed")
                .put(
                    "message",
                    "%d berkas berubah di %s: %d baru, %d diubah, %d dihapus"
                        .formatted(all, root.path(), created, updated, deleted))
                .put("kentongan.file.changes", all)
                .put("kentongan.file.created", created)
                .put("kentongan.file.updated", updated)
                .put("kentongan.file.deleted", deleted)
                .put("kentongan.file.unlisted_scripts", unlistedScripts)
                .put("kentongan.file.samples", List.copyOf(samples))));
  }

  private void count(String action) {
    switch (action) {
      case "created" -> created++;
      case "updated" -> updated++;
      case "deleted" -> deleted++;
      default -> others++;
    }
  }

  private Waiting event(
      String action, String path, FileState state, @Nullable FileContent content, String before) {
    var whole = root.path().resolve(path);
    var doc =
        doc(action)
            .put("message", "%s: %s".formatted(words(action), cut(whole.toString(), MOST_PATH)));
    doc.put("file.path", cut(whole.toString(), MOST_PATH)).put("file.name", FileKinds.name(path));
    doc.put("file.extension", cut(FileKinds.extension(path), 100));
    doc.put("file.type", state.kind() == 'l' ? "symlink" : "file");
    doc.put("kentongan.file.is_program", FileKinds.isProgram(path));
    doc.put("kentongan.file.is_setting", FileKinds.isSetting(path));
    doc.put("kentongan.file.is_index", FileKinds.isIndex(path) && path.indexOf('/') < 0);
    doc.put("kentongan.file.in_uploads", kinds.isUpload(path));
    if (!before.isEmpty()) {
      doc.put("kentongan.file.before_sha256", cut(before, MOST_PATH));
    }
    if (!action.equals("deleted")) {
      present(doc, whole, state);
    }
    if (content != null) {
      doc.put("kentongan.file.head", content.head());
      doc.put("kentongan.file.signs", content.signs());
      doc.put("kentongan.file.is_suspicious", !content.signs().isEmpty());
    }
    return waiting(doc);
  }

  private void present(Doc doc, Path whole, FileState state) {
    doc.put("file.size", state.size()).put("file.uid", Integer.toString(state.owner()));
    doc.put("file.mode", "%04o".formatted(state.mode()));
    doc.put("file.mtime", Doc.text(Instant.ofEpochMilli(state.modified() / 1000)));
    doc.put("file.ctime", Doc.text(Instant.ofEpochMilli(state.changed() / 1000)));
    if (state.kind() == 'f' && !state.sha256().isEmpty()) {
      doc.put("file.hash.sha256", cut(state.sha256(), MOST_PATH));
    } else if (state.kind() == 'f') {
      doc.put("kentongan.file.is_unreadable", true);
    }
    try {
      doc.put("file.owner", Files.getOwner(whole, LinkOption.NOFOLLOW_LINKS).getName());
      if (state.kind() == 'l') {
        var target = Files.readSymbolicLink(whole);
        doc.put("file.target_path", cut(target.toString(), MOST_PATH));
        var real = whole.resolveSibling(target).normalize();
        doc.put("kentongan.file.leads_outside", !real.startsWith(root.path().normalize()));
      }
    } catch (IOException | RuntimeException _) {
      // gone by now; what was seen is told
    }
  }

  private Doc doc(String action) {
    return new Doc("kentongan.file", now, now)
        .put("event.action", action)
        .put("host.hostname", host)
        .put("kentongan.asset", root.asset())
        .put("kentongan.file.root", root.path().toString())
        .put("kentongan.file.is_planned", isPlanned);
  }

  private Waiting waiting(Doc doc) {
    return new Waiting(EventClass.PAGE, now, doc.json());
  }

  /// Names are an attacker's own text, and long ones must not keep an event off the wire.
  private static String cut(String text, int most) {
    return text.length() > most ? text.substring(0, most) + "…" : text;
  }

  private static String words(String action) {
    return switch (action) {
      case "created" -> "berkas baru";
      case "updated" -> "isi berkas diubah";
      case "deleted" -> "berkas dihapus";
      case "found" -> "program di folder unggahan sejak awal";
      default -> "hak atau pemilik berkas diubah";
    };
  }
}
