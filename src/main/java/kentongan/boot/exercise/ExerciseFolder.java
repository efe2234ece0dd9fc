package kentongan.boot.exercise;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kentongan.exercise.Exercise;
import kentongan.exercise.ExerciseId;
import kentongan.exercise.FactLine;
import kentongan.exercise.Scenario;
import kentongan.exercise.Score;
import kentongan.exercise.ScoreLine;

/// The folder of one exercise: `exercise.ndjson` with its facts, `result.ndjson` with its score,
/// and its world's own files beside them.
final class ExerciseFolder {
  private static final int MOST_FACTS = 10_000;

  private final Path directory;

  private ExerciseFolder(Path directory) {
    this.directory = directory;
  }

  /// Makes the folder of a new exercise.
  ///
  /// @return empty when there is one of this name
  static Optional<ExerciseFolder> make(Path home, ExerciseId id) {
    try {
      Files.createDirectories(home);
      return Optional.of(new ExerciseFolder(Files.createDirectory(home.resolve(id.value()))));
    } catch (FileAlreadyExistsException _) {
      return Optional.empty();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /// The folder of an exercise that was. A link is no folder: it could lead out.
  static Optional<ExerciseFolder> find(Path home, ExerciseId id) {
    var directory = home.resolve(id.value());
    return Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
            && Files.isRegularFile(facts(directory), LinkOption.NOFOLLOW_LINKS)
        ? Optional.of(new ExerciseFolder(directory))
        : Optional.empty();
  }

  /// All exercises that were, by name, the newest last.
  static List<ExerciseId> all(Path home) {
    if (!Files.isDirectory(home)) {
      return List.of();
    }
    try (var entries = Files.list(home)) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .flatMap(name -> id(name).stream())
          .filter(id -> find(home, id).isPresent())
          .sorted()
          .toList();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static Optional<ExerciseId> id(String name) {
    try {
      return Optional.of(new ExerciseId(name));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  Path directory() {
    return directory;
  }

  /// Adds a fact; it is on disk when this returns.
  void add(Exercise.Fact fact) {
    var line = (FactLine.write(fact) + "\n").getBytes(StandardCharsets.UTF_8);
    try (var file =
        FileChannel.open(facts(directory), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      file.truncate(whole());
      file.position(file.size());
      var bytes = ByteBuffer.wrap(line);
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
      file.force(true);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /// How much of the file are whole lines: a crash may have cut the last one short.
  private long whole() throws IOException {
    var bytes = Files.readAllBytes(facts(directory));
    var end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    return end;
  }

  /// The exercise as its facts make it; empty when its file is damaged. A last line that a crash
  /// cut short is left out.
  Optional<Exercise> exercise() {
    try (var lines = Files.lines(facts(directory), StandardCharsets.UTF_8)) {
      var facts = new ArrayList<Exercise.Fact>();
      for (var line : lines.limit(MOST_FACTS).toList()) {
        try {
          facts.add(FactLine.read(line));
        } catch (RuntimeException _) {
          break;
        }
      }
      return Exercise.of(facts);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /// Keeps the score, whole or not at all.
  void keep(Score score) {
    var text = String.join("\n", ScoreLine.write(score)) + "\n";
    try {
      var half = directory.resolve("result.ndjson.new");
      Files.writeString(half, text, StandardCharsets.UTF_8);
      Files.move(half, result(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /// The score that was kept; empty when there is none.
  Optional<Score> score(Scenario scenario) {
    if (!Files.isRegularFile(result(), LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          ScoreLine.read(Files.readAllLines(result(), StandardCharsets.UTF_8), scenario));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private Path result() {
    return directory.resolve("result.ndjson");
  }

  private static Path facts(Path directory) {
    return directory.resolve("exercise.ndjson");
  }
}
