package kentongan.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the counters of the machine's network interfaces (Linux), and knows what is normal at each
/// hour of the day. One per question: it remembers the counters of the look before.
final class NetworkProbe {
  private static final int MOST_HOURS_KEPT = 24;

  private final Path counters;
  private final Map<Integer, Normal> in = new HashMap<>();
  private final Map<Integer, Normal> out = new HashMap<>();
  private @Nullable Look before;
  private int keptHour = -1;

  /// @param counters `/proc/net/dev`, or what looks like it
  NetworkProbe(Path counters) {
    this.counters = counters;
  }

  /// Counters at a moment.
  private record Look(Instant at, long in, long out) {}

  synchronized Finding ask(NetworkCheck check, Memory memory, Instant now) {
    var facts = new Facts();
    facts.text("observer.ingress.interface.name", check.about());
    Optional<Look> look;
    try {
      look = look(check.link(), now);
    } catch (IOException e) {
      return facts.bad(Reason.MISSING, counters + ": cannot be read: " + e.getMessage());
    }
    if (look.isEmpty()) {
      return facts.bad(Reason.MISSING, "no interface '%s'".formatted(check.link()));
    }
    var last = before;
    before = look.get();
    var millis = last == null ? 0 : Duration.between(last.at, now).toMillis();
    // After a restart of the machine the counters begin anew.
    if (last == null || millis <= 0 || look.get().in < last.in || look.get().out < last.out) {
      return facts.good("%s: pencacah dibaca".formatted(check.about()));
    }
    return judged(check, facts, memory, new Flow(look.get(), last, millis));
  }

  /// What went through between two looks.
  private record Flow(Look now, Look before, long millis) {
    long in() {
      return now.in - before.in;
    }

    long out() {
      return now.out - before.out;
    }

    double perSecond(long bytes) {
      return bytes * 1000.0 / millis;
    }
  }

  private Finding judged(NetworkCheck check, Facts facts, Memory memory, Flow flow) {
    var hour = flow.now.at.atZone(ZoneOffset.UTC).getHour();
    var inward = flow.perSecond(flow.in());
    var outward = flow.perSecond(flow.out());
    facts.number("host.network.ingress.bytes", flow.in());
    facts.number("host.network.egress.bytes", flow.out());
    facts.number("kentongan.check.network.in_rate", inward);
    facts.number("kentongan.check.network.out_rate", outward);
    var usualIn = usual(in, "in", hour, memory);
    var usualOut = usual(out, "out", hour, memory);
    if (usualIn.isKnown()) {
      facts.number("kentongan.check.network.in_usual", usualIn.mean());
      facts.number("kentongan.check.network.out_usual", usualOut.mean());
    }
    var oddIn = usualIn.judged(inward);
    var oddOut = usualOut.judged(outward);
    in.put(hour, usualIn.with(inward));
    out.put(hour, usualOut.with(outward));
    keep(hour, memory);
    facts.text("kentongan.check.network.in_unusual", oddIn.isEmpty() ? "no" : oddIn);
    facts.text("kentongan.check.network.out_unusual", oddOut.isEmpty() ? "no" : oddOut);
    return facts.good(
        "%s: masuk %d, keluar %d bita per detik"
            .formatted(check.about(), Math.round(inward), Math.round(outward)));
  }

  private static Normal usual(Map<Integer, Normal> all, String way, int hour, Memory memory) {
    return all.computeIfAbsent(
        hour, h -> memory.recall(way + " " + h).map(Normal::parse).orElse(Normal.NONE));
  }

  /// Kept when the hour turns, and after each tenth look: a write to disk costs.
  private void keep(int hour, Memory memory) {
    var isTenth = in.getOrDefault(hour, Normal.NONE).count() % 10 == 0;
    if (hour == keptHour && !isTenth) {
      return;
    }
    keptHour = hour;
    for (var h = 0; h < MOST_HOURS_KEPT; h++) {
      if (h == hour || h == (hour + 23) % 24) {
        keep(in, "in", h, memory);
        keep(out, "out", h, memory);
      }
    }
  }

  private static void keep(Map<Integer, Normal> all, String way, int hour, Memory memory) {
    var normal = all.get(hour);
    if (normal != null) {
      memory.keep(way + " " + hour, normal.toString());
    }
  }

  private Optional<Look> look(String link, Instant now) throws IOException {
    long in = 0;
    long out = 0;
    var isThere = false;
    for (var line : Files.readAllLines(counters)) {
      var colon = line.indexOf(':');
      if (colon < 0) {
        continue;
      }
      var name = line.substring(0, colon).strip();
      var numbers = line.substring(colon + 1).strip().split("\\s+");
      var isMeant = link.isEmpty() ? !name.equals("lo") : name.equals(link);
      if (isMeant
          && numbers.length >= 9
          && numbers[0].matches("[0-9]{1,18}")
          && numbers[8].matches("[0-9]{1,18}")) {
        in += Long.parseLong(numbers[0]);
        out += Long.parseLong(numbers[8]);
        isThere = true;
      }
    }
    return isThere ? Optional.of(new Look(now, in, out)) : Optional.empty();
  }
}
