package kentongan.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files made to cost us time or memory: read, or refused with a word, soon.
class HostileRulesTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String HEAD =
      "title: A rule\nid: r\nlogsource: {category: test}\ndetection:\n";

  @TempDir private Path folder;

  @Test
  void a_condition_of_ten_thousand_branches_is_read() {
    var names = IntStream.range(0, 10_000).mapToObj(i -> "s" + i).toList();
    var searches = names.stream().map(name -> "  " + name + ": {f: " + name + "}\n");
    var text =
        HEAD
            + searches.collect(Collectors.joining())
            + "  condition: "
            + String.join(" or ", names);

    var reading = read(text + "\n");

    assertThat(reading.faults()).isEmpty();
    var search = reading.rules().eventRules().getFirst().search();
    assertThat(((Search.AnyOf) search).parts()).hasSize(10_000);
  }

  @Test
  void a_condition_that_names_everything_again_and_again_is_refused() {
    var searches = repeat(i -> "  s" + i + ": {f: x}\n", 20_000);
    var condition = String.join(" or ", Collections.nCopies(5_000, "1 of s*"));

    assertThat(only(HEAD + searches + "  condition: " + condition + "\n"))
        .contains("patterns name more than 100,000 searches");
  }

  @Test
  void nots_and_brackets_without_end_are_refused_or_read() {
    var nots = HEAD + "  a: {f: x}\n  condition: " + "not ".repeat(49_000) + "a\n";
    var many = HEAD + "  a: {f: x}\n  condition: " + "not ".repeat(60_000) + "a\n";
    var brackets = HEAD + "  a: {f: x}\n  condition: " + "(".repeat(100_000) + "\n";

    assertThat(read(nots).faults()).isEmpty();
    assertThat(only(many)).contains("more than 50,000 words");
    assertThat(only(brackets)).contains("expected: fewer");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"((((a{1000}){1000}){1000}){1000})", "(a{900}){900}", "(?:x{0,1000}){0,999}y"})
  void repetitions_of_repetitions_are_refused(String expression) {
    assertThat(only(HEAD + "  a: {f|re: '" + expression + "'}\n  condition: a\n"))
        .contains("more than 50000 steps");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[a-z0-9+/=]{1000}",
        "\\p{L}{2,}x{3}",
        "[]{1000}{900}]{5}",
        "[[:alpha:]{1000}{900}]",
        "\\{1000}\\{1000}",
        "(a{10}){10}",
        "{a}{b}",
        "\\Q(a{1000}){1000}\\E",
      })
  void repetitions_within_reason_are_read(String expression) {
    assertThat(Repetitions.steps(expression)).isLessThanOrEqualTo(Repetitions.MOST);
  }

  @Test
  void a_megabyte_of_expression_is_refused_with_a_short_word() {
    var text = HEAD + "  a:\n    f|re: '" + "(a|b)".repeat(200_000) + "'\n  condition: a\n";

    assertThat(only(text)).contains("1000000 characters").hasSizeLessThan(1100);
  }

  @Test
  void a_hundred_thousand_values_are_read() {
    var text = HEAD + "  a:\n    f:\n" + repeat(i -> "      - v" + i + "\n", 100_000);

    var reading = read(text + "  condition: a\n");

    assertThat(reading.faults()).isEmpty();
    var search = (Search.AnyOf) reading.rules().eventRules().getFirst().search();
    assertThat(search.parts()).hasSize(100_000);
  }

  @Test
  void few_values_that_stand_for_millions_are_refused() {
    var dashes = repeat(i -> "      - ' -a -b -c -d " + i + "'\n", 5_000);
    var aliases = repeat(i -> "      - *x\n", 5_000);
    var long_ = "    f:\n      - &x '" + "y".repeat(500_000) + "'\n";

    assertThat(only(HEAD + "  a:\n    f|windash:\n" + dashes + "  condition: a\n"))
        .contains("more than 300,000 values");
    assertThat(only(HEAD + "  a:\n" + long_ + aliases + "  condition: a\n")).contains("32 MB");
  }

  @Test
  void a_megabyte_in_one_line_is_a_value_like_any_other_and_no_long_fault() {
    var big = "x".repeat(1 << 20);

    assertThat(read(HEAD + "  a: {f: " + big + "}\n  condition: a\n").faults()).isEmpty();
    assertThat(only(HEAD + "  a: {f|cidr: " + big + "}\n  condition: a\n")).hasSizeLessThan(1100);
    assertThat(only(HEAD + "  a: {f: x}\n  condition: " + big + "\n")).hasSizeLessThan(1100);
  }

  @ParameterizedTest
  @ValueSource(ints = {51, 1000, 100_000})
  void deep_nesting_is_refused(int levels) {
    assertThat(read("[".repeat(levels)).faults()).isNotEmpty();
    assertThat(read("- ".repeat(levels) + "x").faults()).isNotEmpty();
    assertThat(read("a: {".repeat(Math.min(levels, 100_000)) + "x").faults()).isNotEmpty();
  }

  @Test
  void what_is_no_text_no_file_or_a_loop_of_links_is_named_and_the_rest_is_read() throws Exception {
    Files.writeString(folder.resolve("a.yml"), HEAD + "  a: {f: x}\n  condition: a\n");
    Files.write(folder.resolve("b.yml"), new byte[] {'a', ':', ' ', (byte) 0xc3, (byte) 0x28});
    Files.writeString(folder.resolve("c.yml"), "x".repeat((3 << 20) + 1));
    Files.createSymbolicLink(folder.resolve("d"), folder);
    Files.createSymbolicLink(folder.resolve("e.yml"), folder.resolve("e.yml"));
    Files.createSymbolicLink(folder.resolve("f.yml"), folder.resolve("nowhere.yml"));
    boolean isPiped = pipe(folder.resolve("g.yml"));

    var reading = assertTimeoutPreemptively(SOON, () -> RuleFiles.read(List.of(folder)));

    assertThat(reading.rules().rules()).hasSize(1);
    assertThat(reading.faults().stream().map(f -> Path.of(f.file()).getFileName().toString()))
        .contains("b.yml", "c.yml", "d", "e.yml", "f.yml")
        .hasSize(isPiped ? 6 : 5);
    assumeThat(isPiped).as("mkfifo is here").isTrue();
  }

  @Test
  void a_folder_behind_a_link_is_read() throws IOException {
    var real = Files.createDirectories(folder.resolve("real"));
    Files.writeString(real.resolve("a.yml"), HEAD + "  a: {f: x}\n  condition: a\n");
    var link = Files.createSymbolicLink(folder.resolve("link"), real);

    assertThat(RuleFiles.read(List.of(link)).rules().rules()).hasSize(1);
  }

  private static boolean pipe(Path file) throws InterruptedException {
    try {
      var made = new ProcessBuilder("mkfifo", file.toString()).start();
      return made.waitFor(10, TimeUnit.SECONDS) && made.exitValue() == 0;
    } catch (IOException noSuchProgram) {
      return false;
    }
  }

  private static String repeat(IntFunction<String> line, int times) {
    return IntStream.range(0, times).mapToObj(line).collect(Collectors.joining());
  }

  private static RuleFiles.Reading read(String text) {
    return assertTimeoutPreemptively(SOON, () -> RuleFiles.read(Path.of("a.yml"), text));
  }

  private static String only(String text) {
    var faults = read(text).faults();
    assertThat(faults).isNotEmpty();
    return faults.getFirst().message();
  }
}
