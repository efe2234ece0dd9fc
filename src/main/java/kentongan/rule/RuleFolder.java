package kentongan.rule;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// The YAML files of a folder and all below it, links followed. What cannot be looked into is
/// named, never passed over in silence.
final class RuleFolder extends SimpleFileVisitor<Path> {
  private static final int MOST_LEVELS = 32;

  private final Path root;
  private final Set<String> leftOut;
  private final List<Path> files = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();

  private RuleFolder(Path root, Set<String> leftOut) {
    this.root = root;
    this.leftOut = leftOut;
  }

  /// Looks through a folder; a path that is none is a list of its own.
  ///
  /// @param leftOut names of folders whose files are none of ours
  /// @throws UncheckedIOException when the folder itself cannot be read
  static RuleFolder of(Path root, Set<String> leftOut) {
    var folder = new RuleFolder(root, leftOut);
    if (!Files.isDirectory(root)) {
      folder.files.add(root);
      return folder;
    }
    try {
      Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), MOST_LEVELS, folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    folder.files.sort(null);
    return folder;
  }

  /// In order of their names.
  List<Path> files() {
    return files;
  }

  List<Fault> faults() {
    return faults;
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
    boolean isLeftOut = !folder.equals(root) && leftOut.contains(name(folder));
    return isLeftOut ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    if (attributes.isDirectory()) {
      faults.add(new Fault(file.toString(), 0, "more than 32 folders in each other"));
    } else if (isYaml(file)) {
      files.add(file);
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException why) throws IOException {
    if (file.equals(root)) {
      throw why;
    }
    if (why instanceof FileSystemLoopException) {
      faults.add(new Fault(file.toString(), 0, "a link into its own folder (expected: no loop)"));
    } else if (isYaml(file) || Files.isDirectory(file)) {
      faults.add(
          new Fault(file.toString(), 0, "cannot be read: " + why.getClass().getSimpleName()));
    }
    return FileVisitResult.CONTINUE;
  }

  private static boolean isYaml(Path file) {
    return name(file).endsWith(".yml") || name(file).endsWith(".yaml");
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
