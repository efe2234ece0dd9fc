package kentongan.boot.exercise;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import kentongan.detection.Detector;
import kentongan.notice.CallPolicy;
import kentongan.office.Offices;
import kentongan.pipeline.Register;
import kentongan.pipeline.World;
import kentongan.playbook.Playbooks;
import kentongan.rule.MappingFile;
import kentongan.rule.RuleFiles;
import kentongan.store.lucene.LuceneArchive;

/// Stages without a collector around them, for the command line.
public final class Stages {
  private Stages() {}

  /// A stage with the rules and playbooks of these folders.
  ///
  /// @param home the folder of all exercises
  /// @throws IOException when the playbooks cannot be read
  public static Stage headless(Path home, Path rules, Path playbooks) throws IOException {
    return new Stage(
        home,
        Offices.shipped(),
        Playbooks.load(playbooks),
        detectors(rules),
        (directory, _) ->
            LuceneArchive.open(directory.resolve("archive"), new SimpleMeterRegistry()),
        CallPolicy.standard(),
        () -> URI.create("http://127.0.0.1/"),
        (_, _) -> {});
  }

  private static Function<World, Function<String, Detector>> detectors(Path folder) {
    var rules = RuleFiles.read(List.of(folder)).rules();
    var mapping = MappingFile.read(folder.resolve("mappings").resolve("ecs.yaml"));
    return world -> {
      var register = new Register(world.organisation().assets(), world.events().agents());
      return memory -> new Detector(rules, mapping, register, Detector.Policy.DEFAULT, memory);
    };
  }
}
