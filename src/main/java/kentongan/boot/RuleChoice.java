package kentongan.boot;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import kentongan.rule.Rule;
import kentongan.rule.RuleFiles;
import kentongan.rule.RuleSet;

/// The rules that somebody means by an id, a name, a title or a file, out of folders of rules.
///
/// @param rules all that were read
/// @param chosen those that are meant, at least one
record RuleChoice(RuleSet rules, List<Rule> chosen) {
  /// Finds them.
  ///
  /// @param folders of rules and filters; without any, the house's own rules
  /// @throws IllegalArgumentException when there is none; the message says what to do
  static RuleChoice of(String word, List<Path> folders) {
    var file = file(word);
    var paths = new ArrayList<>(folders.isEmpty() ? house() : folders);
    if (file.isPresent() && !isWithin(file.get(), paths)) {
      paths.add(file.get());
    }
    var reading = RuleFiles.read(paths);
    for (var document : reading.documents()) {
      boolean isMeant =
          file.isPresent() ? isSame(document.file(), file.get()) : isMeant(document, word);
      if (isMeant && !document.isSound()) {
        throw new IllegalArgumentException(document.faults().getFirst().toString());
      }
    }
    var rules = reading.rules();
    var chosen = new ArrayList<Rule>();
    for (var document : reading.documents()) {
      if (file.isEmpty() || isSame(document.file(), file.get())) {
        document
            .rule()
            .filter(rule -> file.isPresent() || isMeant(rule, word))
            .ifPresent(chosen::add);
      }
    }
    if (chosen.isEmpty()) {
      throw new IllegalArgumentException(
          "'%s': no sound rule among %d (expected: an id, a name, a title or a file; see --rules)"
              .formatted(word, rules.rules().size()));
    }
    return new RuleChoice(rules, chosen);
  }

  /// The same by id, name or title; empty when there is none.
  static Optional<RuleChoice> find(String word, List<Path> folders) {
    try {
      return Optional.of(of(word, folders));
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }

  /// The chosen rules with those they refer to, and no others.
  RuleSet only() {
    return rules.only(chosen.stream().map(Rule::id).toList());
  }

  /// The folder of the house's own rules, if there is one.
  static List<Path> house() {
    return HouseRules.folder().map(List::of).orElse(List.of());
  }

  private static Optional<Path> file(String word) {
    try {
      return Optional.of(Path.of(word)).filter(Files::isRegularFile);
    } catch (InvalidPathException none) {
      return Optional.empty();
    }
  }

  private static boolean isWithin(Path file, List<Path> paths) {
    var whole = file.toAbsolutePath().normalize();
    return paths.stream().anyMatch(path -> whole.startsWith(path.toAbsolutePath().normalize()));
  }

  private static boolean isSame(Path one, Path other) {
    return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
  }

  private static boolean isMeant(RuleFiles.Document document, String word) {
    return document.id().equals(word) || document.title().equalsIgnoreCase(word);
  }

  private static boolean isMeant(Rule rule, String word) {
    var about = rule.about();
    return about.id().equals(word.toLowerCase(Locale.ROOT))
        || about.id().equals(word)
        || about.name().filter(word::equals).isPresent()
        || about.title().equalsIgnoreCase(word)
        || about.titleEnglish().equalsIgnoreCase(word);
  }
}
