package kentongan.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The settings of logs, the journal and web roots.
class LogSettingsTest {
  @TempDir private Path dir;

  @Test
  void the_settings_are_read() throws Exception {
    var duties =
        read("""
        logs:
          - {path: /var/log/nginx/*.error, kind: nginx-error, zone: Asia/Jayapura, files: 9}
          - {path: /var/log/a.log, multiline: '^\\d'}
          - {path: /var/log/php.log, kind: php}
        journal: {units: ssh.service}
        roots:
          - {path: /var/www/html, every: 5m, changes: [{from: "2026-11-22T01:00:00+07:00", to: "2026-11-22T02:00:00+07:00"}]}
        """)
            .duties();
    var nginx = duties.logs().getFirst();
    assertThat(nginx.kind()).isEqualTo(AgentConfig.Log.Kind.NGINX_ERROR);
    assertThat(nginx.reading().zone()).contains(ZoneId.of("Asia/Jayapura"));
    assertThat(nginx.reading().mostFiles()).isEqualTo(9);
    assertThat(duties.logs().get(1).reading().joining())
        .isEqualTo(new Joining(Joining.How.START, "^\\d"));
    assertThat(duties.logs().get(2).reading().joining()).isEqualTo(Joining.ENTRY);
    assertThat(duties.watched().journal().orElseThrow().units()).containsExactly("ssh.service");
    var root = duties.watched().roots().getFirst();
    assertThat(root.every()).hasMinutes(5);
    assertThat(root.uploads()).contains("wp-content/uploads");
    assertThat(root.isPlanned(Instant.parse("2026-11-21T18:30:00Z"))).isTrue();
    assertThat(root.isPlanned(Instant.parse("2026-11-21T19:00:00Z"))).isFalse();
  }

  @Test
  void all_faults_are_named_at_once() {
    var text =
        """
        logs:
          - {path: /a, kind: lain}
          - {path: /a, multiline: '(', files: 0, zone: Bulan}
        roots:
          - {path: /w, changes: [{from: besok, to: lusa}], unggah: [a]}
        journal: {unit: x}
        """;
    var faults = catchThrowableOfType(ConfigFile.Faulty.class, () -> read(text)).faults();
    assertThat(faults).hasSize(7);
    assertThat(String.join("\n", faults))
        .contains("kind", "multiline", "files", "zone", "changes", "unggah", "journal.unit");
  }

  private AgentConfig read(String text) throws Exception {
    Files.writeString(dir.resolve("agent.yaml"), text);
    return ConfigFile.read(dir, Map.of("collector", "http://127.0.0.1:1"));
  }
}
