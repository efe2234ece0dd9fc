package kentongan.boot.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import kentongan.event.Event;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.DoublePoint;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.InetAddressPoint;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.FSDirectory;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// What this machine can do at best with the same events: the other half of each figure.
final class Limits {
  private static final JsonFactory JSON = new JsonFactory();

  private Limits() {}

  /// Every name and every value of every event, one thread, again and again for a while.
  ///
  /// @return events a second
  static double parse(List<Event> events, Duration atLeast) {
    var began = System.nanoTime();
    var count = 0L;
    var sink = 0L;
    while (System.nanoTime() - began < atLeast.toNanos()) {
      for (var event : events) {
        try (var parser = JSON.createParser(ObjectReadContext.empty(), event.json())) {
          for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (token == JsonToken.PROPERTY_NAME) {
              sink += parser.currentName().length();
            } else if (token.isScalarValue()) {
              sink += parser.getString().length();
            }
          }
        }
      }
      count += events.size();
    }
    return sink == 0 ? 0 : count * 1e9 / (System.nanoTime() - began);
  }

  /// The median and the 99th percentile of writing 4 KB and syncing it.
  static double[] syncMillis(Path directory) throws IOException {
    var times = new double[300];
    try (var channel =
        FileChannel.open(
            directory.resolve("sync"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      for (var i = 0; i < times.length; i++) {
        var began = System.nanoTime();
        channel.write(ByteBuffer.allocate(4096));
        channel.force(false);
        times[i] = (System.nanoTime() - began) / 1e6;
      }
    }
    java.util.Arrays.sort(times);
    return new double[] {times[times.length / 2], times[times.length * 99 / 100]};
  }

  /// A bare Lucene loop with the same fields: one writer, one thread, one commit at the end,
  /// nothing replaced, nothing bounded.
  ///
  /// @return events a second
  static double lucene(List<Event> events, Path directory) throws IOException {
    var words = new FieldType();
    words.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
    words.setTokenized(true);
    words.setOmitNorms(true);
    var config = new IndexWriterConfig(new StandardAnalyzer());
    config.setRAMBufferSizeMB(64);
    var began = System.nanoTime();
    try (var index = FSDirectory.open(directory);
        var writer = new IndexWriter(index, config)) {
      for (var event : events) {
        writer.addDocument(document(event, words));
      }
      writer.commit();
      return events.size() * 1e9 / (System.nanoTime() - began);
    }
  }

  private static Document document(Event event, FieldType words) {
    var document = new Document();
    var path = new ArrayList<String>();
    var at = "";
    try (var parser = JSON.createParser(ObjectReadContext.empty(), event.json())) {
      parser.nextToken();
      for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
        switch (token) {
          case PROPERTY_NAME ->
              at =
                  path.isEmpty()
                      ? parser.currentName()
                      : path.getLast() + "." + parser.currentName();
          case START_OBJECT -> path.add(at);
          case END_OBJECT -> at = path.isEmpty() ? "" : path.removeLast();
          case VALUE_STRING -> {
            var value = parser.getString();
            switch (at) {
              case "@timestamp" -> {
                var time = java.time.Instant.parse(value).toEpochMilli();
                document.add(new LongPoint(at, time));
                document.add(new NumericDocValuesField(at, time));
              }
              case "message", "url.original", "user_agent.original" ->
                  document.add(new Field(at, value, words));
              default -> {
                document.add(new StringField(at, value.toLowerCase(Locale.ROOT), Field.Store.NO));
                if (at.equals("source.ip")) {
                  document.add(new InetAddressPoint("source.ip#ip", InetAddress.ofLiteral(value)));
                }
              }
            }
          }
          case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
              document.add(new DoublePoint(at + "#n", parser.getDoubleValue()));
          default -> {}
        }
      }
    }
    document.add(new StringField("event.id", event.id().toString(), Field.Store.NO));
    document.add(new StringField("kentongan.office", event.office().code(), Field.Store.NO));
    document.add(new StoredField("#source", event.json()));
    return document;
  }
}
