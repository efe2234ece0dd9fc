package kentongan.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What the screens say, and how they are made.
class WordsTest {
  private static final Path RESOURCES = Path.of("src/main/resources");

  @Test
  void both_languages_say_the_same_things() throws IOException {
    assertThat(keys("messages_en.properties")).isEqualTo(keys("messages.properties"));
  }

  @Test
  void every_plain_key_in_a_template_has_words() throws IOException {
    var known = keys("messages.properties");
    var asked = new TreeSet<String>();
    var key = Pattern.compile("#\\{([a-z][A-Za-z0-9.]*)[}(]");
    for (var template : templates()) {
      var found = key.matcher(Files.readString(template));
      while (found.find()) {
        asked.add(found.group(1));
      }
    }
    asked.removeAll(known);
    assertThat(asked).isEmpty();
  }

  @Test
  void templates_have_nothing_inline_and_nothing_unescaped() throws IOException {
    var forbidden =
        Pattern.compile(
            "th:utext|\\sstyle=|th:style|\\son[a-z]+=|hx-on|<style|javascript:|<script(?! defer"
                + " th:src)|https?://(?!www.w3.org)|\\[\\(");
    for (var template : templates()) {
      var found = forbidden.matcher(Files.readString(template));
      assertThat(found.find())
          .as(template + ": " + (found.hasMatch() ? found.group() : ""))
          .isFalse();
    }
  }

  private static TreeSet<String> keys(String file) throws IOException {
    var words = new Properties();
    try (var in = Files.newBufferedReader(RESOURCES.resolve(file), StandardCharsets.UTF_8)) {
      words.load(in);
    }
    return words.stringPropertyNames().stream().collect(Collectors.toCollection(TreeSet::new));
  }

  private static Iterable<Path> templates() throws IOException {
    try (var found = Files.walk(RESOURCES.resolve("templates"))) {
      return found
          .filter(file -> file.toString().endsWith(".html"))
          .filter(file -> !file.toString().contains("/report/"))
          .toList();
    }
  }
}
