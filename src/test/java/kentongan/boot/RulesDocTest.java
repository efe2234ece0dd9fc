package kentongan.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import kentongan.rule.Rule;
import kentongan.rule.RuleFiles;
import kentongan.rule.RuleSet;
import org.junit.jupiter.api.Test;

/// The page about this house's rules is made of the rule files. `KENTONGAN_WRITE_DOCS=yes` in the
/// environment of this test writes it anew.
class RulesDocTest {
  private static final Path PAGE = Path.of("docs/reference/rules.md");
  private static final String MARK = "<!-- made of the files in rules/ by RulesDocTest -->\n";

  @Test
  void the_page_says_what_the_rule_files_say() throws IOException {
    var text = Files.readString(PAGE);
    var introduction = text.substring(0, text.indexOf(MARK) + MARK.length());
    var whole = introduction + "\n" + tables();

    if ("yes".equals(System.getenv("KENTONGAN_WRITE_DOCS"))) {
      Files.writeString(PAGE, whole);
    }

    assertThat(Files.readString(PAGE))
        .as("run this test once with KENTONGAN_WRITE_DOCS=yes in the environment")
        .isEqualTo(whole);
  }

  private static String tables() {
    var reading = RuleFiles.read(List.of(Path.of("rules")));
    var rules = reading.rules();
    var byFolder = new TreeMap<String, List<String>>();
    reading.documents().stream()
        .collect(Collectors.groupingBy(d -> folder(d.file()), TreeMap::new, Collectors.toList()))
        .forEach((folder, documents) ->
            byFolder.put(
                folder,
                documents.stream()
                    .flatMap(document -> rules.find(document.id()).stream())
                    .filter(rules::speaks)
                    .map(rule -> row(rules, rule))
                    .sorted()
                    .toList()));
    var count = byFolder.values().stream().mapToInt(List::size).sum();
    var page =
        new StringBuilder(
            "%d rules speak; %d more only serve them.\n"
                .formatted(count, rules.rules().size() - count));
    byFolder.forEach((folder, rows) ->
        page.append("\n## `rules/%s`\n\n".formatted(folder))
            .append(
                "| rule | in English | level | source | when it fires |\n|---|---|---|---|---|\n")
            .append(String.join("", rows)));
    return page.toString();
  }

  private static String row(RuleSet rules, Rule rule) {
    var about = rule.about();
    var sources =
        rules.bases(rule).stream()
            .map(base -> base.source().toString())
            .distinct()
            .sorted()
            .collect(Collectors.joining("; "));
    return "| %s | %s | %s | %s | %s |\n"
        .formatted(
            cell(about.title()),
            cell(about.titleEnglish()),
            about.level().word(),
            cell(sources),
            cell(firstSentence(about.description())));
  }

  /// Up to the first full stop that ends a sentence, not one within a number or an address.
  private static String firstSentence(String text) {
    var line = text.strip().replaceAll("\\s+", " ");
    for (int end = line.indexOf(". "); end >= 0; end = line.indexOf(". ", end + 1)) {
      if (Character.isUpperCase(line.charAt(end + 2))) {
        return line.substring(0, end + 1);
      }
    }
    return line;
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }

  private static String folder(Path file) {
    return file.getParent().getFileName().toString();
  }
}
