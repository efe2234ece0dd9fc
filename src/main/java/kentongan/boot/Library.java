package kentongan.boot;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import kentongan.pipeline.RuleBook;
import kentongan.pipeline.RuleFolders;
import kentongan.playbook.Playbooks;
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

  /// The folder of rules and, when there is one, the operator's own.
  ///
  /// @param folder of rules, with the field mapping in `mappings/ecs.yaml`
  /// @param own a folder that is made when it is missing
  public static RuleFolders ruleFolders(Path folder, Optional<Path> own) {
    if (!Files.isDirectory(folder)) {
      throw new IllegalStateException(
          "kentongan.rules: %s (expected: a folder of Sigma rules)".formatted(folder));
    }
    own.ifPresent(Library::make);
    return new RuleFolders(Stream.concat(Stream.of(folder), own.stream()).toList());
  }

  private static void make(Path folder) {
    try {
      Files.createDirectories(folder.resolve("filters"));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /// The rules as they stand on disk now; what is left out is named.
  public static RuleBook rules(Path folder) {
    return told(ruleFolders(folder, Optional.empty()).read());
  }

  /// Names what was left out, and says how many rules there are.
  static RuleBook told(RuleBook book) {
    book.faults()
        .forEach(fault -> LOG.atError().addKeyValue("fault", fault).log("a rule is left out"));
    LOG.atInfo()
        .addKeyValue("rules", book.rules().rules().size())
        .addKeyValue("faults", book.faults().size())
        .addKeyValue("version", book.shortVersion())
        .log("rules in force");
    return book;
  }
}
