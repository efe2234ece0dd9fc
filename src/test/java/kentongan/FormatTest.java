package kentongan;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/// Every source file is as google-java-format writes it. `mvn spotless:apply`, run by a JDK 25,
/// mends.
class FormatTest {
  @Test
  void every_source_is_formatted() throws IOException, FormatterException {
    var formatter = new Formatter();
    var unformatted = new ArrayList<Path>();

    for (var root : new String[] {"src/main/java", "src/test/java"}) {
      try (var files = Files.walk(Path.of(root))) {
        for (var file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          var text = Files.readString(file);
          if (!formatter.formatSourceAndFixImports(text).equals(text)) {
            unformatted.add(file);
          }
        }
      }
    }

    assertThat(unformatted).as("files to format: mvn spotless:apply").isEmpty();
  }
}
