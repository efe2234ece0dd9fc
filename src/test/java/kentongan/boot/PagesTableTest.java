package kentongan.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import kentongan.watch.Verdict;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The corpus of pages in `src/test/resources/pages`, and the table made of it.
class PagesTableTest {
  private static final Path PAGES = Path.of("src/test/resources/pages");

  @TestFactory
  Stream<DynamicTest> every_page_gets_its_verdict() throws IOException {
    return table().results().stream()
        .map(r ->
            DynamicTest.dynamicTest(
                r.technique() + ": " + r.what(),
                () -> {
                  assertThat(r.found().verdict()).as("%s", r.found()).isEqualTo(r.expected());
                  assertThat(r.isAlarm()).isEqualTo(r.expected() != Verdict.CLEAN);
                  assertThat(r.found().reasonsInEnglish()).hasSameSizeAs(r.found().reasons());
                }));
  }

  @Test
  void there_are_more_than_a_hundred() throws IOException {
    assertThat(table().results()).hasSizeGreaterThan(100);
  }

  @Test
  void the_table_in_the_reference_is_the_one_that_the_command_prints() throws IOException {
    var printed = new ByteArrayOutputStream();
    table().print(new PrintStream(printed, true, StandardCharsets.UTF_8));
    assertThat(Files.readString(Path.of("docs/reference/page-watch.md")))
        .as("write it anew: kentongan pages table src/test/resources/pages")
        .contains(printed.toString(StandardCharsets.UTF_8));
  }

  @Test
  void the_lists_in_the_jar_are_those_in_the_rules() throws IOException {
    try (var lists = Files.list(Path.of("rules/lists"))) {
      for (var list : lists.toList()) {
        var inJar = Path.of("src/main/resources/kentongan/watch/lists").resolve(list.getFileName());
        assertThat(inJar).hasSameTextualContentAs(list);
      }
    }
  }

  private static PagesTable table() throws IOException {
    var table = new PagesTable();
    table.add(PAGES);
    return table;
  }
}
