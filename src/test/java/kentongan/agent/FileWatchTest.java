package kentongan.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kentongan.event.AgentId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The files of a web root under the hands of visitors, deployments and attackers.
class FileWatchTest {
  private static final AgentId AGENT = new AgentId("51.03-7f3a9c");
  private static final String SHELL = "<?php @eval(base64_decode($_POST['x'])); ?>";
  @TempDir private Path dir;
  private Path site;
  private Spool spool;
  private FileBaseline baseline;
  private WebRoot root;
  private Instant now = Instant.parse("2026-11-21T02:14:07Z");
  private final List<JsonNode> taken = new ArrayList<>();

  @BeforeEach
  void open() throws Exception {
    site = Files.createDirectories(dir.resolve("www"));
    root = root(List.of());
    write("index.php", "<?php echo 1;");
    write("wp-includes/a.php", "<?php echo 2;");
    write("logo.png", "gambar");
    write("uploads/foto.jpg", "gambar");
    reopen();
  }

  @AfterEach
  void close() throws SQLException {
    baseline.close();
    spool.close();
  }

  @Test
  void the_first_look_only_learns() throws Exception {
    assertThat(scan()).containsExactly("baselined");
    assertThat(scan()).isEmpty();
  }

  @Test
  void a_program_that_was_in_the_uploads_from_the_beginning_is_told() throws Exception {
    write("uploads/2026/x.php.jpg", SHELL);
    write("uploads/.htaccess", "AddHandler application/x-httpd-php .jpg");
    assertThat(scan()).containsExactlyInAnyOrder("baselined", "found", "found");
    assertThat(scan()).isEmpty();
  }

  @Test
  void a_new_webshell_is_told_with_its_beginning() throws Exception {
    scan();
    write("uploads/2026/x.phtml", SHELL);
    write("uploads/2026/y.jpg", "gambar");
    assertThat(scan()).containsExactly("created");
    var e = taken.getLast();
    assertThat(e.at("/file/path").asString()).isEqualTo(site + "/uploads/2026/x.phtml");
    assertThat(e.at("/kentongan/file/in_uploads").asBoolean()).isTrue();
    assertThat(e.at("/kentongan/file/is_program").asBoolean()).isTrue();
    assertThat(e.at("/kentongan/file/head").asString()).isEqualTo(SHELL);
    assertThat(e.at("/kentongan/file/is_suspicious").asBoolean()).isTrue();
    assertThat(e.at("/file/size").asInt()).isEqualTo(SHELL.length());
    assertThat(e.at("/file/mode").asString()).hasSize(4);
    assertThat(e.at("/file/owner").asString()).isNotEmpty();
    assertThat(e.at("/file/hash/sha256").asString()).hasSize(64);
  }

  @Test
  void changes_rights_and_removals_are_told_and_a_touch_is_not() throws Exception {
    scan();
    write("index.php", "<?php echo 'judi';");
    Files.delete(site.resolve("logo.png"));
    Files.setPosixFilePermissions(
        site.resolve("wp-includes/a.php"), PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThat(scan()).containsExactlyInAnyOrder("updated", "deleted", "attributes_modified");
    var index =
        taken.stream().filter(e -> e.at("/event/action").asString().equals("updated")).findFirst();
    assertThat(index.orElseThrow().at("/kentongan/file/is_index").asBoolean()).isTrue();
    assertThat(index.orElseThrow().at("/kentongan/file/before_sha256").asString()).hasSize(64);
    Files.setLastModifiedTime(
        site.resolve("index.php"), java.nio.file.attribute.FileTime.from(now));
    assertThat(scan()).isEmpty();
  }

  @Test
  void a_deployment_is_one_sum_and_its_programs() throws Exception {
    scan();
    for (var i = 0; i < 2_000; i++) {
      write("aset/" + i + ".css", "a" + i);
    }
    write("aset/baru.php", "<?php");
    assertThat(scan()).containsExactly("created", "many_changed");
    assertThat(taken.getLast().at("/kentongan/file/created").asInt()).isEqualTo(2_001);
    for (var i = 0; i < 600; i++) {
      write("p/" + i + ".php", "<?php " + i);
    }
    var many = scan();
    assertThat(many).hasSize(501).contains("many_changed");
    assertThat(taken.getLast().at("/kentongan/file/unlisted_scripts").asInt()).isEqualTo(100);
  }

  @Test
  void a_planned_change_quiets_ordinary_files_only() throws Exception {
    scan();
    root = root(List.of(new WebRoot.Window(now, now.plusSeconds(3600))));
    write("a.css", "a");
    write("uploads/x.php", SHELL);
    assertThat(scan()).containsExactlyInAnyOrder("created", "many_changed");
    assertThat(taken.getLast().at("/kentongan/file/is_planned").asBoolean()).isTrue();
    now = now.plusSeconds(7200);
    write("b.css", "a");
    assertThat(scan()).containsExactly("created");
  }

  @Test
  void links_are_told_and_never_followed() throws Exception {
    var outside = Files.createDirectories(dir.resolve("rahasia"));
    Files.writeString(outside.resolve("x.php"), SHELL);
    scan();
    Files.createSymbolicLink(site.resolve("keluar"), outside);
    Files.createSymbolicLink(site.resolve("putaran"), site);
    assertThat(scan()).containsExactly("created", "created");
    assertThat(taken)
        .filteredOn(e -> e.at("/file/name").asString().equals("keluar"))
        .first()
        .satisfies(e -> {
          assertThat(e.at("/kentongan/file/leads_outside").asBoolean()).isTrue();
          assertThat(e.at("/file/type").asString()).isEqualTo("symlink");
        });
  }

  @Test
  void a_root_that_is_gone_is_one_fact_and_its_return_another() throws Exception {
    scan();
    Files.move(site, dir.resolve("lain"));
    assertThat(scan()).containsExactly("root_missing");
    assertThat(scan()).isEmpty();
    Files.move(dir.resolve("lain"), site);
    assertThat(scan()).containsExactly("root_returned");
  }

  @Test
  void a_scan_that_is_cut_off_finds_the_same_again() throws Exception {
    scan();
    write("x.php", SHELL);
    var cutOff = new RootScan(root, baseline, new ScanPace(1, 1, _ -> true), "srv", now);
    org.assertj.core.api.Assertions.assertThatThrownBy(cutOff::run)
        .isInstanceOf(ScanPace.Ended.class);
    reopen();
    assertThat(scan()).containsExactly("created");
  }

  @Test
  void an_event_is_handed_over_once_whatever_is_cut_off() throws Exception {
    scan();
    write("x.php", SHELL);
    new RootScan(root, baseline, fast(), "srv", now).run();
    var queued = baseline.queued(10);
    spool.add(
        queued.stream().map(FileBaseline.Queued::event).toList(),
        List.of(new TailMark("files:", baseline.identity(), 0, "", queued.getLast().id())),
        List.of());
    reopen();
    assertThat(scan()).containsExactly("created");
    reopen();
    assertThat(scan()).isEmpty();
  }

  @Test
  void a_file_whose_look_was_forged_is_found_by_reading_it_again() throws Exception {
    scan();
    var found = baseline.root(site.toString());
    var row = baseline.find(found, "index.php").orElseThrow();
    baseline.put(found, "index.php", row.state().with("0".repeat(64)), Instant.EPOCH);
    baseline.commit();
    assertThat(scan()).containsExactly("updated");
    assertThat(scan()).isEmpty();
  }

  @Test
  void odd_names_and_unreadable_folders_do_no_harm() throws Exception {
    scan();
    write("a\nb\u001b?.php", "x");
    write("n".repeat(240) + ".php", "x");
    assertThat(scan()).containsExactly("created", "created");
    assertThat(scan()).isEmpty();
    assertThat(FileKinds.isScript("a/b/.user.ini")).isTrue();
    assertThat(FileKinds.isScript("a/PHAR.PhAr")).isTrue();
    assertThat(FileKinds.isScript("a.php/foto.jpg")).isFalse();
  }

  private WebRoot root(List<WebRoot.Window> changes) {
    return new WebRoot(
        site,
        Optional.of("situs-51.03"),
        Duration.ofSeconds(60),
        List.of("uploads"),
        List.of("cache"),
        changes);
  }

  private void write(String path, String text) throws IOException {
    var file = site.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static ScanPace fast() {
    return new ScanPace(10_000_000, 1L << 40, _ -> false);
  }

  private void reopen() throws Exception {
    if (spool != null) {
      baseline.close();
      spool.close();
    }
    spool = Spool.open(dir.resolve("spool.db"), AgentConfig.Bounds.USUAL, () -> now);
    baseline = FileBaseline.open(dir.resolve("files.db"));
  }

  /// The actions that a look tells of.
  private List<String> scan() throws SQLException {
    now = now.plusSeconds(1);
    var watch =
        new FileWatch(List.of(root), dir.resolve("files.db"), spool, () -> now, "srv", _ -> {});
    watch.once(root, baseline, fast());
    var fresh = new ArrayList<JsonNode>();
    for (var cut = spool.next(AGENT); cut.isPresent(); cut = spool.next(AGENT)) {
      Packing.unpack(cut.get().body())
          .forEach(line -> fresh.add(JsonMapper.shared().readTree(line)));
      spool.acknowledge(cut.get().last());
    }
    taken.addAll(fresh);
    return fresh.stream().map(e -> e.at("/event/action").asString()).toList();
  }
}
