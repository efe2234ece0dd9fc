package kentongan.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import kentongan.notice.AckToken;
import kentongan.notice.NoticeSamples;
import kentongan.notice.Notices;
import kentongan.notice.NoticesContract;
import kentongan.notice.Outbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteNoticesTest implements NoticesContract {
  @TempDir Path directory;
  private SqliteDesk desk;
  private SqliteNotices notices;

  @BeforeEach
  void open() {
    desk = SqliteDesk.open(directory);
    notices = new SqliteNotices(desk.jdbc());
  }

  @AfterEach
  void close() {
    desk.close();
  }

  @Override
  public Outbox outbox() {
    return notices;
  }

  @Override
  public Notices notices() {
    return notices;
  }

  @Test
  void a_notice_of_a_transaction_that_failed_was_never_there() {
    assertThatThrownBy(() ->
            desk.write(() -> {
              notices.put(NoticeSamples.siteDown());
              throw new IllegalStateException("the decision failed after all");
            }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(notices.of(NoticeSamples.INCIDENT)).isEmpty();
  }

  @Test
  void no_file_of_the_desk_holds_the_token_itself() throws IOException {
    var token = AckToken.random(new SecureRandom());
    desk.write(() -> {
      notices.put(NoticeSamples.siteDown());
      notices.issued(NoticeSamples.siteDown().id(), token, NOW);
    });
    desk.close();

    var found = 0;
    try (var files = Files.list(directory)) {
      for (var file : files.toList()) {
        var text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertThat(text).doesNotContain(token.text());
        found += text.contains(token.sha256()) ? 1 : 0;
      }
    }
    assertThat(found).isPositive();
  }
}
