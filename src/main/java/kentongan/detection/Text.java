package kentongan.detection;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The text of a value, as it stands and in lower case, with what was found out about it: which
/// questions about its slot it meets. Kept and used again when the same text comes again.
///
/// For one thread at a time.
final class Text {
  private int slot = -1;
  private int hash;
  private char[] raw = {};
  private char[] folded = {};
  private int length;
  private boolean isFolded;

  /// The numbers of the predicates that it meets; null when nobody asked yet.
  private int @Nullable [] met;

  /// In which document it was asked for last.
  private int seen;

  /// How the router numbers it, and 1 more; 0 when nobody asked yet.
  private int routed;

  /// The same text with URL encoding undone; null when there is nothing to undo.
  private @Nullable Text decoded;

  /// Becomes another text.
  void become(int slot, int hash, char[] from, int start, int length) {
    if (raw.length < length || raw.length > 256 && raw.length > 4 * length) {
      raw = new char[length + 8];
    }
    System.arraycopy(from, start, raw, 0, length);
    this.slot = slot;
    this.hash = hash;
    this.length = length;
    this.isFolded = false;
    this.met = null;
    this.routed = 0;
    this.decoded = null;
  }

  boolean is(int slot, int hash, char[] from, int start, int length) {
    return this.hash == hash
        && this.slot == slot
        && this.length == length
        && Arrays.equals(raw, 0, length, from, start, start + length);
  }

  int slot() {
    return slot;
  }

  int seen() {
    return seen;
  }

  void seen(int document) {
    seen = document;
  }

  char[] raw() {
    return raw;
  }

  /// In lower case, of the same length.
  char[] folded() {
    if (!isFolded) {
      if (folded.length < length || folded.length > 256 && folded.length > 4 * length) {
        folded = new char[raw.length];
      }
      Fold.copy(raw, folded, length);
      isFolded = true;
    }
    return folded;
  }

  int length() {
    return length;
  }

  int @Nullable [] met() {
    return met;
  }

  void met(int[] met) {
    this.met = met;
  }

  int routed() {
    return routed;
  }

  void routed(int routed) {
    this.routed = routed;
  }

  @Nullable Text decoded() {
    return decoded;
  }

  void decoded(Text decoded) {
    this.decoded = decoded;
  }

  Slice slice() {
    return new Slice(raw, 0, length);
  }

  @Override
  public String toString() {
    return new String(raw, 0, length);
  }
}
