package kentongan.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import kentongan.store.sqlite.SqliteAccounts;
import kentongan.store.sqlite.SqliteDesk;
import kentongan.store.sqlite.SqlitePeople;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The ways in that work once, on the real desk.
class SetupTest {
  private static final String PASSWORD = "kentongan berbunyi dua kali";

  @TempDir private Path directory;
  private SqliteDesk desk;
  private SqliteAccounts accounts;
  private Instant now = Instant.parse("2026-11-21T02:14:07.120Z");
  private Setup setup;

  @BeforeEach
  void open() {
    desk = SqliteDesk.open(directory);
    accounts = new SqliteAccounts(desk.jdbc());
    setup =
        new Setup(accounts, new SqlitePeople(desk.jdbc()), new Passwords(), desk::write, () -> now);
  }

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void the_set_up_link_makes_one_administrator_and_no_second() {
    var token = token(setup.firstLink().orElseThrow());

    assertThat(setup.maySetUp(token)).isTrue();
    assertThat(setup.setUp(token, Preview.siti(), PASSWORD)).isTrue();
    assertThat(setup.setUp(token, Preview.made(), PASSWORD)).isFalse();

    assertThat(setup.firstLink()).isEmpty();
    assertThat(accounts.find(Preview.MADE)).isEmpty();
  }

  @Test
  void only_hashes_are_kept() {
    var token = token(setup.firstLink().orElseThrow());
    setup.setUp(token, Preview.siti(), PASSWORD);

    var kept = accounts.find(Preview.SITI).orElseThrow().passwordHash();

    assertThat(kept).startsWith("$argon2id$").doesNotContain(PASSWORD);
    assertThat(accounts.open(token, now)).isEmpty();
  }

  @Test
  void a_password_of_eleven_characters_is_refused_and_the_link_is_not_spent() {
    var token = token(setup.firstLink().orElseThrow());

    assertThatThrownBy(() -> setup.setUp(token, Preview.siti(), "x".repeat(11)))
        .hasMessageContaining("11 characters (expected: 12 to 200)");

    assertThat(setup.setUp(token, Preview.siti(), "x".repeat(12))).isTrue();
  }

  @Test
  void a_sign_in_link_works_once_and_not_after_its_time() {
    setup.setUp(token(setup.firstLink().orElseThrow()), Preview.siti(), PASSWORD);
    var once = token(setup.signInLink(Preview.SITI, Duration.ofHours(1)));
    var late = token(setup.signInLink(Preview.SITI, Duration.ofHours(1)));

    assertThat(setup.enter(once)).contains(Preview.siti());
    assertThat(setup.enter(once)).isEmpty();
    now = now.plus(Duration.ofHours(1));
    assertThat(setup.enter(late)).isEmpty();
    assertThat(setup.enter("")).isEmpty();
  }

  @Test
  void a_sign_in_link_makes_no_administrator() {
    var link = token(setup.signInLink(Preview.SITI, Duration.ofHours(1)));

    assertThat(setup.maySetUp(link)).isFalse();
    assertThat(setup.setUp(link, Preview.made(), PASSWORD)).isFalse();
  }

  private static String token(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
