package kentongan.boot.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The demonstration's texts, as they lie in the jar.
final class DemoText {
  private DemoText() {}

  /// A whole file of `kentongan/demo`.
  ///
  /// @throws UncheckedIOException when it is not in the jar
  static String read(String file) {
    try (var in = DemoText.class.getResourceAsStream("/kentongan/demo/" + file)) {
      if (in == null) {
        throw new IOException("/kentongan/demo/%s is not in the jar".formatted(file));
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
