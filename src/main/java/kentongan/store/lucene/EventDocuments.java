package kentongan.store.lucene;

import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import kentongan.event.Event;
import kentongan.event.EventFields;
import kentongan.event.EventTime;
import org.apache.lucene.document.DoublePoint;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.InetAddressPoint;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexableField;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Makes Lucene documents of events, straight from their tokens. One thread only.
///
/// Names come from outside, so there may be any number of them: an index takes so many fields, and
/// the values of all others go into one field of words.
final class EventDocuments {
  private static final FieldType WORDS = words();
  private static final JsonFactory JSON = new JsonFactory();

  private final int maxFields;
  private final Runnable onOverflow;
  private final Leaf root = new Leaf("");
  private int leaves;
  private int branches;

  /// @param maxFields how many different names of leaves get a field of their own
  /// @param onOverflow told of each value that got none
  EventDocuments(int maxFields, Runnable onOverflow) {
    this.maxFields = maxFields;
    this.onOverflow = onOverflow;
    EventFields.OF_OUR_KINDS.forEach(this::know);
  }

  /// The fields of our own kinds have their place before anybody can take it.
  private void know(String path) {
    var leaf = root;
    for (var name : path.split("\\.")) {
      leaf = child(leaf, name);
    }
    leaf.isKnown = true;
  }

  /// One event, ready to be indexed.
  record Made(Event event, Instant time, List<IndexableField> fields) {}

  Made make(Event event) {
    var fields = new ArrayList<IndexableField>(40);
    var overflow = new StringBuilder();
    var claimed = read(event, fields, overflow);
    if (!overflow.isEmpty()) {
      fields.add(new Field(Names.OVERFLOW, overflow.toString(), WORDS));
    }
    var time = EventTime.of(claimed, event.acceptedAt());
    ours(event, time, fields);
    return new Made(event, time, fields);
  }

  /// The same event with nothing in it of the agent's but the stored source.
  static Made bare(Made made) {
    var fields = new ArrayList<IndexableField>();
    ours(made.event(), made.time(), fields);
    return new Made(made.event(), made.time(), fields);
  }

  private static void ours(Event event, Instant time, List<IndexableField> fields) {
    fields.add(new LongPoint(Names.TIME, time.toEpochMilli()));
    fields.add(new NumericDocValuesField(Names.TIME, time.toEpochMilli()));
    fields.add(new StringField(Names.ID, event.id().toString(), Field.Store.NO));
    fields.add(new StringField(Names.OFFICE, event.office().code(), Field.Store.NO));
    fields.add(new StoredField(Names.SOURCE, StoredEvent.bytes(event)));
  }

  /// @return the text of `@timestamp`
  private @Nullable String read(Event event, List<IndexableField> fields, StringBuilder overflow) {
    String claimed = null;
    try (var parser = JSON.createParser(ObjectReadContext.empty(), event.json())) {
      parser.nextToken();
      var path = new ArrayList<Leaf>();
      var at = root;
      for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
        switch (token) {
          case PROPERTY_NAME ->
              at =
                  path.isEmpty()
                      ? child(root, parser.currentName())
                      : child(path.getLast(), parser.currentName());
          case START_OBJECT -> path.add(at);
          case END_OBJECT -> {
            if (path.isEmpty()) {
              return claimed;
            }
            at = path.removeLast();
          }
          case VALUE_STRING -> {
            if (at.path.equals(Names.TIME)) {
              claimed = parser.getString();
            }
            text(at, parser.getString(), fields, overflow);
          }
          case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(at, parser, fields, overflow);
          case VALUE_TRUE, VALUE_FALSE ->
              text(at, token == JsonToken.VALUE_TRUE ? "true" : "false", fields, overflow);
          default -> {
            // Arrays: each of their values is one of the field's. Null is no value.
          }
        }
      }
    } catch (JacksonException broken) {
      // Looked at by the intake; what was read so far is found, and the source is whole.
      return claimed;
    }
    return claimed;
  }

  private void text(Leaf leaf, String value, List<IndexableField> fields, StringBuilder overflow) {
    if (leaf.isOurs || value.isEmpty()) {
      return;
    }
    if (!mayIndex(leaf)) {
      overflow.append(value).append('\n');
      return;
    }
    if (leaf.isWords) {
      fields.add(new Field(leaf.path, value, WORDS));
    } else if (value.length() <= Names.MAX_TERM) {
      fields.add(new StringField(leaf.path, value.toLowerCase(Locale.ROOT), Field.Store.NO));
      if (leaf.isAddress) {
        address(leaf, value, fields);
      }
    }
  }

  private static void address(Leaf leaf, String value, List<IndexableField> fields) {
    try {
      fields.add(new InetAddressPoint(leaf.addressName, InetAddress.ofLiteral(value)));
    } catch (IllegalArgumentException noAddress) {
      // Found as text all the same.
    }
  }

  private void number(
      Leaf leaf, JsonParser parser, List<IndexableField> fields, StringBuilder overflow) {
    if (leaf.isOurs) {
      return;
    }
    if (mayIndex(leaf)) {
      fields.add(new DoublePoint(leaf.numberName, parser.getDoubleValue()));
    } else {
      overflow.append(parser.getString()).append('\n');
    }
  }

  /// Known leaves always; new ones while there is room.
  private boolean mayIndex(Leaf leaf) {
    if (leaf.isKnown) {
      return true;
    }
    if (leaf.children == null || leaves >= maxFields) {
      onOverflow.run();
      return false;
    }
    leaves++;
    leaf.isKnown = true;
    return true;
  }

  /// The leaf or branch below; beyond the bound one that is forgotten again.
  private Leaf child(Leaf parent, String name) {
    var children = parent.children;
    var known = children == null ? null : children.get(name);
    if (known != null) {
      return known;
    }
    var path = parent.path.isEmpty() ? name : parent.path + "." + name;
    var child = new Leaf(path);
    var mayStay =
        branches < 8 * maxFields && path.length() <= Names.MAX_PATH && name.indexOf('#') < 0;
    if (children != null && mayStay) {
      branches++;
      children.put(name, child);
    } else {
      child.children = null;
    }
    return child;
  }

  private static FieldType words() {
    var type = new FieldType();
    type.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
    type.setTokenized(true);
    // Newest first is the only order asked for, so lengths of fields are of no use.
    type.setOmitNorms(true);
    type.freeze();
    return type;
  }

  /// A name on the way to a value, with what follows from it.
  private static final class Leaf {
    private final String path;
    private final String numberName;
    private final String addressName;
    private final boolean isOurs;
    private final boolean isWords;
    private final boolean isAddress;
    private boolean isKnown;
    private @Nullable Map<String, Leaf> children = new HashMap<>(4);

    private Leaf(String path) {
      this.path = path;
      this.numberName = Names.number(path);
      this.addressName = Names.address(path);
      this.isOurs = Names.OURS.contains(path);
      this.isWords = Names.TEXTS.contains(path);
      this.isAddress = Names.isAddress(path);
    }
  }
}
