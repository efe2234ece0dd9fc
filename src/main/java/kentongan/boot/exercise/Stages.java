package kentongan.boot.exercise;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import kentongan.boot.Library;
import kentongan.notice.CallPolicy;
import kentongan.office.Offices;
import kentongan.playbook.Playbooks;
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
        () -> Library.rules(rules),
        (directory, _) ->
            LuceneArchive.open(directory.resolve("archive"), new SimpleMeterRegistry()),
        CallPolicy.standard(),
        () -> URI.create("http://127.0.0.1/"),
        (_, _) -> {});
  }
}
