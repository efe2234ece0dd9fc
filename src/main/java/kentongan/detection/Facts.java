package kentongan.detection;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/// The wanted values of one document, flat, without a tree. Used again for each document, so that
/// reading allocates next to nothing.
///
/// For one thread at a time.
final class Facts {
  static final byte TEXT = 1;
  static final byte NUMBER = 2;
  static final byte BOOLEAN = 3;
  static final byte NULL = 4;

  /// An object or an empty array: it is there, and has no text.
  static final byte OTHER = 5;

  /// Room for so many values stays; a document may have more, as many as its length allows.
  private static final int USUAL_VALUES = 1 << 14;

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
  private final BitSet kept;
  private final Router router;
  private final Function<Router.Sources, Route> planning;
  private final Texts texts;
  private final int[] heads;
  private final int[] tails;
  private int values;
  private int[] nexts = new int[256];
  private int[] slots = new int[256];
  private byte[] kinds = new byte[256];
  private @Nullable Text[] found = new Text[256];
  private char[] own = new char[64];

  /// What the document seems to be, until more is known; null when everything is read.
  private @Nullable Route guess;

  /// Whether the document itself says what it is.
  private boolean isGuessed;

  /// What the values read so far say of the route.
  private long routeKey;

  private @Nullable Route unknown;

  /// Slots of values that were left out, each with the guess that said so.
  private int[] leftOut = new int[64];

  private @Nullable Route[] leftOutBy = new Route[64];
  private int leftOuts;
  private byte[] json = {};
  private int offset;
  private int length;

  /// @param paths everything that may be wanted; no more after this
  /// @param kept slots that are read from every document
  /// @param router knows its route as far as that follows from what was read
  /// @param planning makes the route for log sources
  Facts(Paths paths, BitSet kept, Router router, Function<Router.Sources, Route> planning) {
    this.paths = paths;
    this.kept = kept;
    this.router = router;
    this.planning = planning;
    this.texts = new Texts(paths);
    this.heads = new int[paths.size()];
    this.tails = new int[paths.size()];
  }

  /// Reads what is wanted of a document: what its log source is decides that, and is often known
  /// before most of it was read. When the guess was wrong it is read again.
  ///
  /// @return false when it is no JSON object; then there is nothing in it
  boolean read(byte[] json, int offset, int length) {
    clear();
    guess = unknown();
    isGuessed = true;
    if (!readAll(json, offset, length)) {
      return false;
    }
    if (isMissing(route())) {
      guess = null;
      isGuessed = false;
      return readAll(json, offset, length);
    }
    return true;
  }

  private boolean readAll(byte[] json, int offset, int length) {
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

  /// The route of a document that says nothing of itself.
  private Route unknown() {
    if (unknown == null) {
      unknown = router.route(this, planning);
    }
    return unknown;
  }

  /// What is asked about the document, by what it says of itself.
  Route route() {
    var known = guess;
    return isGuessed && known != null ? known : router.route(this, planning);
  }

  private boolean isMissing(Route route) {
    boolean isMissing = false;
    for (int i = 0; i < leftOuts; i++) {
      var by = leftOutBy[i];
      if (by != null && route.wanted().get(leftOut[i])) {
        by.wanted().set(leftOut[i]);
        isMissing = true;
      }
    }
    return isMissing;
  }

  /// Reads the object that a parser over all of `json` has just entered, up to its end.
  ///
  /// @param route what is asked about it; null when that is not known yet
  void read(JsonParser parser, byte[] json, @Nullable Route route) {
    clear();
    this.guess = route;
    this.isGuessed = false;
    this.json = json;
    this.offset = (int) parser.currentTokenLocation().getByteOffset();
    object(parser, paths.root());
    this.length = (int) parser.currentLocation().getByteOffset() - offset;
  }

  /// Bounded parsers of documents.
  static JsonParser parser(byte[] json) {
    return JSON.createParser(ObjectReadContext.empty(), json, 0, json.length);
  }

  /// Replaces the values of a slot by what the collector itself knows.
  void put(int slot, String text) {
    for (int value = heads[slot]; value != 0; value = nexts[value]) {
      kinds[value] = OTHER;
    }
    heads[slot] = 0;
    tails[slot] = 0;
    if (own.length < text.length()) {
      own = new char[text.length()];
    }
    text.getChars(0, text.length(), own, 0);
    text(slot, TEXT, own, 0, text.length());
  }

  void clear() {
    for (int value = 1; value <= values; value++) {
      heads[slots[value]] = 0;
      tails[slots[value]] = 0;
    }
    if (nexts.length > USUAL_VALUES) {
      resize(USUAL_VALUES);
    }
    values = 0;
    length = 0;
    leftOuts = 0;
    routeKey = 0;
    texts.next();
  }

  private void object(JsonParser parser, Paths.Node node) {
    String name = parser.nextName();
    var step = node.begin();
    while (name != null) {
      step = node.step(step, name);
      var child = step.node();
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
        present(node.decodedSlot());
        object(parser, node);
      }
      case START_ARRAY -> {
        present(node.slot());
        present(node.decodedSlot());
        for (var t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
          value(parser, t, node);
        }
      }
      default -> {
        scalar(parser, token, node.slot());
        scalar(parser, token, node.decodedSlot());
      }
    }
  }

  private void present(int slot) {
    if (slot >= 0) {
      add(slot, OTHER, null);
    }
  }

  private void scalar(JsonParser parser, JsonToken token, int slot) {
    if (slot < 0 || !isWanted(slot)) {
      return;
    }
    switch (token) {
      case VALUE_NULL -> add(slot, NULL, null);
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

  private boolean isWanted(int slot) {
    var route = guess;
    if (route == null || kept.get(slot) || route.wanted().get(slot) || slot == Paths.ANYWHERE) {
      return true;
    }
    if (leftOuts == leftOut.length) {
      leftOut = Arrays.copyOf(leftOut, leftOuts * 2);
      leftOutBy = Arrays.copyOf(leftOutBy, leftOuts * 2);
    }
    leftOut[leftOuts] = slot;
    leftOutBy[leftOuts++] = route;
    return false;
  }

  private void text(int slot, byte kind, char[] from, int at, int size) {
    Text text =
        slot == Paths.ANYWHERE
            ? texts.passing(slot, from, at, size)
            : texts.of(slot, from, at, size);
    long part = isGuessed && firstWithText(slot) == 0 ? router.part(slot, text) : 0;
    add(slot, kind, text);
    if (part != 0) {
      routeKey += part;
      guess = router.route(routeKey, this, planning);
    }
    for (var decoded = text.decoded(); decoded != null; decoded = decoded.decoded()) {
      add(slot, TEXT, decoded);
    }
  }

  private void add(int slot, byte kind, @Nullable Text text) {
    if (values + 1 >= nexts.length) {
      resize(nexts.length * 2);
    }
    int value = ++values; // 0 means none
    nexts[value] = 0;
    slots[value] = slot;
    kinds[value] = kind;
    found[value] = text;
    if (tails[slot] == 0) {
      heads[slot] = value;
    } else {
      nexts[tails[slot]] = value;
    }
    tails[slot] = value;
  }

  private void resize(int size) {
    nexts = Arrays.copyOf(nexts, size);
    slots = Arrays.copyOf(slots, size);
    kinds = Arrays.copyOf(kinds, size);
    found = Arrays.copyOf(found, size);
  }

  /// Adds every text and number of the document to [Paths#ANYWHERE]: few rules ask for those.
  void readAnywhere() {
    if (heads[Paths.ANYWHERE] != 0) {
      return;
    }
    try (var parser = JSON.createParser(ObjectReadContext.empty(), json, offset, length)) {
      for (var t = parser.nextToken(); t != null; t = parser.nextToken()) {
        if (t == JsonToken.VALUE_STRING || t.isNumeric()) {
          scalar(parser, t, Paths.ANYWHERE);
        }
      }
    } catch (JacksonException e) {
      return; // what was read before stays
    }
  }

  /// Whether one of some texts may stand anywhere in the document.
  boolean mayHold(RawScan scan) {
    return scan.mayFind(json, offset, length);
  }

  /// How many values there are; they are numbered from 1.
  int size() {
    return values;
  }

  /// The first value of a slot; 0 when there is none.
  int first(int slot) {
    return heads[slot];
  }

  /// The next value of the same slot; 0 at the end.
  int next(int value) {
    return nexts[value];
  }

  int slot(int value) {
    return slots[value];
  }

  byte kind(int value) {
    return kinds[value];
  }

  /// Whether it has a text: a text, number or boolean.
  boolean hasText(int value) {
    return kinds[value] <= BOOLEAN;
  }

  /// The text of a value that has one.
  Text text(int value) {
    return Objects.requireNonNull(found[value]);
  }

  /// The first value that has a text; 0 when there is none.
  int firstWithText(int slot) {
    int value = heads[slot];
    while (value != 0 && !hasText(value)) {
      value = nexts[value];
    }
    return value;
  }

  /// The text of the first value that has one; empty text when there is none.
  String firstText(int slot) {
    int value = firstWithText(slot);
    return value == 0 ? "" : text(value).toString();
  }
}
