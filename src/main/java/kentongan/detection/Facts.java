package kentongan.detection;

import java.util.Arrays;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/// The wanted values of one document, flat, without a tree: characters in one array, beside them
/// the same in lower case. Used again for each document, so that reading allocates next to nothing.
///
/// For one thread at a time.
final class Facts {
  static final byte TEXT = 1;
  static final byte NUMBER = 2;
  static final byte BOOLEAN = 3;
  static final byte NULL = 4;

  /// An object or an empty array: it is there, and has no text.
  static final byte OTHER = 5;

  private static final int MOST_VALUES = 20_000;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .recyclerPool(JsonRecyclerPools.threadLocalPool())
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(128)
                  .maxStringLength(16 * 1024 * 1024)
                  .maxNumberLength(1000)
                  .build())
          .build();

  private final Paths paths;
  private final int keywordSlot;
  private final KnownTexts known;
  private int[] heads;
  private int[] tails;
  private int values;
  private int[] starts = new int[256];
  private int[] lengths = new int[256];
  private int[] nexts = new int[256];
  private byte[] kinds = new byte[256];

  /// Where a value's text is known, and one more; 0 not asked yet, -1 nowhere.
  private int[] places = new int[256];

  private char[] raw = new char[8192];
  private char[] folded = new char[8192];
  private int used;
  private byte[] memo;
  private byte[] json = {};
  private int offset;
  private int length;
  private boolean keywordsRead;

  /// @param predicates how many answers have to be remembered
  Facts(Paths paths, int predicates) {
    this.paths = paths;
    this.keywordSlot = paths.size();
    this.heads = new int[keywordSlot + 1];
    this.tails = new int[keywordSlot + 1];
    this.memo = new byte[predicates];
    this.known = new KnownTexts(keywordSlot + 1, predicates);
  }

  /// Reads a document.
  ///
  /// @return false when it is no JSON object; then there is nothing in it
  boolean read(byte[] json, int offset, int length) {
    clear();
    this.json = json;
    this.offset = offset;
    this.length = length;
    try (var parser = JSON.createParser(ObjectReadContext.empty(), json, offset, length)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      object(parser, paths.root());
      return true;
    } catch (JacksonException e) {
      clear();
      return false;
    }
  }

  /// Replaces the values of a slot by what the collector itself knows.
  void put(int slot, String text) {
    heads[slot] = 0;
    tails[slot] = 0;
    text(slot, TEXT, text.toCharArray(), 0, text.length());
  }

  private void clear() {
    Arrays.fill(heads, 0);
    Arrays.fill(tails, 0);
    Arrays.fill(memo, (byte) 0);
    values = 0;
    used = 0;
    keywordsRead = false;
  }

  private void object(JsonParser parser, Paths.Node node) {
    String name = parser.nextName();
    while (name != null) {
      var child = node.child(name);
      var token = parser.nextToken();
      if (child != null) {
        value(parser, token, child);
      } else if (token.isStructStart()) {
        parser.skipChildren();
      }
      name = parser.nextName();
    }
  }

  private void value(JsonParser parser, JsonToken token, Paths.Node node) {
    switch (token) {
      case START_OBJECT -> {
        present(node.slot());
        object(parser, node);
      }
      case START_ARRAY -> {
        present(node.slot());
        for (var t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
          value(parser, t, node);
        }
      }
      default -> scalar(parser, token, node.slot());
    }
  }

  private void present(int slot) {
    if (slot >= 0) {
      add(slot, OTHER, used, 0);
    }
  }

  private void scalar(JsonParser parser, JsonToken token, int slot) {
    if (slot < 0) {
      return;
    }
    switch (token) {
      case VALUE_NULL -> add(slot, NULL, used, 0);
      case VALUE_TRUE, VALUE_FALSE, VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
        byte kind = token == JsonToken.VALUE_STRING ? TEXT : token.isNumeric() ? NUMBER : BOOLEAN;
        text(
            slot,
            kind,
            parser.getStringCharacters(),
            parser.getStringOffset(),
            parser.getStringLength());
      }
      default -> {}
    }
  }

  private void text(int slot, byte kind, char[] from, int at, int size) {
    int start = copy(from, at, size);
    add(slot, kind, start, size);
    if (slot < keywordSlot && paths.isDecoded(slot)) {
      decode(slot, start, size);
    }
  }

  /// Attackers encode once to pass the browser, and once more to pass a filter.
  private void decode(int slot, int start, int size) {
    for (int round = 0; round < 2; round++) {
      reserve(size);
      int decoded = UrlText.decode(raw, start, size, raw, used);
      if (decoded < 0) {
        return;
      }
      start = used;
      size = decoded;
      fold(start, size);
      used += size;
      add(slot, TEXT, start, size);
    }
  }

  private int copy(char[] from, int at, int size) {
    reserve(size);
    int start = used;
    System.arraycopy(from, at, raw, start, size);
    fold(start, size);
    used += size;
    return start;
  }

  private void reserve(int size) {
    if (used + size > raw.length) {
      int larger = Math.max(raw.length * 2, used + size);
      raw = Arrays.copyOf(raw, larger);
      folded = Arrays.copyOf(folded, larger);
    }
  }

  private void fold(int start, int size) {
    for (int i = start; i < start + size; i++) {
      char c = raw[i];
      folded[i] = c < 128 ? (c >= 'A' && c <= 'Z' ? (char) (c + 32) : c) : Fold.other(c);
    }
  }

  private void add(int slot, byte kind, int start, int size) {
    if (values + 1 >= starts.length) {
      if (values >= MOST_VALUES) {
        return;
      }
      starts = Arrays.copyOf(starts, starts.length * 2);
      lengths = Arrays.copyOf(lengths, lengths.length * 2);
      nexts = Arrays.copyOf(nexts, nexts.length * 2);
      kinds = Arrays.copyOf(kinds, kinds.length * 2);
      places = Arrays.copyOf(places, places.length * 2);
    }
    int value = ++values; // 0 means none
    starts[value] = start;
    lengths[value] = size;
    kinds[value] = kind;
    nexts[value] = 0;
    places[value] = 0;
    if (tails[slot] == 0) {
      heads[slot] = value;
    } else {
      nexts[tails[slot]] = value;
    }
    tails[slot] = value;
  }

  /// Every text and number of the document, read on first demand: few rules ask.
  int keywords() {
    if (!keywordsRead) {
      keywordsRead = true;
      try (var parser = JSON.createParser(ObjectReadContext.empty(), json, offset, length)) {
        for (var t = parser.nextToken(); t != null; t = parser.nextToken()) {
          if (t == JsonToken.VALUE_STRING || t.isNumeric()) {
            scalar(parser, t, keywordSlot);
          }
        }
      } catch (JacksonException e) {
        return first(keywordSlot);
      }
    }
    return first(keywordSlot);
  }

  int keywordSlot() {
    return keywordSlot;
  }

  /// The first value of a slot; 0 when there is none.
  int first(int slot) {
    return heads[slot];
  }

  /// The next value of the same slot; 0 at the end.
  int next(int value) {
    return nexts[value];
  }

  byte kind(int value) {
    return kinds[value];
  }

  /// Whether it has a text: a text, number or boolean.
  boolean hasText(int value) {
    return kinds[value] <= BOOLEAN;
  }

  int start(int value) {
    return starts[value];
  }

  int length(int value) {
    return lengths[value];
  }

  char[] raw() {
    return raw;
  }

  char[] folded() {
    return folded;
  }

  String text(int value) {
    return new String(raw, starts[value], lengths[value]);
  }

  /// The text of the first value that has one; empty text when there is none.
  String firstText(int slot) {
    for (int value = heads[slot]; value != 0; value = nexts[value]) {
      if (hasText(value)) {
        return text(value);
      }
    }
    return "";
  }

  /// Whether some value meets a question, by what was answered before about the same text.
  boolean remembered(int predicate, Predicate.OfText question) {
    for (int value = first(question.slot()); value != 0; value = next(value)) {
      if (hasText(value) && isMet(predicate, question, value)) {
        return true;
      }
    }
    return false;
  }

  private boolean isMet(int predicate, Predicate.OfText question, int value) {
    if (places[value] == 0) {
      int place = known.place(question.slot(), raw, starts[value], lengths[value]);
      places[value] = place < 0 ? -1 : place + 1;
    }
    int place = places[value] - 1;
    if (place < 0) {
      return question.test(this, value);
    }
    int before = known.answer(predicate, place);
    if (before != 0) {
      return before == 2;
    }
    boolean answer = question.test(this, value);
    known.answer(predicate, place, answer);
    return answer;
  }

  /// 0 not asked yet, 1 no, 2 yes.
  byte memo(int predicate) {
    return memo[predicate];
  }

  void memo(int predicate, boolean answer) {
    memo[predicate] = (byte) (answer ? 2 : 1);
  }
}
