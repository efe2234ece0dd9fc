package kentongan.agent;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// A site's folder whose files are compared with what they were.
///
/// @param every the pause between two looks
/// @param uploads folders below it that visitors' files go to (`wp-content/uploads`): ordinary
///   files in them are nobody's business, programs always are
/// @param ignore folders below it that are not looked at, as caches
/// @param changes when its files are meant to change
public record WebRoot(
    Path path,
    Optional<String> asset,
    Duration every,
    List<String> uploads,
    List<String> ignore,
    List<Window> changes) {
  /// Where well-known applications keep what visitors upload.
  public static final List<String> USUAL_UPLOADS =
      List.of(
          "wp-content/uploads",
          "uploads",
          "upload",
          "unggahan",
          "storage/app/public",
          "public/storage",
          "public/uploads",
          "images",
          "media",
          "files",
          "assets/uploads");

  public WebRoot {
    Objects.requireNonNull(asset);
    uploads = List.copyOf(uploads);
    ignore = List.copyOf(ignore);
    changes = List.copyOf(changes);
  }

  /// Whether a change is planned for an instant.
  boolean isPlanned(Instant now) {
    return changes.stream().anyMatch(w -> !now.isBefore(w.from()) && now.isBefore(w.to()));
  }

  /// A planned change: ordinary files are only counted meanwhile.
  public record Window(Instant from, Instant to) {
    public Window {
      if (!from.isBefore(to) || Duration.between(from, to).toDays() > 14) {
        throw new IllegalArgumentException(
            "changes: %s to %s (expected: from before to, at most 14 days)".formatted(from, to));
      }
    }
  }
}
