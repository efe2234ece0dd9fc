package kentongan.boot;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where this house's own rules lie: in `rules` of the folder we run in, else of the folder that
/// holds the program.
public final class HouseRules {
  private static final String MAPPING = "mappings/ecs.yaml";

  private HouseRules() {}

  /// The folder of rules; empty when there is none.
  public static Optional<Path> folder() {
    return candidates().stream()
        .filter(folder -> Files.exists(folder.resolve(MAPPING)))
        .findFirst();
  }

  /// The file that maps Sigma to ECS.
  ///
  /// @param beside folders that are asked first
  static Optional<Path> mapping(List<Path> beside) {
    var folders = new ArrayList<>(beside);
    folders.addAll(candidates());
    return folders.stream()
        .map(folder -> folder.resolve(MAPPING))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  private static List<Path> candidates() {
    var folders = new ArrayList<Path>();
    folders.add(Path.of("rules"));
    try {
      var source = HouseRules.class.getProtectionDomain().getCodeSource();
      var here = source == null ? null : Path.of(source.getLocation().toURI()).toAbsolutePath();
      for (int up = 0; up < 4 && here != null; up++) {
        folders.add(here.resolve("rules"));
        here = here.getParent();
      }
    } catch (URISyntaxException e) {
      return folders;
    }
    return folders;
  }
}
