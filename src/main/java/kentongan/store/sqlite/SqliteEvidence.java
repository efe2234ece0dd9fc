package kentongan.store.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import kentongan.ledger.Evidence;
import kentongan.ledger.Hashes;
import kentongan.office.Actor;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Evidence as files named by their hash, `evidence/ab/cdef…`, and a row for each in the desk.
///
/// The file is on disk before the row is written: a crash between the two leaves a file nobody
/// names, never a row without its file.
public final class SqliteEvidence implements Evidence {
  private final JdbcClient jdbc;
  private final Path directory;

  /// @param directory where `evidence/` lies; made when it is missing
  public SqliteEvidence(JdbcClient jdbc, Path directory) {
    this.jdbc = jdbc;
    this.directory = directory.resolve("evidence");
  }

  @Override
  public Piece keep(byte[] bytes, Label label) {
    if (bytes.length == 0 || bytes.length > MOST_BYTES) {
      throw new IllegalArgumentException(
          "evidence: %d bytes (expected: 1 to %d)".formatted(bytes.length, MOST_BYTES));
    }
    var sha256 = Hashes.sha256(bytes);
    try {
      store(sha256, bytes);
    } catch (IOException broken) {
      throw new EvidenceFailure("evidence %s: not stored: %s".formatted(sha256, broken), broken);
    }
    jdbc.sql(
            """
            INSERT INTO evidence (sha256, bytes, name, media_type, taken_by, taken)
            VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (sha256) DO NOTHING
            """)
        .params(
            sha256,
            bytes.length,
            label.name(),
            label.mediaType(),
            label.by().toString(),
            Times.text(label.at()))
        .update();
    return find(sha256).orElseThrow();
  }

  @Override
  public Optional<Piece> find(String sha256) {
    return jdbc.sql(
            "SELECT sha256, bytes, name, media_type, taken_by, taken FROM evidence WHERE sha256 ="
                + " ?")
        .param(sha256)
        .query((row, _) ->
            new Piece(
                row.getString("sha256"),
                row.getLong("bytes"),
                new Label(
                    row.getString("name"),
                    row.getString("media_type"),
                    Actor.parse(row.getString("taken_by")),
                    Times.instant(row.getString("taken")))))
        .optional();
  }

  @Override
  public byte[] read(String sha256) {
    if (!Hashes.isSha256(sha256)) {
      throw new IllegalArgumentException(
          "evidence: not a hash (expected: 64 lower-case hexadecimal digits)");
    }
    try {
      var file = fileOf(sha256);
      if (Files.size(file) > MOST_BYTES) {
        throw new EvidenceFailure("evidence %s: the file has grown".formatted(sha256));
      }
      var bytes = Files.readAllBytes(file);
      var found = Hashes.sha256(bytes);
      if (!found.equals(sha256)) {
        throw new EvidenceFailure(
            "evidence %s: the bytes on disk are others (their hash: %s)".formatted(sha256, found));
      }
      return bytes;
    } catch (NoSuchFileException missing) {
      throw new EvidenceFailure("evidence %s: the file is missing".formatted(sha256), missing);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private Path fileOf(String sha256) {
    return shelfOf(sha256).resolve(sha256.substring(2));
  }

  private Path shelfOf(String sha256) {
    return directory.resolve(sha256.substring(0, 2));
  }

  private void store(String sha256, byte[] bytes) throws IOException {
    var shelf = shelfOf(sha256);
    var file = fileOf(sha256);
    if (Files.exists(file) && Hashes.sha256(Files.readAllBytes(file)).equals(sha256)) {
      return;
    }
    Files.createDirectories(shelf);
    var draft = Files.createTempFile(shelf, "draft-", ".part");
    try {
      try (var out = FileChannel.open(draft, StandardOpenOption.WRITE)) {
        var rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
          out.write(rest);
        }
        out.force(true);
      }
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      // The name is durable only with its directory, and that one's with the one above.
      sync(shelf);
      sync(directory);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static void sync(Path directory) throws IOException {
    try (var handle = FileChannel.open(directory, StandardOpenOption.READ)) {
      handle.force(true);
    }
  }
}
