package kentongan.watch;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/// Looks for what attackers put into a page besides words: ways out, scripts, frames, forms.
final class Parts {
  private final PageContent now;
  private final Optional<PageContent> before;
  private final Hosts own;
  private final Evidence evidence;

  Parts(PageContent now, Optional<PageContent> before, Hosts own, Evidence evidence) {
    this.now = now;
    this.before = before;
    this.own = own;
    this.evidence = evidence;
  }

  void gather() {
    refresh();
    for (var script : now.scripts) {
      if (!before.map(b -> b.scriptHashes.contains(script.hash())).orElse(false)) {
        script(script);
      }
    }
    embedded();
  }

  private void refresh() {
    var url = Folding.lower(now.refresh).indexOf("url=");
    var after = now.refresh.indexOf(';');
    if ((url < 0 && after < 0) || before.map(b -> b.refresh.equals(now.refresh)).orElse(false)) {
      return;
    }
    var target = now.refresh.substring(url >= 0 ? url + 4 : after + 1).strip();
    target = target.startsWith("'") || target.startsWith("\"") ? target.substring(1) : target;
    Hosts.of(target)
        .filter(this::isOutside)
        .filter(host -> before.isPresent() || own.isKnown() || !Hosts.isOrdinary(host))
        .ifPresent(host ->
            evidence.add(
                "meta-refresh",
                Verdict.REDIRECT,
                12,
                "Halaman memindahkan pengunjung ke situs lain: " + host,
                "The page moves visitors to another site: " + host));
  }

  private void script(Script script) {
    script.leads().ifPresent(this::lead);
    var says = Wording.of(script.said(), WordLists.house());
    var weight = Math.max(says.gambling().weight(), says.spam().weight());
    var writes = !script.written().isEmpty();
    if (weight >= (writes ? 8 : 14) && !(says.isGuidance() && weight < 30)) {
      evidence.add(
          "script-text",
          writes ? Verdict.INJECTED : Verdict.SUSPICIOUS,
          10,
          "Skrip di halaman menuliskan kata judi atau spam: " + says.gambling().shown(),
          "A script in the page writes words of gambling or spam: " + says.gambling().shown());
    }
    var strange = strange(script.fetches(), before.map(PageContent::hosts).orElse(Set.of()));
    if (!strange.isEmpty() && (before.isPresent() || script.isDisguised())) {
      evidence.add(
          "script-loader",
          Verdict.SUSPICIOUS,
          script.isDisguised() ? 8 : 5,
          "Skrip baru dari situs luar dimuat diam-diam: " + Suspicions.some(strange),
          "A script loads more from an outside site: " + Suspicions.some(strange));
    } else if (script.isDisguised() && before.isPresent() && before.get().elements > 0) {
      evidence.add(
          "script-disguised",
          Verdict.SUSPICIOUS,
          5,
          "Skrip baru yang disamarkan ada di halaman",
          "A new disguised script is in the page");
    }
  }

  private void lead(Script.Lead lead) {
    var host = lead.host();
    if (host.isPresent() && !leadsAway(host.get())) {
      return;
    }
    if (host.isEmpty() && !lead.isDisguised()) {
      return;
    }
    var where = host.map(h -> " ke " + h).orElse(" ke alamat yang disamarkan");
    var there = host.map(h -> " to " + h).orElse(" to a disguised address");
    var whom = lead.isConditional() ? "pengunjung tertentu" : "pengunjung";
    var who = lead.isConditional() ? "certain visitors" : "visitors";
    var isTelling = host.map(Hosts::isTelling).orElse(false);
    double weight;
    if (lead.isOnAct() && !isTelling) {
      weight = 3;
    } else if (host.isEmpty()) {
      weight = before.isPresent() || lead.isConditional() ? 12 : 6;
    } else {
      var isSure = lead.isDisguised() || lead.isConditional() || own.isKnown() || isTelling;
      weight = isSure || before.isPresent() ? 12 : 10;
    }
    evidence.add(
        lead.isDisguised() ? "script-redirect-disguised" : "script-redirect",
        weight < 6 ? Verdict.SUSPICIOUS : Verdict.REDIRECT,
        weight,
        "Skrip mengalihkan " + whom + where + (lead.isDisguised() ? " (alamat disamarkan)" : ""),
        "A script sends " + who + there + (lead.isDisguised() ? " (address disguised)" : ""));
  }

  private boolean leadsAway(String host) {
    if (own.isKnown() && own.isOwn(host)) {
      return false;
    }
    var isKnown = before.map(b -> b.hosts().contains(host)).orElse(false);
    return Hosts.isTelling(host) || (!isKnown && !Hosts.isOrdinary(host));
  }

  private void embedded() {
    var promoting = new LinkedHashSet<String>();
    now.visibleFrameHosts.stream().filter(this::tells).forEach(promoting::add);
    now.hiddenFrameHosts.stream().filter(this::tells).forEach(promoting::add);
    now.scriptHosts.stream().filter(this::tells).forEach(promoting::add);
    if (!promoting.isEmpty()) {
      evidence.add(
          "frame",
          Verdict.INJECTED,
          12,
          "Bingkai atau skrip dari situs judi: " + Suspicions.some(promoting),
          "A frame or script from a gambling site: " + Suspicions.some(promoting));
    }
    before.ifPresent(b -> {
      var known = b.hosts();
      part(
          "script-host",
          now.scriptHosts,
          known,
          5,
          "Skrip baru dari situs luar: ",
          "New script from an outside site: ");
      part(
          "frame",
          now.visibleFrameHosts,
          known,
          6,
          "Bingkai baru dari situs luar: ",
          "New frame from an outside site: ");
      part(
          "form",
          now.formHosts,
          b.formHosts,
          now.hasPassword ? 10 : 7,
          "Formulir mengirim isian ke situs luar: ",
          "A form sends what is typed to an outside site: ");
    });
    part(
        "hidden-frame",
        now.hiddenFrameHosts,
        before.map(PageContent::hosts).orElse(Set.of()),
        7,
        "Bingkai tersembunyi dari situs luar: ",
        "Hidden frame from an outside site: ");
    if (before.isEmpty() && now.hasPassword && own.isKnown()) {
      part(
          "form",
          now.formHosts,
          Set.of(),
          6,
          "Formulir sandi mengirim isian ke situs luar: ",
          "A password form sends to an outside site: ");
    }
  }

  private boolean tells(String host) {
    return Hosts.isTelling(host)
        && isOutside(host)
        && !before.map(b -> b.hosts().contains(host)).orElse(false);
  }

  private void part(
      String technique, Set<String> hosts, Set<String> known, double weight, String id, String en) {
    var strange = strange(hosts, known);
    if (!strange.isEmpty()) {
      evidence.add(
          technique,
          weight >= 10 ? Verdict.INJECTED : Verdict.SUSPICIOUS,
          weight,
          id + Suspicions.some(strange),
          en + Suspicions.some(strange));
    }
  }

  private Set<String> strange(Set<String> hosts, Set<String> known) {
    var strange = new LinkedHashSet<String>();
    for (var host : hosts) {
      if (!known.contains(host) && isOutside(host) && !Hosts.isOrdinary(host)) {
        strange.add(host);
      }
    }
    return strange;
  }

  private boolean isOutside(String host) {
    return !host.isEmpty() && !own.isOwn(host);
  }
}
