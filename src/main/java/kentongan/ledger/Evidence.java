package kentongan.ledger;

import java.time.Instant;
import java.util.Optional;
import kentongan.office.Actor;

/// Pieces of evidence, each named by the SHA-256 of its bytes. What is in is never changed and
/// never removed. Its bytes are hostile: never run them, never show them but as a download.
public interface Evidence {
  /// The largest piece, in bytes.
  int MOST_BYTES = 64 * 1024 * 1024;

  /// Takes in a piece and returns when it is on disk. The same bytes again are the same piece: what
  /// was noted first stays.
  ///
  /// @throws IllegalArgumentException when it is empty or larger than [#MOST_BYTES]
  Piece keep(byte[] bytes, Label label);

  /// What is known of a piece.
  Optional<Piece> find(String sha256);

  /// The bytes of a piece, checked against its hash.
  ///
  /// @throws EvidenceFailure when they are missing or not what was taken in
  byte[] read(String sha256);

  /// What the giver says of a piece.
  ///
  /// @param name file name as given, 1 to 300 characters; for showing, never for a path
  /// @param mediaType as in `text/html`, at most 127 characters; as claimed, not as found out
  /// @param by who took it
  /// @param at when it was taken
  record Label(String name, String mediaType, Actor by, Instant at) {
    public Label {
      if (name.isBlank() || name.length() > 300) {
        throw new IllegalArgumentException(
            "name: %d characters (expected: 1 to 300)".formatted(name.length()));
      }
      if (mediaType.isBlank() || mediaType.length() > 127) {
        throw new IllegalArgumentException(
            "media type: %d characters (expected: 1 to 127)".formatted(mediaType.length()));
      }
    }
  }

  /// A piece of evidence.
  ///
  /// @param sha256 64 lower-case hexadecimal digits
  record Piece(String sha256, long bytes, Label label) {}

  /// A piece could not be kept or read.
  final class EvidenceFailure extends RuntimeException {
    public EvidenceFailure(String what) {
      super(what);
    }

    public EvidenceFailure(String what, Throwable cause) {
      super(what, cause);
    }
  }
}
