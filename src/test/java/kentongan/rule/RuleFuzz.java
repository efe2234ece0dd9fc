package kentongan.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Whatever stands in a file of rules or mappings: it is read, or refused in words.
public final class RuleFuzz {
  private static final Map<String, Search> SEARCHES =
      Map.of("a", new Search.AllOf(List.of()), "b_1", new Search.AnyOf(List.of()));
  private static final LogSource WEB =
      new LogSource(Optional.of("web"), Optional.empty(), Optional.empty());

  private RuleFuzz() {}

  /// A file of rules, correlations and filters.
  public static void ruleFile(byte[] bytes) {
    var reading = RuleFiles.read(Path.of("fuzz.yml"), text(bytes));

    for (var document : reading.documents()) {
      assertThat(document.rule().isPresent() && !document.faults().isEmpty()).isFalse();
    }
    assertThat(reading.rules().rules().size()).isLessThanOrEqualTo(reading.documents().size());
  }

  /// The text of a condition.
  public static void condition(byte[] bytes) {
    try {
      assertThat(ConditionText.read(text(bytes), SEARCHES)).isNotNull();
    } catch (ConditionText.Unreadable refused) {
      assertThat(refused.getMessage()).isNotBlank();
    }
  }

  /// A mapping file.
  public static void mapping(byte[] bytes) throws IOException {
    var file = Files.createTempFile("kentongan-fuzz", ".yaml");
    try {
      Files.write(file, bytes);
      assertThat(MappingFile.read(file).path(WEB, "Image")).isNotNull();
    } catch (IllegalArgumentException refused) {
      assertThat(refused.getMessage()).contains("kentongan-fuzz");
    } finally {
      Files.delete(file);
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
