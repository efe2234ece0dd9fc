package kentongan.store.sqlite;

import java.time.Instant;
import java.util.Optional;
import kentongan.office.PersonId;
import kentongan.web.Accounts;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Accounts and one-time links in the desk.
public final class SqliteAccounts implements Accounts {
  private final JdbcClient jdbc;

  public SqliteAccounts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public boolean isEmpty() {
    return jdbc.sql("SELECT COUNT(*) FROM account").query(Long.class).single() == 0;
  }

  @Override
  public void save(Account account) {
    jdbc.sql(
            """
            INSERT INTO account (person_id, password_hash, changed_at)
            VALUES (:person, :hash, :changed)
            ON CONFLICT (person_id) DO UPDATE
            SET password_hash = excluded.password_hash, changed_at = excluded.changed_at
            """)
        .param("person", account.person().name())
        .param("hash", account.passwordHash())
        .param("changed", Times.text(account.changedAt()))
        .update();
  }

  @Override
  public Optional<Account> find(PersonId person) {
    return jdbc.sql(
            "SELECT person_id, password_hash, changed_at FROM account WHERE person_id = :person")
        .param("person", person.name())
        .query((row, _) ->
            new Account(
                new PersonId(row.getString("person_id")),
                row.getString("password_hash"),
                Times.instant(row.getString("changed_at"))))
        .optional();
  }

  @Override
  public void keep(OneTimeLink link) {
    jdbc.sql(
            """
            INSERT INTO one_time_link (token_hash, person_id, until_at)
            VALUES (:hash, :person, :until)
            """)
        .param("hash", link.tokenHash())
        .param("person", link.person().map(PersonId::name).orElse(null))
        .param("until", Times.text(link.until()))
        .update();
  }

  @Override
  public Optional<OneTimeLink> open(String tokenHash, Instant now) {
    return jdbc.sql(
            """
            SELECT token_hash, person_id, until_at FROM one_time_link
            WHERE token_hash = :hash AND spent_at IS NULL AND until_at > :now
            """)
        .param("hash", tokenHash)
        .param("now", Times.text(now))
        .query((row, _) ->
            new OneTimeLink(
                row.getString("token_hash"),
                Optional.ofNullable(row.getString("person_id")).map(PersonId::new),
                Times.instant(row.getString("until_at"))))
        .optional();
  }

  @Override
  public boolean spend(String tokenHash, Instant now) {
    return jdbc.sql(
                """
                UPDATE one_time_link SET spent_at = :now
                WHERE token_hash = :hash AND spent_at IS NULL AND until_at > :now
                """)
            .param("hash", tokenHash)
            .param("now", Times.text(now))
            .update()
        == 1;
  }
}
