package kentongan.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import kentongan.rule.MappingFile;
import kentongan.rule.RuleFiles;

/// The folders that rules are read from: those the product or the settings name, and the operator's
/// own. The first holds the field mapping in `mappings/ecs.yaml`.
public final class RuleFolders {
  private final List<Path> folders;
  private final Path mapping;

  /// @param folders at least one
  public RuleFolders(List<Path> folders) {
    this.folders = List.copyOf(folders);
    this.mapping = folders.getFirst().resolve("mappings").resolve("ecs.yaml");
  }

  /// The rules as they stand on disk now. Never fails for what a rule file says.
  ///
  /// @throws IllegalStateException when a folder is missing or the mapping cannot be read
  public RuleBook read() {
    for (var folder : folders) {
      if (!Files.isDirectory(folder)) {
        throw new IllegalStateException(
            "rules: %s (expected: a folder of Sigma rules)".formatted(folder));
      }
    }
    try {
      var reading = RuleFiles.read(folders);
      return book(reading, MappingFile.read(mapping));
    } catch (UncheckedIOException | IllegalArgumentException broken) {
      throw new IllegalStateException(String.valueOf(broken.getMessage()), broken);
    }
  }

  private RuleBook book(RuleFiles.Reading reading, kentongan.rule.Mapping fields) {
    var leaves = new HashMap<String, RuleBook.Leaf>();
    var parts = new TreeSet<String>();
    var texts = new Texts();
    for (var document : reading.documents()) {
      if (document.rule().isPresent()) {
        var rule = document.rule().get();
        var hash = texts.hash(document, reading);
        leaves.put(rule.id(), new RuleBook.Leaf(document.file(), document.line(), hash));
        parts.add("rule " + rule.id() + " " + hash);
      }
    }
    parts.add("mapping " + sha256(texts.bytes(mapping)));
    return new RuleBook(
        reading.rules(),
        fields,
        sha256(String.join("\n", parts).getBytes(StandardCharsets.UTF_8)),
        leaves,
        reading.faults(),
        List.of());
  }

  /// What the folders look like: another text when a file came, went or was written. Cheap: no file
  /// is opened.
  public String look() {
    var seen = new ArrayList<String>();
    for (var folder : folders) {
      try {
        Files.walkFileTree(folder, new Lister(seen));
      } catch (IOException gone) {
        seen.add(folder + " " + gone.getClass().getSimpleName());
      }
    }
    seen.sort(Comparator.naturalOrder());
    return sha256(String.join("\n", seen).getBytes(StandardCharsets.UTF_8));
  }

  private static final class Lister extends SimpleFileVisitor<Path> {
    private final List<String> seen;

    Lister(List<String> seen) {
      this.seen = seen;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes is) {
      var name = file.toString();
      if (name.endsWith(".yml") || name.endsWith(".yaml")) {
        seen.add(name + " " + is.lastModifiedTime().toMillis() + " " + is.size());
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException gone) {
      return FileVisitResult.CONTINUE;
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }

  /// The texts of documents, cut out of their files.
  private static final class Texts {
    private final Map<Path, List<String>> files = new HashMap<>();
    private final Map<Path, List<Integer>> begins = new HashMap<>();

    /// The lines from where a document begins to where the next one of its file does.
    String hash(RuleFiles.Document document, RuleFiles.Reading reading) {
      if (begins.isEmpty()) {
        for (var each : reading.documents()) {
          begins.computeIfAbsent(each.file(), f -> new ArrayList<>()).add(each.line());
        }
      }
      var lines = files.computeIfAbsent(document.file(), f -> lines(bytes(f)));
      var from = Math.clamp(document.line() - 1L, 0, lines.size());
      var to =
          begins.getOrDefault(document.file(), List.of()).stream()
              .filter(line -> line > document.line())
              .mapToInt(line -> Math.min(line - 1, lines.size()))
              .min()
              .orElse(lines.size());
      return sha256(String.join("\n", lines.subList(from, to)).getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> lines(byte[] bytes) {
      return new String(bytes, StandardCharsets.UTF_8).lines().toList();
    }

    byte[] bytes(Path file) {
      try {
        return Files.readAllBytes(file);
      } catch (IOException gone) {
        throw new UncheckedIOException(gone);
      }
    }
  }
}
