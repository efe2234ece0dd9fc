package kentongan.store.sqlite;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import kentongan.pipeline.Desk;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.sqlite.SQLiteConfig;

/// The desk of one world in one SQLite file: small, precious data behind transactions.
///
/// Writers take turns in this process, so none of them meets a busy database; readers never wait.
/// `synchronous=FULL`: what a transaction wrote is on disk when [#write] returns.
public final class SqliteDesk implements Desk, AutoCloseable {
  private final HikariDataSource source;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final ReentrantLock turn = new ReentrantLock(true);

  private SqliteDesk(HikariDataSource source) {
    this.source = source;
    this.jdbc = JdbcClient.create(source);
    this.transaction = new TransactionTemplate(new DataSourceTransactionManager(source));
  }

  /// Opens the desk in a directory, makes it when it is missing, and brings an older one up to
  /// date.
  ///
  /// @param directory where `desk.db` lies; made when it is missing
  public static SqliteDesk open(Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    var source = new HikariDataSource(pool(directory.resolve("desk.db")));
    Flyway.configure(SqliteDesk.class.getClassLoader())
        .dataSource(source)
        .locations("classpath:db/desk")
        .load()
        .migrate();
    return new SqliteDesk(source);
  }

  private static HikariConfig pool(Path file) {
    var sqlite = new SQLiteConfig();
    sqlite.setJournalMode(SQLiteConfig.JournalMode.WAL);
    sqlite.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    sqlite.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    sqlite.enforceForeignKeys(true);
    sqlite.setBusyTimeout(10_000);
    var config = new HikariConfig();
    config.setJdbcUrl("jdbc:sqlite:" + file.toAbsolutePath());
    config.setDataSourceProperties(sqlite.toProperties());
    config.setMaximumPoolSize(6);
    config.setMinimumIdle(1);
    config.setPoolName("desk");
    return config;
  }

  /// For the stores' statements; inside [#write] they all belong to its transaction.
  public JdbcClient jdbc() {
    return jdbc;
  }

  @Override
  public <T> T write(Supplier<T> work) {
    turn.lock();
    try {
      // The box lets work return null without an unchecked cast.
      return transaction.execute(_ -> new Result<>(work.get())).value();
    } finally {
      turn.unlock();
    }
  }

  @Override
  public void close() {
    source.close();
  }

  private record Result<T>(T value) {}
}
