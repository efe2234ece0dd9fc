package kentongan.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Asks a domain's SPF, DMARC and DKIM records, judges them, and tells when they change.
final class MailProbe {
  private static final int MOST_KEPT = 1024;

  private final DnsClient client;

  MailProbe(DnsClient client) {
    this.client = client;
  }

  Finding ask(MailCheck check, Memory memory) {
    var facts = new Facts();
    facts.text("url.domain", check.domain());
    var faults = new ArrayList<String>();
    var records = new TreeMap<String, String>();
    try {
      MailPolicy.only(texts(check, check.domain()), "v=spf1", "spf", faults)
          .ifPresent(spf -> {
            records.put("spf", spf);
            facts.text("kentongan.check.mail.spf", spf);
            faults.addAll(MailPolicy.spf(spf));
          });
      MailPolicy.only(texts(check, "_dmarc." + check.domain()), "v=dmarc1", "dmarc", faults)
          .ifPresent(dmarc -> {
            records.put("dmarc", dmarc);
            facts.text("kentongan.check.mail.dmarc", dmarc);
            faults.addAll(MailPolicy.dmarc(dmarc));
          });
      for (var selector : check.selectors()) {
        var keys = texts(check, selector + "._domainkey." + check.domain());
        records.put("dkim " + selector, keys.isEmpty() ? "" : keys.getFirst());
        MailPolicy.dkim(keys).forEach(fault -> faults.add(fault + ":" + selector));
      }
    } catch (CheckFailed e) {
      return facts.bad(e);
    }
    facts.texts("kentongan.check.mail.faults", faults);
    var changed = changed(records, memory);
    facts.flag("kentongan.check.changed", !changed.isEmpty());
    if (!changed.isEmpty()) {
      facts.texts("kentongan.check.added", changed);
    }
    if (!faults.isEmpty()) {
      return facts.bad(Reason.POLICY, String.join(", ", faults));
    }
    return facts.good(
        changed.isEmpty()
            ? "%s: SPF, DMARC, dan DKIM terpasang".formatted(check.domain())
            : "%s: kebijakan surel berubah: %s"
                .formatted(check.domain(), String.join(", ", changed)));
  }

  private List<String> texts(MailCheck check, String name) throws CheckFailed {
    var isOurs = check.resolvers().isEmpty();
    CheckFailed last = new CheckFailed(Reason.DNS, name + ": no name server answered");
    for (var server : isOurs ? DnsClient.ours() : check.resolvers()) {
      try {
        var answer = client.ask(server, isOurs, name, DnsType.TXT, check.patience());
        // A name that is not there is an answer: no record. Any other code is none.
        if (answer.code() == 0 || answer.code() == 3) {
          return answer.values();
        }
        last = new CheckFailed(Reason.DNS, name + ": the name server says " + answer.codeName());
      } catch (CheckFailed e) {
        if (e.reason() == Reason.FORBIDDEN) {
          throw e;
        }
        last = e;
      }
    }
    throw last;
  }

  private static List<String> changed(TreeMap<String, String> records, Memory memory) {
    var changed = new ArrayList<String>();
    for (var word : records.keySet()) {
      var shown = Facts.shown(records.get(word));
      var now = shown.substring(0, Math.min(shown.length(), MOST_KEPT));
      var before = memory.recall(word);
      if (before.isEmpty() || !before.get().equals(now)) {
        memory.keep(word, now);
        before.ifPresent(_ -> changed.add(word));
      }
    }
    for (var word : List.of("spf", "dmarc")) {
      if (!records.containsKey(word) && memory.recall(word).filter(b -> !b.isEmpty()).isPresent()) {
        memory.keep(word, "");
        changed.add(word);
      }
    }
    return changed;
  }
}
