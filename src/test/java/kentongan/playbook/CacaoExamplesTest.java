package kentongan.playbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Published playbooks of others: what the schema says of each, and what can be walked.
class CacaoExamplesTest {
  /// Others' playbooks are not part of this project; they lie beside it where there are any.
  private static final Path EXAMPLES = Path.of("../shared/data/cacao-examples");

  @TestFactory
  List<DynamicTest> each_is_judged_as_expected() throws Exception {
    assumeThat(EXAMPLES).as("skipped: no examples in %s", EXAMPLES).isDirectory();
    var format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (var reader = Files.newBufferedReader(EXAMPLES.resolve("expected.csv"))) {
      return format.parse(reader).getRecords().stream()
          .map(row ->
              DynamicTest.dynamicTest(
                  row.get("file"),
                  () -> judge(row.get("file"), row.get("json_schema"), row.get("meaning"))))
          .toList();
    }
  }

  private static void judge(String file, String schema, String meaning) throws Exception {
    var check = Playbooks.check(List.of(EXAMPLES.resolve(file))).getFirst();

    assertThat(check.has(Fault.Kind.SCHEMA))
        .as("schema: %s", check.faults())
        .isEqualTo(schema.equals("invalid"));
    assertThat(check.isOk()).as("meaning: %s", check.faults()).isEqualTo(meaning.equals("valid"));
  }
}
