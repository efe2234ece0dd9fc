package kentongan.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class PlaybooksAndLedgerCommandTest {
  @TempDir Path directory;

  @Test
  void sound_playbooks_are_one_line_each_and_exit_0() {
    var ran = run("playbooks", "check", "playbooks");

    assertThat(ran.status()).isZero();
    assertThat(ran.lines()).hasSize(3).allSatisfy(line -> assertThat(line).contains("\"ok\":true"));
  }

  @Test
  void a_broken_playbook_is_named_by_file_and_exits_1() throws Exception {
    var file = Files.writeString(directory.resolve("rusak.yaml"), "type: [playbook\nid: x\n");

    var ran = run("playbooks", "check", file.toString());

    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.lines().getFirst()).contains("\"ok\":false", "rusak.yaml", "\"line\":2");
    assertThat(run("playbooks", "check", "tidak-ada.yaml").status()).isEqualTo(1);
    assertThat(run("playbooks", "check").status()).isEqualTo(2);
  }

  @Test
  void a_playbook_is_exported_in_either_language() {
    var ran = run("playbooks", "export", "situs-diretas", "--lang", "en");

    assertThat(ran.status()).isZero();
    assertThat(JsonMapper.shared().readTree(String.join("\n", ran.lines())).path("name").asString())
        .isEqualTo("Website hacked");
    assertThat(run("playbooks", "export", "situs-diretas", "--pdf").status()).isEqualTo(2);
    assertThat(run("playbooks", "export", "tidak-ada").status()).isEqualTo(1);
  }

  @Test
  void a_ledger_that_is_none_exits_1() throws Exception {
    var file = Files.writeString(directory.resolve("l.ndjson"), "{\"a\":1}\n<html>\n");

    var ran = run("ledger", "verify", file.toString());

    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.lines().getLast()).contains("\"ok\":false");
    assertThat(run("ledger", "verify", "tidak-ada").status()).isEqualTo(1);
    assertThat(run("ledger", "verify", file.toString(), "--key", "x").status()).isEqualTo(2);
    assertThat(run("ledger", "verify").status()).isEqualTo(2);
  }

  private record Ran(int status, List<String> lines) {}

  private static Ran run(String... args) {
    var out = new ByteArrayOutputStream();
    var before = System.out;
    try {
      System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
      var status = CommandLineOf.run(List.of(args));
      return new Ran(status, out.toString(StandardCharsets.UTF_8).lines().toList());
    } finally {
      System.setOut(before);
    }
  }
}
