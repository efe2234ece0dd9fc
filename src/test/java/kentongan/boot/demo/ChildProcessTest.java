package kentongan.boot.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {
  @TempDir private Path folder;

  @Test
  void a_child_writes_to_its_file_and_ends_with_close() throws Exception {
    var log = folder.resolve("logs/child.log");
    try (var child = ChildProcess.start(List.of("sh", "-c", "echo siap; sleep 60"), log)) {
      Await.until("its word", Duration.ofSeconds(5), () -> says(log, "siap\n"));

      child.kill();
      assertThat(child.isAlive()).isFalse();
      child.startAgain();
      Await.until("its word again", Duration.ofSeconds(5), () -> says(log, "siap\nsiap\n"));
      assertThat(child.isAlive()).isTrue();

      child.close();
      assertThat(child.isAlive()).isFalse();
    }
  }

  @Test
  void a_child_that_ignores_the_request_is_ended_all_the_same() {
    var log = folder.resolve("child.log");
    var stubborn = List.of("sh", "-c", "trap '' TERM; echo siap; while true; do sleep 0.1; done");
    try (var child = ChildProcess.start(stubborn, log)) {
      Await.until("its word", Duration.ofSeconds(5), () -> says(log, "siap\n"));

      child.close();

      assertThat(child.isAlive()).isFalse();
    }
  }

  private static boolean says(Path log, String text) {
    try {
      return Files.exists(log) && Files.readString(log).equals(text);
    } catch (IOException unreadable) {
      return false;
    }
  }
}
