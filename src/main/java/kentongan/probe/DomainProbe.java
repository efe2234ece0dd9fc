package kentongan.probe;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Judges what a registry says of a domain.
final class DomainProbe {
  /// States in which a domain does not work, or soon is somebody else's.
  private static final List<String> BAD =
      List.of(
          "client hold",
          "server hold",
          "redemption period",
          "pending delete",
          "inactive",
          "pending transfer");

  private final DomainRegistry registry;

  DomainProbe(DomainRegistry registry) {
    this.registry = registry;
  }

  Finding ask(DomainCheck check, Memory memory, Instant now) {
    var facts = new Facts();
    facts.text("url.domain", check.domain());
    DomainRegistry.Registration said;
    try {
      said = registry.registration(check);
    } catch (CheckFailed e) {
      return facts.bad(e);
    }
    facts.texts("kentongan.check.domain.states", said.states());
    facts.texts("kentongan.check.domain.name_servers", said.nameServers());
    facts.text("kentongan.check.domain.registrar", said.registrar());
    changed(said, facts, memory);
    var bad = said.states().stream().filter(BAD::contains).toList();
    if (said.ends().isEmpty()) {
      return bad.isEmpty()
          ? facts.bad(Reason.MISSING, check.domain() + ": the registry tells no end")
          : facts.bad(Reason.POLICY, "state: " + String.join(", ", bad));
    }
    var end = said.ends().get();
    var days = Math.floorDiv(Duration.between(now, end).toSeconds(), 86_400L);
    facts.text("kentongan.check.domain.ends", Probes.text(end));
    facts.number("kentongan.check.domain.days", days);
    if (!bad.isEmpty()) {
      return facts.bad(Reason.POLICY, "state: " + String.join(", ", bad));
    }
    if (Duration.between(now, end).compareTo(check.warn()) < 0) {
      return facts.bad(Reason.LIMIT, "the registration ends in %d days".formatted(days));
    }
    return facts.good(
        "%s terdaftar sampai %s (%d hari lagi)".formatted(check.domain(), Probes.text(end), days));
  }

  private static void changed(DomainRegistry.Registration said, Facts facts, Memory memory) {
    var now = said.registrar() + " | " + String.join(" ", said.nameServers());
    var before = memory.recall("registration");
    if (before.isEmpty() || !before.get().equals(now)) {
      memory.keep("registration", now);
    }
    var isChanged = before.isPresent() && !before.get().equals(now);
    facts.flag("kentongan.check.changed", isChanged);
    if (isChanged) {
      facts.texts("kentongan.check.known", List.of(before.get()));
      facts.texts("kentongan.check.added", List.of(now));
    }
  }
}
