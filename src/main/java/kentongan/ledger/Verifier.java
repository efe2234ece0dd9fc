package kentongan.ledger;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kentongan.ledger.Verification.Fault;
import kentongan.ledger.Verification.Kind;
import org.jspecify.annotations.Nullable;

/// Checks an exported ledger, alone: no server, no store, one line in memory at a time.
///
/// A chain without a signature shows what was changed by somebody who did not compute the hashes
/// anew. The signed head shows the rest, when its key is known from elsewhere; an anchor kept
/// elsewhere shows even what the holder of the key cut off.
public final class Verifier {
  private static final int LONGEST_LINE = 1 << 20;
  private static final int MOST_FAULTS = 100;

  private final Optional<String> expectedKey;
  private final Optional<SignedHead> anchor;
  private final List<Fault> faults = new ArrayList<>();

  private final List<Gap> gaps = new ArrayList<>();

  private Ledger.Head last = Ledger.EMPTY;
  private long entries;
  private boolean isAnchorMet;

  private Verifier(Optional<String> expectedKey, Optional<SignedHead> anchor) {
    this.expectedKey = expectedKey;
    this.anchor = anchor;
  }

  /// Checks an exported ledger.
  ///
  /// @param expectedKey the public key that ought to have signed, 64 hexadecimal digits; empty to
  ///   believe the key the file names
  /// @param anchorLine a signed head kept elsewhere, as [Export#anchor] wrote it; empty for none
  public static Verification verify(
      BufferedReader in, Optional<String> expectedKey, Optional<String> anchorLine)
      throws IOException {
    SignedHead anchor = null;
    if (anchorLine.isPresent()) {
      try {
        anchor = SignedHead.parse(anchorLine.get().strip());
      } catch (RuntimeException broken) {
        return new Verification(
            0, List.of(new Fault(Kind.HEAD, 0, "anchor: " + broken.getMessage())));
      }
    }
    var verifier = new Verifier(expectedKey, Optional.ofNullable(anchor));
    verifier.read(in);
    return new Verification(verifier.entries, verifier.faults);
  }

  private void read(BufferedReader in) throws IOException {
    SignedHead head = null;
    var number = 0L;
    for (var line = line(in); line != null; line = line(in)) {
      number++;
      if (head != null) {
        fault(Kind.ADDED, number, "a line after the signed head");
      }
      if (line.startsWith("{\"at\":") && line.contains("\"type\":\"" + SignedHead.TYPE + "\"")) {
        head = head(line, number).orElse(head);
      } else {
        entry(line, number);
      }
    }
    removed();
    end(head, number);
    anchored();
    faults.sort(
        Comparator.comparingLong(fault -> fault.line() == 0 ? Long.MAX_VALUE : fault.line()));
  }

  private void removed() {
    for (var gap : gaps) {
      if (gap.missing() > 0) {
        fault(
            Kind.REMOVED,
            gap.line,
            "%d missing before this line, of the entries %d to %d"
                .formatted(gap.missing(), gap.first, gap.last));
      }
    }
  }

  private Optional<SignedHead> head(String line, long number) {
    try {
      return Optional.of(SignedHead.parse(line));
    } catch (RuntimeException broken) {
      fault(Kind.HEAD, number, "signed head: not readable: " + reason(broken));
      return Optional.empty();
    }
  }

  private void entry(String line, long number) {
    Entry entry;
    try {
      entry = Entry.parse(line);
    } catch (RuntimeException broken) {
      fault(Kind.EDITED, number, "no entry: " + reason(broken));
      return;
    }
    entries++;
    var isEdited = !entry.hash().equals(entry.expectedHash()) || !entry.line().equals(line);
    if (isEdited) {
      fault(
          Kind.EDITED,
          number,
          "entry %d is not what its hash says (expected: %s)"
              .formatted(entry.number(), entry.expectedHash()));
    }
    anchor
        .filter(a -> a.head().number() == entry.number())
        .ifPresent(a -> isAnchorMet = a.head().hash().equals(entry.hash()));
    // The number of an edited entry is worth nothing, unless it is the one that ought to stand
    // here.
    if (!isEdited || entry.number() == last.number() + 1) {
      place(entry, number);
    }
  }

  private void place(Entry entry, long number) {
    var expected = last.number() + 1;
    if (!entry.chain().equals(last.chain())) {
      fault(
          Kind.EDITED,
          number,
          "chain '%s' (expected: '%s')".formatted(entry.chain(), last.chain()));
    } else if (entry.number() < expected) {
      misplaced(entry, number);
    } else {
      if (entry.number() > expected) {
        gaps.add(new Gap(number, expected, entry.number() - 1));
      } else if (!entry.previous().equals(last.hash())) {
        fault(
            Kind.EDITED,
            number,
            "entry %d does not follow the entry before it: one of them was changed"
                .formatted(entry.number()));
      }
      last = new Ledger.Head(entry.chain(), entry.number(), entry.hash());
    }
  }

  /// An entry that comes too late: it was moved here when it is missing before, else it was put in.
  private void misplaced(Entry entry, long number) {
    var from = gaps.stream().filter(gap -> gap.takes(entry.number())).findFirst();
    fault(
        from.isPresent() ? Kind.REORDERED : Kind.ADDED,
        number,
        "entry %d stands after entry %d".formatted(entry.number(), last.number()));
  }

  /// Numbers that were passed over.
  private static final class Gap {
    private final long line;
    private final long first;
    private final long last;
    private final Set<Long> found = new HashSet<>();

    Gap(long line, long first, long last) {
      this.line = line;
      this.first = first;
      this.last = last;
    }

    boolean takes(long number) {
      return number >= first && number <= last && found.size() < 100_000 && found.add(number);
    }

    long missing() {
      return last - first + 1 - found.size();
    }
  }

  private void end(@Nullable SignedHead head, long lines) {
    if (head == null) {
      fault(
          Kind.TRUNCATED,
          lines,
          "no signed head at the end: the file was cut (expected: the last line is one)");
      return;
    }
    if (!head.isSigned()) {
      fault(Kind.HEAD, lines, "signed head: the signature does not fit");
    }
    if (expectedKey.isPresent() && !expectedKey.get().equals(head.key())) {
      fault(
          Kind.HEAD,
          lines,
          "signed head: signed by %s (expected: %s)".formatted(head.key(), expectedKey.get()));
    }
    compare(head.head(), lines, "the signed head");
  }

  private void compare(Ledger.Head head, long lines, String what) {
    if (head.number() > last.number()) {
      fault(
          Kind.TRUNCATED,
          lines,
          "the last entry is %d, %s says %d: %d missing at the end"
              .formatted(last.number(), what, head.number(), head.number() - last.number()));
    } else if (head.number() < last.number()) {
      fault(
          Kind.ADDED,
          lines,
          "the last entry is %d, %s says %d".formatted(last.number(), what, head.number()));
    } else if (!head.hash().equals(last.hash())) {
      fault(Kind.EDITED, lines, "the last entry is not the one that %s names".formatted(what));
    }
  }

  private void anchored() {
    anchor.ifPresent(a -> {
      if (!a.isSigned() || (expectedKey.isPresent() && !expectedKey.get().equals(a.key()))) {
        fault(Kind.HEAD, 0, "anchor: the signature does not fit");
      }
      if (a.head().number() > last.number()) {
        compare(a.head(), 0, "the anchor");
      } else if (a.head().number() > 0 && !isAnchorMet) {
        fault(
            Kind.EDITED,
            0,
            "entry %d is not the one that the anchor names".formatted(a.head().number()));
      }
    });
  }

  private void fault(Kind kind, long line, String what) {
    if (faults.size() < MOST_FAULTS) {
      faults.add(new Fault(kind, line, what));
    }
  }

  private static String reason(RuntimeException broken) {
    var text = String.valueOf(broken.getMessage());
    var line = text.lines().findFirst().orElse("");
    return line.length() > 200 ? line.substring(0, 200) + "…" : line;
  }

  /// One line; a longer one than any entry is cut, and then is no entry.
  private static @Nullable String line(BufferedReader in) throws IOException {
    var line = new StringBuilder();
    var c = in.read();
    if (c < 0) {
      return null;
    }
    for (; c >= 0 && c != '\n'; c = in.read()) {
      if (line.length() < LONGEST_LINE) {
        line.append((char) c);
      }
    }
    return line.toString();
  }
}
