package kentongan.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// The page about settings names every setting there is, and no other.
class SettingsDocTest {
  @Test
  void every_setting_is_on_the_page_and_every_line_of_the_page_is_a_setting() throws IOException {
    var settings = new TreeSet<String>();
    var classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("kentongan");
    for (var type : classes) {
      if (type.isAnnotatedWith(ConfigurationProperties.class)) {
        var reflected = type.reflect();
        var prefix = reflected.getAnnotation(ConfigurationProperties.class).value();
        settings.addAll(keys(prefix, reflected));
      }
    }

    var onPage = new TreeSet<String>();
    for (var line : Files.readAllLines(Path.of("docs/reference/settings.md"))) {
      if (line.startsWith("| `kentongan.")) {
        onPage.add(line.substring(3, line.indexOf('`', 3)));
      }
    }

    assertThat(onPage).isEqualTo(settings);
  }

  private static List<String> keys(String prefix, Class<?> type) {
    var keys = new ArrayList<String>();
    for (RecordComponent part : type.getRecordComponents()) {
      var name =
          prefix
              + "."
              + part.getName().replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
      if (part.getType().isRecord() && part.getType().getName().startsWith("kentongan.")) {
        keys.addAll(keys(name, part.getType()));
      } else {
        keys.add(name);
      }
    }
    return keys;
  }
}
