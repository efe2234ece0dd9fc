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
import kentongan.rule.EventRule;
import kentongan.rule.Mapping;
import kentongan.rule.MappingFile;
import kentongan.rule.Rule;
import kentongan.rule.RuleFiles;

/// The folders that rules are read from: those the product or the settings name, and the operator's
/// own. The first holds the field mapping in `mappings/ecs.yaml`.
public final class RuleFolders {
  private final List<Path> folders;
  private final Path mapping;

  /// @param folders at least one; the last is the operator's own when there are two
  public RuleFolders(List<Path> folders) {
    this.folders = List.copyOf(folders);
    this.mapping = folders.getFirst().resolve("mappings").resolve("ecs.yaml");
  }

  /// Where the operator's own filters are.
  Path ownFilters() {
    return folders.getLast().resolve("filters");
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

  private RuleBook book(RuleFiles.Reading reading, Mapping fields) {
    var leaves = new HashMap<String, RuleBook.Leaf>();
    var parts = new TreeSet<String>();
    var texts = new Texts(reading);
    var filters = new HashMap<String, String>();
    for (var document : reading.documents()) {
      document.filter().ifPresent(filter -> filters.put(filter.id(), texts.hash(document)));
    }
    filters.forEach((id, hash) -> parts.add("filter " + id + " " + hash));
    for (var document : reading.documents()) {
      if (document.rule().isPresent()) {
        var rule = document.rule().get();
        var hash = hash(texts.hash(document), rule, filters);
        leaves.put(rule.id(), new RuleBook.Leaf(document.file(), document.line(), hash));
        parts.add("rule " + rule.id() + " " + hash);
      }
    }
    parts.add("mapping " + sha256(texts.bytes(mapping)));
    placeholders().forEach(file -> parts.add("placeholders " + sha256(texts.bytes(file))));
    return new RuleBook(
        reading.rules(),
        fields,
        sha256(String.join("\n", parts).getBytes(StandardCharsets.UTF_8)),
        leaves,
        reading.faults(),
        reading.warnings());
  }

  /// Of a rule's text and of the filters that have become part of it.
  private static String hash(String text, Rule rule, Map<String, String> filters) {
    if (!(rule instanceof EventRule event) || event.filters().isEmpty()) {
      return text;
    }
    var parts = new TreeSet<String>();
    event.filters().forEach(filter -> parts.add(filters.getOrDefault(filter.id(), filter.id())));
    return sha256((text + "\n" + String.join("\n", parts)).getBytes(StandardCharsets.UTF_8));
  }

  private List<Path> placeholders() {
    var found = new ArrayList<Path>();
    for (var folder : folders) {
      var values = folder.resolve("placeholders");
      if (Files.isDirectory(values)) {
        try (var walk = Files.walk(values)) {
          walk.filter(RuleFolders::isYaml).sorted().forEach(found::add);
        } catch (IOException gone) {
          throw new UncheckedIOException(gone);
        }
      }
    }
    return found;
  }

  private static boolean isYaml(Path file) {
    var name = file.toString();
    return name.endsWith(".yml") || name.endsWith(".yaml");
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
      if (isYaml(file)) {
        seen.add(file + " " + is.lastModifiedTime().toMillis() + " " + is.size());
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

    Texts(RuleFiles.Reading reading) {
      for (var each : reading.documents()) {
        begins.computeIfAbsent(each.file(), f -> new ArrayList<>()).add(each.line());
      }
    }

    /// The lines from where a document begins to where the next one of its file does.
    String hash(RuleFiles.Document document) {
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
