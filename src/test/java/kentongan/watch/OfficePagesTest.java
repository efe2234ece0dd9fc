package kentongan.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The office pages that come with the project's shared data: each with and without the baseline.
class OfficePagesTest {
  private static final Path PAGES = pages();

  @TestFactory
  Stream<DynamicTest> every_page_gets_its_verdict() throws IOException {
    var expected = PAGES.resolve("expected.csv");
    if (!Files.exists(expected)) {
      System.err.println("SKIPPED: no pages at " + expected.toAbsolutePath().normalize());
    }
    assumeTrue(Files.exists(expected), "no shared pages here");
    return Files.readAllLines(expected).stream()
        .skip(1)
        .map(line -> line.split(",", 3))
        .flatMap(row -> Stream.of(test(row[0], row[1], true), test(row[0], row[1], false)));
  }

  private static DynamicTest test(String file, String verdict, boolean isCompared) {
    return DynamicTest.dynamicTest(
        file + (isCompared ? " against the home page" : " by itself"),
        () -> {
          var baseline =
              isCompared ? Optional.of(read("baik-beranda.html")) : Optional.<Page>empty();
          var found = PageComparison.of(read(file), baseline);
          assertThat(found.verdict().token()).as("%s", found).isEqualTo(verdict);
          assertThat(found.verdict() == Verdict.CLEAN || !found.reasons().isEmpty()).isTrue();
        });
  }

  private static Page read(String file) throws IOException {
    return Page.of(Files.readAllBytes(PAGES.resolve(file)), Optional.empty());
  }

  private static Path pages() {
    return List.of(Path.of("../shared/data/pages-id"), Path.of("../../shared/data/pages-id"))
        .stream()
        .filter(Files::isDirectory)
        .findFirst()
        .orElse(Path.of("../shared/data/pages-id"));
  }
}
