package kentongan.playbook;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.databind.node.ObjectNode;

/// The library: every playbook of a directory that has passed all checks. Never changes; a changed
/// directory is loaded anew.
public final class Playbooks {
  private static final int MOST_FILES = 1_000;
  private static final long MOST_BYTES = 4L << 20;

  /// One for all: making it reads forty files.
  private static final class Shared {
    static final Schema SCHEMA = new Schema();
  }

  private final SequencedMap<String, Playbook> byName;
  private final List<Check> refused;

  private Playbooks(SequencedMap<String, Playbook> byName, List<Check> refused) {
    this.byName = byName;
    this.refused = List.copyOf(refused);
  }

  /// The playbooks of a directory and those below it. A broken file is left out and told by
  /// [#refused]; the others are not disturbed.
  ///
  /// @throws IOException when the directory cannot be read
  public static Playbooks load(Path directory) throws IOException {
    var byName = new LinkedHashMap<String, Playbook>();
    var refused = new ArrayList<Check>();
    for (var check : check(List.of(directory))) {
      check.playbook().ifPresent(playbook -> byName.put(playbook.name(), playbook));
      if (!check.isOk()) {
        refused.add(check);
      }
    }
    return new Playbooks(byName, refused);
  }

  /// The playbook with this short name, as in `situs-diretas`.
  public Optional<Playbook> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /// All playbooks, by file.
  public List<Playbook> all() {
    return List.copyOf(byName.values());
  }

  /// The files that are broken, with what is wrong with them.
  public List<Check> refused() {
    return refused;
  }

  /// Checks files, and the YAML and JSON files in directories; one answer a file, in order.
  ///
  /// @throws IOException when a path cannot be read
  public static List<Check> check(List<Path> paths) throws IOException {
    var checks = new ArrayList<Check>();
    var firstWithId = new HashMap<String, String>();
    var firstWithName = new HashMap<String, String>();
    for (var file : files(paths)) {
      var check = check(file);
      var twice =
          check
              .playbook()
              .flatMap(p -> firstOf(firstWithId, p.id(), file, "id"))
              .or(() ->
                  check.playbook().flatMap(p -> firstOf(firstWithName, p.name(), file, "name")));
      checks.add(twice.map(fault -> with(check, fault)).orElse(check));
    }
    return checks;
  }

  private static Optional<Fault> firstOf(
      HashMap<String, String> first, String key, Path file, String what) {
    var other = first.putIfAbsent(key, file.toString());
    return other == null
        ? Optional.empty()
        : Optional.of(
            new Fault(
                Fault.Kind.MEANING,
                Optional.empty(),
                Optional.empty(),
                "%s: %s has the same (expected: one of its own)".formatted(what, other)));
  }

  private static Check with(Check check, Fault fault) {
    return new Check(
        check.file(),
        check.id(),
        check.title(),
        List.of(fault),
        check.warnings(),
        Optional.empty());
  }

  private static List<Path> files(List<Path> paths) throws IOException {
    var files = new ArrayList<Path>();
    for (var path : paths) {
      if (Files.isDirectory(path)) {
        try (var below = Files.walk(path, 8)) {
          below
              .filter(Files::isRegularFile)
              .filter(Playbooks::isPlaybook)
              .sorted()
              .forEach(files::add);
        }
      } else {
        files.add(path);
      }
    }
    if (files.size() > MOST_FILES) {
      throw new IOException(
          "%d playbook files (expected: at most %d)".formatted(files.size(), MOST_FILES));
    }
    return files;
  }

  private static boolean isPlaybook(Path file) {
    var name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");
  }

  private static Check check(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return unreadable(file, Fault.text(0, "no such file (expected: a playbook)"));
    }
    if (Files.size(file) > MOST_BYTES) {
      return unreadable(
          file,
          Fault.text(0, "%d bytes (expected: at most %d)".formatted(Files.size(file), MOST_BYTES)));
    }
    try {
      var text = Files.readString(file, StandardCharsets.UTF_8);
      return check(file.toString(), text);
    } catch (CharacterCodingException notUtf8) {
      return unreadable(file, Fault.text(0, "bytes that are not UTF-8"));
    }
  }

  private static Check unreadable(Path file, Fault fault) {
    return new Check(
        file.toString(),
        Optional.empty(),
        Optional.empty(),
        List.of(fault),
        List.of(),
        Optional.empty());
  }

  /// Checks a text.
  ///
  /// @param file what it is called; ending in `.json` it is read as JSON, else as YAML
  public static Check check(String file, String text) {
    Source source;
    try {
      source = Source.read(text, file.toLowerCase(Locale.ROOT).endsWith(".json"));
    } catch (Source.Unreadable bad) {
      return new Check(
          file,
          Optional.empty(),
          Optional.empty(),
          List.of(bad.fault()),
          List.of(),
          Optional.empty());
    }
    var faults = new ArrayList<>(Shared.SCHEMA.faults(source));
    var meaning = Meaning.of(source);
    faults.addAll(meaning.faults());
    var playbook =
        faults.isEmpty() && source.tree() instanceof ObjectNode document
            ? Optional.of(Reader.playbook(nameOf(file), document))
            : Optional.<Playbook>empty();
    return new Check(
        file, bounded(source, "id"), bounded(source, "name"), faults, meaning.warnings(), playbook);
  }

  /// The playbook that a pinned document makes. It has passed the checks when it was pinned.
  ///
  /// @param name its short name
  /// @param json as [Export#json] wrote it
  public static Playbook pinned(String name, String json) {
    try {
      return Reader.playbook(name, (ObjectNode) Source.read(json, true).tree());
    } catch (Source.Unreadable broken) {
      throw new IllegalStateException(
          "playbook %s: the pinned version is broken".formatted(name), broken);
    }
  }

  private static Optional<String> bounded(Source source, String field) {
    var text = source.tree().path(field).asString("");
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(text.length() > 300 ? text.substring(0, 300) : text);
  }

  private static String nameOf(String file) {
    var name = Path.of(file).getFileName().toString();
    return name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name;
  }
}
