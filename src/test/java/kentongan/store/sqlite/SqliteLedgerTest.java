package kentongan.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import kentongan.ledger.Ledger;
import kentongan.ledger.LedgerContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteLedgerTest implements LedgerContract {
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
  public Ledger ledger() {
    return new SqliteLedger(desk.jdbc());
  }

  @Test
  void an_entry_is_gone_with_the_transaction_that_wrote_it() {
    assertThatThrownBy(() ->
            desk.write(() -> {
              ledger().append(LedgerContract.act("x", "{}"));
              throw new IllegalStateException("power cut");
            }))
        .hasMessage("power cut");

    assertThat(ledger().head()).isEqualTo(Ledger.EMPTY);
    assertThat(ledger().append(LedgerContract.act("x", "{}")).number()).isEqualTo(1);
  }
}
