package kentongan.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import kentongan.ledger.Verification.Kind;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.junit.jupiter.api.Test;

class VerifierTest {
  private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");
  private static final Ed25519PrivateKeyParameters OURS = key(1);
  private static final Ed25519PrivateKeyParameters THEIRS = key(2);

  @Test
  void a_sound_ledger_is_sound_empty_short_and_long() throws IOException {
    for (var length : new int[] {0, 1, 2, 1_000, 1_001}) {
      var found = verify(exported(length, OURS), Optional.empty());
      assertThat(found.faults()).as("%d entries", length).isEmpty();
      assertThat(found.entries()).isEqualTo(length);
    }
  }

  @Test
  void each_kind_of_tampering_is_named() throws IOException {
    var lines = exported(10, OURS);

    assertThat(kinds(with(lines, l -> l.set(4, l.get(4).replace("\"n\":5", "\"n\":6")))))
        .containsExactly(Kind.EDITED);
    assertThat(kinds(with(lines, l -> l.remove(4)))).containsExactly(Kind.REMOVED);
    assertThat(kinds(with(lines, l -> l.add(7, l.remove(3))))).containsExactly(Kind.REORDERED);
    assertThat(kinds(with(lines, l -> l.add(3, l.get(3))))).containsExactly(Kind.ADDED);
    assertThat(kinds(with(lines, l -> l.remove(9)))).containsExactly(Kind.TRUNCATED);
    assertThat(kinds(with(lines, l -> l.subList(5, 10).clear()))).containsExactly(Kind.TRUNCATED);
    assertThat(kinds(with(lines, List::removeLast))).containsExactly(Kind.TRUNCATED);
    assertThat(kinds(with(lines, List::clear))).containsExactly(Kind.TRUNCATED);
  }

  @Test
  void a_ledger_written_anew_by_somebody_else_is_found_by_key_and_by_anchor() throws IOException {
    var forged = exported(10, THEIRS);
    var anchor = exported(8, OURS).getLast();
    assertThat(verify(forged, Optional.empty()).isSound()).isTrue();

    var byKey = Verifier.verify(reader(forged), Optional.of(publicKey(OURS)), Optional.empty());
    assertThat(byKey.faults()).extracting(Verification.Fault::kind).containsExactly(Kind.HEAD);

    var other = new ArrayList<>(exported(10, OURS, "lain"));
    assertThat(verify(other, Optional.of(anchor)).faults())
        .extracting(Verification.Fault::kind)
        .containsExactly(Kind.EDITED);
    assertThat(verify(exported(10, OURS), Optional.of(anchor)).isSound()).isTrue();
    assertThat(verify(exported(7, OURS), Optional.of(anchor)).faults())
        .extracting(Verification.Fault::kind)
        .containsExactly(Kind.TRUNCATED);
    assertThat(verify(other, Optional.of("{}")).faults())
        .extracting(Verification.Fault::kind)
        .containsExactly(Kind.HEAD);
  }

  @Test
  void one_thousand_random_tamperings_are_all_found() throws IOException {
    var sound = exported(40, OURS);
    var missed = new ArrayList<String>();
    for (var seed = 0; seed < 1_000; seed++) {
      var random = new Random(seed);
      var lines = new ArrayList<>(sound);
      var what = tamper(lines, random);
      if (!lines.equals(sound) && verify(lines, Optional.empty()).isSound()) {
        missed.add("seed %d: %s".formatted(seed, what));
      }
      assertThat(lines).as("seed %d: %s", seed, what).isNotEqualTo(sound);
    }
    assertThat(missed).isEmpty();
  }

  private static String tamper(List<String> lines, Random random) {
    var at = random.nextInt(lines.size() - 1);
    return switch (random.nextInt(7)) {
      case 0 -> {
        var line = random.nextInt(lines.size());
        var text = new StringBuilder(lines.get(line));
        var where = random.nextInt(text.length());
        var old = text.charAt(where);
        text.setCharAt(where, (char) (old == 'x' ? 'y' : 'x'));
        lines.set(line, text.toString());
        yield "a character of line " + line;
      }
      case 1 -> {
        lines.remove(at);
        yield "removed " + at;
      }
      case 2 -> {
        var to = (at + 1 + random.nextInt(lines.size() - 3)) % (lines.size() - 1);
        lines.add(to, lines.remove(at));
        yield "moved %d to %d".formatted(at, to);
      }
      case 3 -> {
        lines.subList(at, lines.size() - 1).clear();
        yield "cut before the head from " + at;
      }
      case 4 -> {
        lines.subList(at + 1, lines.size()).clear();
        yield "cut with the head from " + at;
      }
      case 5 -> {
        lines.add(random.nextInt(lines.size()), lines.get(at));
        yield "doubled " + at;
      }
      default -> {
        // A cleverer one: the hash is computed anew, and that of all that follow.
        var entry = Entry.parse(lines.get(at));
        var act = entry.act();
        var head = new Ledger.Head(entry.chain(), entry.number() - 1, entry.previous());
        var forged =
            Entry.after(
                head,
                new Act(
                    act.at().plusSeconds(1), act.actor(), act.act(), act.subject(), act.detail()));
        lines.set(at, forged.line());
        var last = new Ledger.Head(forged.chain(), forged.number(), forged.hash());
        for (var i = at + 1; random.nextBoolean() && i < lines.size() - 1; i++) {
          var next = Entry.after(last, Entry.parse(lines.get(i)).act());
          lines.set(i, next.line());
          last = new Ledger.Head(next.chain(), next.number(), next.hash());
        }
        yield "forged " + at;
      }
    };
  }

  private static List<Kind> kinds(List<String> lines) throws IOException {
    return verify(lines, Optional.empty()).faults().stream()
        .map(Verification.Fault::kind)
        .distinct()
        .toList();
  }

  private static List<String> with(
      List<String> lines, java.util.function.Consumer<List<String>> change) {
    var copy = new ArrayList<>(lines);
    change.accept(copy);
    return copy;
  }

  private static Verification verify(List<String> lines, Optional<String> anchor)
      throws IOException {
    return Verifier.verify(reader(lines), Optional.empty(), anchor);
  }

  private static BufferedReader reader(List<String> lines) {
    return new BufferedReader(
        new StringReader(lines.isEmpty() ? "" : String.join("\n", lines) + "\n"));
  }

  private static List<String> exported(int length, Ed25519PrivateKeyParameters key)
      throws IOException {
    return exported(length, key, "");
  }

  private static List<String> exported(int length, Ed25519PrivateKeyParameters key, String note)
      throws IOException {
    var ledger = new Listed();
    for (var i = 1; i <= length; i++) {
      ledger.append(
          LedgerContract.act("incident.noted", "{\"n\":%d,\"note\":\"%s\"}".formatted(i, note)));
    }
    var out = new StringWriter();
    Export.write(ledger, out, bytes -> sign(key, bytes), key.generatePublicKey().getEncoded(), NOW);
    return out.toString().lines().toList();
  }

  private static byte[] sign(Ed25519PrivateKeyParameters key, byte[] bytes) {
    var signer = new Ed25519Signer();
    signer.init(true, key);
    signer.update(bytes, 0, bytes.length);
    return signer.generateSignature();
  }

  private static String publicKey(Ed25519PrivateKeyParameters key) {
    return HexFormat.of().formatHex(key.generatePublicKey().getEncoded());
  }

  private static Ed25519PrivateKeyParameters key(int seed) {
    var bytes = new byte[32];
    bytes[0] = (byte) seed;
    return new Ed25519PrivateKeyParameters(bytes);
  }

  /// A ledger in a list, enough to be exported.
  private static final class Listed implements Ledger {
    private final List<Entry> entries = new ArrayList<>();

    @Override
    public Entry append(Act act) {
      var entry = Entry.after(head(), act);
      entries.add(entry);
      return entry;
    }

    @Override
    public List<Entry> read(long from, int most) {
      return entries.stream().filter(e -> e.number() >= from).limit(most).toList();
    }

    @Override
    public Head head() {
      return entries.isEmpty()
          ? EMPTY
          : new Head(Entry.CHAIN, entries.size(), entries.getLast().hash());
    }
  }
}
