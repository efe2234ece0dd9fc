package kentongan.probe;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// Asks name servers and compares with what is expected or was learned.
final class DnsProbe {
  private static final int MOST_KNOWN = 64;
  private static final int MOST_KNOWN_CHARACTERS = 16_384;

  private final DnsClient client;

  DnsProbe(DnsClient client) {
    this.client = client;
  }

  Finding ask(DnsCheck check, Memory memory) {
    var facts = new Facts();
    facts.text("dns.question.name", check.name());
    facts.text("dns.question.type", check.type().name());
    var asked = new Asked();
    try {
      ask(check, asked);
    } catch (CheckFailed e) {
      return facts.bad(e);
    }
    if (!asked.silent.isEmpty()) {
      facts.texts("kentongan.check.dns.silent", asked.silent);
    }
    if (asked.answers.isEmpty()) {
      return facts.bad(Reason.DNS, check.about() + ": no name server answered");
    }
    return judged(check, asked, facts, memory);
  }

  /// What the servers said.
  private static final class Asked {
    final List<DnsMessage.Answer> answers = new ArrayList<>();
    final List<String> silent = new ArrayList<>();
  }

  /// Of our own servers the first that answers is enough; of given ones each is asked.
  private void ask(DnsCheck check, Asked asked) throws CheckFailed {
    var isOurs = check.resolvers().isEmpty();
    for (var server : isOurs ? DnsClient.ours() : check.resolvers()) {
      try {
        asked.answers.add(client.ask(server, isOurs, check.name(), check.type(), check.patience()));
        if (isOurs) {
          return;
        }
      } catch (CheckFailed e) {
        if (e.reason() == Reason.FORBIDDEN) {
          throw e;
        }
        asked.silent.add(e.detail());
      }
    }
  }

  private static Finding judged(DnsCheck check, Asked asked, Facts facts, Memory memory) {
    var values = new TreeSet<String>();
    asked.answers.forEach(answer -> answer.values().forEach(v -> values.add(folded(check, v))));
    var worst =
        asked.answers.stream()
            .filter(a -> a.code() != 0)
            .findFirst()
            .orElse(asked.answers.getFirst());
    facts.text("dns.response_code", worst.codeName());
    facts.texts("dns.answers.data", List.copyOf(values));
    facts.number(
        "kentongan.check.dns.ttl",
        asked.answers.stream().mapToLong(DnsMessage.Answer::shortestTtl).min().orElse(0));
    facts.flag(
        "kentongan.check.dns.agree",
        asked.answers.stream().map(a -> Set.copyOf(a.values())).distinct().count() == 1);
    if (worst.code() == 3) {
      return facts.bad(Reason.DNS, check.name() + ": unknown name");
    }
    if (worst.code() != 0) {
      return facts.bad(Reason.DNS, check.name() + ": the name server says " + worst.codeName());
    }
    if (values.isEmpty()) {
      return facts.bad(Reason.MISSING, "no record of type " + check.type());
    }
    return check.expected().isEmpty()
        ? learned(check, values, facts, memory)
        : compared(check, values, facts);
  }

  private static Finding compared(DnsCheck check, Set<String> values, Facts facts) {
    var expected = new TreeSet<String>();
    check.expected().forEach(v -> expected.add(folded(check, v)));
    var strange = values.stream().filter(v -> !expected.contains(v)).toList();
    facts.texts("kentongan.check.added", strange);
    facts.flag("kentongan.check.changed", !strange.isEmpty());
    return strange.isEmpty()
        ? facts.good("%s sesuai yang ditetapkan".formatted(check.about()))
        : facts.bad(Reason.CHANGED, "not among the expected: " + String.join(", ", strange));
  }

  /// What was never seen is told once, then known. Servers that take turns are so learned.
  private static Finding learned(DnsCheck check, Set<String> values, Facts facts, Memory memory) {
    var before = memory.recall("answers").map(text -> List.of(text.split("\n"))).orElse(List.of());
    var strange = values.stream().map(DnsProbe::line).filter(v -> !before.contains(v)).toList();
    if (!strange.isEmpty()) {
      var known = new LinkedHashSet<>(strange);
      known.addAll(before);
      memory.keep("answers", kept(known));
    }
    var isChanged = !before.isEmpty() && !strange.isEmpty();
    facts.flag("kentongan.check.changed", isChanged);
    if (isChanged) {
      facts.texts("kentongan.check.added", strange);
      facts.texts("kentongan.check.known", before);
      return facts.good("%s berubah: %s".formatted(check.about(), String.join(", ", strange)));
    }
    return facts.good("%s: %s".formatted(check.about(), String.join(", ", values)));
  }

  private static String kept(Set<String> known) {
    var text = new StringBuilder();
    for (var value : known.stream().limit(MOST_KNOWN).toList()) {
      if (text.length() + value.length() < MOST_KNOWN_CHARACTERS) {
        text.append(text.isEmpty() ? "" : "\n").append(value);
      }
    }
    return text.toString();
  }

  private static String line(String value) {
    return Facts.shown(value);
  }

  private static String folded(DnsCheck check, String value) {
    return check.type() == DnsType.TXT || check.type() == DnsType.CAA
        ? value
        : value.toLowerCase(Locale.ROOT).replaceAll("\\.$", "");
  }
}
