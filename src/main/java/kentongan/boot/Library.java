package kentongan.boot;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import kentongan.detection.Detector;
import kentongan.pipeline.Register;
import kentongan.pipeline.World;
import kentongan.playbook.Playbooks;
import kentongan.rule.Mapping;
import kentongan.rule.MappingFile;
import kentongan.rule.RuleFiles;
import kentongan.rule.RuleSet;
import kentongan.store.elastic.ElasticArchive;
import kentongan.store.lucene.LuceneArchive;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The rules and playbooks in force: folders beside the launcher unless the settings name others.
public final class Library {
  private static final Logger LOG = LoggerFactory.getLogger(Library.class);

  private Library() {}

  /// A folder that comes with the product: below `KENTONGAN_HOME`, else below where the program was
  /// started.
  public static Path folder(String set, String name) {
    if (!set.isBlank()) {
      return Path.of(set);
    }
    var home = System.getenv("KENTONGAN_HOME");
    return (home == null ? Path.of("") : Path.of(home)).resolve(name);
  }

  /// The playbooks; a broken file is named and left out.
  static Playbooks playbooks(CollectorSettings settings) throws IOException {
    var folder = folder(settings.playbooks(), "playbooks");
    if (!Files.isDirectory(folder)) {
      throw new IOException(
          "kentongan.playbooks: %s (expected: a folder of playbooks)".formatted(folder));
    }
    var playbooks = Playbooks.load(folder);
    for (var check : playbooks.refused()) {
      LOG.atError()
          .addKeyValue("file", check.file())
          .addKeyValue("faults", check.faults())
          .log("a playbook is left out");
    }
    return playbooks;
  }

  /// Where events are searched, as the settings say.
  public static WorldFolder.Archives archives(CollectorSettings settings, MeterRegistry registry) {
    var archive = settings.archive();
    return switch (archive.kind()) {
      case LUCENE -> lucene(registry);
      case ELASTIC ->
          (_, world) ->
              ElasticArchive.open(
                  archive.url(), "kentongan-" + world, archive.replicas(), registry);
    };
  }

  /// Lucene, in the world's own folder.
  static WorldFolder.Archives lucene(MeterRegistry registry) {
    return (directory, _) -> LuceneArchive.open(directory.resolve("archive"), registry);
  }

  /// Makes detectors for a world, with the rules as they stand on disk now.
  ///
  /// @param folder of rules, with the field mapping in `mappings/ecs.yaml`
  public static Function<String, Detector> detector(Path folder, World world) {
    var rules = rules(folder);
    var mapping = mapping(folder);
    var register = new Register(world.organisation().assets(), world.events().agents());
    return memory -> new Detector(rules, mapping, register, Detector.Policy.DEFAULT, memory);
  }

  private static RuleSet rules(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new IllegalStateException(
          "kentongan.rules: %s (expected: a folder of Sigma rules)".formatted(folder));
    }
    var reading = RuleFiles.read(List.of(folder));
    reading
        .faults()
        .forEach(fault -> LOG.atError().addKeyValue("fault", fault).log("a rule is left out"));
    LOG.atInfo()
        .addKeyValue("rules", reading.rules().rules().size())
        .addKeyValue("faults", reading.faults().size())
        .log("rules in force");
    return reading.rules();
  }

  private static Mapping mapping(Path folder) {
    return MappingFile.read(folder.resolve("mappings").resolve("ecs.yaml"));
  }
}
