package kentongan.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import kentongan.ledger.Evidence;
import kentongan.ledger.EvidenceContract;
import kentongan.office.Actor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteEvidenceTest implements EvidenceContract {
  @TempDir Path directory;
  private SqliteDesk desk;

  @BeforeEach
  void open() {
    desk = SqliteDesk.open(directory);
  }

  @AfterEach
  void close() {
    desk.close();
  }

  @Override
  public Evidence evidence() {
    return new SqliteEvidence(desk.jdbc(), directory);
  }

  @Test
  void a_changed_or_missing_file_is_told_and_never_handed_out() throws IOException {
    var label =
        new Evidence.Label(
            "a", "text/html", Actor.program("watch"), Instant.parse("2026-11-21T00:00:00Z"));
    var hash = evidence().keep(PAGE, label).sha256();
    var file =
        directory.resolve("evidence").resolve(hash.substring(0, 2)).resolve(hash.substring(2));
    assertThat(file).hasBinaryContent(PAGE);

    Files.writeString(file, "lain");
    assertThatThrownBy(() -> evidence().read(hash)).hasMessageContaining("are others");
    assertThat(evidence().keep(PAGE, label).sha256()).isEqualTo(hash);
    assertThat(evidence().read(hash)).isEqualTo(PAGE);

    Files.delete(file);
    assertThatThrownBy(() -> evidence().read(hash)).hasMessageContaining("missing");
  }

  @Test
  void no_draft_is_left_behind() throws IOException {
    evidence()
        .keep(
            PAGE,
            new Evidence.Label(
                "a", "text/html", Actor.program("watch"), Instant.parse("2026-11-21T00:00:00Z")));

    try (var files = Files.walk(directory.resolve("evidence"))) {
      assertThat(files.filter(f -> f.toString().endsWith(".part"))).isEmpty();
    }
  }
}
