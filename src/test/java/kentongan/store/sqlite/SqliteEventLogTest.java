package kentongan.store.sqlite;

import static kentongan.event.EventSamples.AGENT;
import static kentongan.event.EventSamples.BADUNG;
import static kentongan.event.EventSamples.EPOCH;
import static kentongan.event.EventSamples.NOON;
import static kentongan.event.EventSamples.batch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import kentongan.event.Batch;
import kentongan.event.EventLog;
import kentongan.event.EventLog.Appended.Accepted;
import kentongan.event.EventLog.Cursor;
import kentongan.event.EventLog.EventLogFailure;
import kentongan.event.EventLogContract;
import kentongan.event.EventSamples;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteEventLogTest implements EventLogContract {
  @TempDir private Path directory;
  private SqliteEventLog log;

  @Override
  public EventLog log() {
    log = SqliteEventLog.open(directory);
    return log;
  }

  @AfterEach
  void close() {
    if (log != null) {
      log.close();
    }
  }

  @Test
  void what_was_acknowledged_is_there_after_a_restart() {
    log().append(batch(AGENT, EPOCH, 1, 5), BADUNG, NOON);
    log.close();

    log();

    assertThat(log.end()).isEqualTo(1);
    assertThat(log.cursor(AGENT)).isEqualTo(new Cursor(EPOCH, 5));
    assertThat(log.append(batch(AGENT, EPOCH, 6, 6), BADUNG, NOON)).isEqualTo(new Accepted(2));
  }

  @Test
  void the_write_ahead_file_stays_small_while_the_log_grows() throws Exception {
    log();
    for (var i = 1; i <= 120; i++) {
      log.append(large(i, 2 << 20), BADUNG, NOON);
    }

    assertThat(Files.size(directory.resolve("log.db-wal"))).isLessThan(160 << 20);
    assertThat(log.end()).isEqualTo(120);
  }

  @Test
  void a_log_at_its_size_limit_keeps_nothing_of_a_batch_and_still_reads() {
    log = SqliteEventLog.open(directory, 1 << 20);
    log.append(large(1, 600_000), BADUNG, NOON);

    assertThatThrownBy(() -> log.append(large(2, 600_000), BADUNG, NOON))
        .isInstanceOfSatisfying(
            EventLogFailure.class, failure -> assertThat(failure.noSpace()).isTrue());

    assertThat(log.read(0, 10)).hasSize(1);
    assertThat(log.cursor(AGENT)).isEqualTo(new Cursor(EPOCH, 1));
    assertThat(log.append(large(2, 10_000), BADUNG, NOON)).isEqualTo(new Accepted(2));
  }

  @Test
  void a_full_disk_is_said_and_forgotten_once_there_is_space_again() throws Exception {
    var disk = Files.createDirectory(directory.resolve("disk"));
    assumeThat(run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk.toString()))
        .as("a small file system can be mounted")
        .isZero();
    try {
      var ballast = Files.write(disk.resolve("ballast"), new byte[2 << 20]);
      log = SqliteEventLog.open(disk.resolve("log"));
      log.append(large(1, 100_000), BADUNG, NOON);

      assertThatThrownBy(() -> log.append(large(2, 3_000_000), BADUNG, NOON))
          .isInstanceOfSatisfying(
              EventLogFailure.class, failure -> assertThat(failure.noSpace()).isTrue());
      assertThat(log.cursor(AGENT)).isEqualTo(new Cursor(EPOCH, 1));
      Files.delete(ballast);
      assertThat(log.append(large(2, 1_000_000), BADUNG, NOON)).isEqualTo(new Accepted(2));

      log.close();
      log = SqliteEventLog.open(disk.resolve("log"));
      assertThat(log.end()).isEqualTo(2);
    } finally {
      log.close();
      run("umount", disk.toString());
    }
  }

  private static Batch large(long sequence, int bytes) {
    var body = new byte[bytes];
    new Random(sequence).nextBytes(body);
    return EventSamples.signed(AGENT, EPOCH, sequence, sequence, Batch.Encoding.IDENTITY, body);
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
  }
}
