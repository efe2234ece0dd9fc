package kentongan.store.elastic;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import kentongan.event.Event;
import kentongan.event.EventArchive;
import kentongan.office.OfficeId;
import kentongan.store.elastic.EventBulk.Item;
import tools.jackson.databind.JsonNode;

/// The archive in Elasticsearch: an index a day, an event's id as the document's, so that the same
/// event again replaces itself; the log's position in a small index of its own.
public final class ElasticArchive implements EventArchive {
  /// Bytes of one bulk request; larger ones gain nothing.
  private static final int BULK_BYTES = 5 << 20;

  /// Bars of one histogram.
  private static final int MAX_BARS = 10_000;

  private static final Instant LEAST = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant MOST = Instant.parse("9999-12-31T00:00:00Z");

  private final Elastic elastic;
  private final String days;
  private final String meta;
  private final Counter poisoned;
  private final Set<LocalDate> changed = new ConcurrentSkipListSet<>();
  private volatile long committed;

  private ElasticArchive(Elastic elastic, String prefix, MeterRegistry registry) {
    this.elastic = elastic;
    this.days = prefix + "-events-";
    this.meta = prefix + "-meta";
    this.poisoned =
        Counter.builder("kentongan.archive.poisoned")
            .description(
                "events kept and found by id and time only, since they could not be indexed")
            .register(registry);
  }

  /// Connects, and makes or renews the template.
  ///
  /// @param server as in `http://127.0.0.1:9200`
  /// @param prefix of all indexes; a world's own, so that worlds do not meet
  /// @param replicas of each index; 0 on a single node
  public static ElasticArchive open(
      URI server, String prefix, int replicas, MeterRegistry registry) {
    var archive = new ElasticArchive(new Elastic(server, Duration.ofMillis(500)), prefix, registry);
    try {
      archive.prepare(replicas);
      return archive;
    } catch (RuntimeException broken) {
      archive.close();
      throw broken;
    }
  }

  private void prepare(int replicas) {
    elastic.demand(
        "PUT", "/_index_template/" + days + "template", Fields.template(days + "*", replicas));
    var known = elastic.ask("HEAD", "/" + meta, (Object) null);
    if (!known.isFine()) {
      elastic.demand(
          "PUT",
          "/" + meta,
          Map.of(
              "settings",
              Map.of("index.number_of_shards", 1, "index.number_of_replicas", replicas),
              "mappings",
              Map.of("dynamic", false)));
    }
    var position = elastic.ask("GET", "/" + meta + "/_doc/position", (Object) null);
    committed = position.body().at("/_source/position").asLong(0);
  }

  @Override
  public void index(List<Event> events) {
    var items = new ArrayList<Item>();
    var bytes = 0;
    for (var event : events) {
      var item = EventBulk.whole(event, days);
      items.add(item);
      bytes += item.line().length;
      if (bytes >= BULK_BYTES) {
        send(items);
        items.clear();
        bytes = 0;
      }
    }
    send(items);
  }

  /// Until each is indexed: what had no place is sent again, what is refused is sent bare.
  private void send(List<Item> items) {
    var left = List.copyOf(items);
    var pause = new Elastic.Pause(Duration.ofMillis(200));
    while (!left.isEmpty()) {
      var body = new ByteArrayOutputStream();
      left.forEach(item -> body.writeBytes(item.line()));
      var answer = elastic.ask("POST", "/_bulk", body.toByteArray());
      if (!answer.isFine()) {
        throw Elastic.failure(answer);
      }
      left.forEach(item -> changed.add(item.day()));
      var again = answer.body().path("errors").asBoolean() ? again(left, answer.body()) : null;
      if (again == null) {
        return;
      }
      if (again.isCrowded()) {
        if (pause.isLast()) {
          throw Elastic.failure(answer);
        }
        pause.once();
      }
      left = again.items();
    }
  }

  /// What has to be sent again.
  private record Again(List<Item> items, boolean isCrowded) {}

  private Again again(List<Item> sent, JsonNode answer) {
    var items = new ArrayList<Item>();
    var isCrowded = false;
    var results = answer.path("items");
    for (var i = 0; i < sent.size(); i++) {
      var result = results.path(i).path("index");
      var status = result.path("status").asInt(500);
      var item = sent.get(i);
      if (status == 429 || status >= 500) {
        isCrowded = true;
        items.add(item);
      } else if (status >= 300) {
        var bare = EventBulk.bare(item.event(), days);
        if (bare.line().length == item.line().length) {
          throw new ArchiveFailure(
              "Elasticsearch refuses %s: %s".formatted(item.event(), result.path("error")),
              new IllegalStateException("HTTP " + status));
        }
        poisoned.increment();
        items.add(bare);
      }
    }
    return new Again(items, isCrowded);
  }

  @Override
  public void commit(long position) {
    for (var day : Set.copyOf(changed)) {
      // An index may have been expired meanwhile.
      elastic.ask("POST", "/" + days + day + "/_refresh?ignore_unavailable=true", (Object) null);
      changed.remove(day);
    }
    if (position != committed) {
      elastic.demand("PUT", "/" + meta + "/_doc/position", Map.of("position", position));
      committed = position;
    }
  }

  @Override
  public long committed() {
    return committed;
  }

  @Override
  public Found search(Query query) {
    var answer =
        search(
            Map.of(
                "size", query.most(),
                "track_total_hits", true,
                "timeout", "10s",
                "query", filter(query),
                "sort",
                    List.of(
                        Map.of(Fields.TIME, Map.of("order", "desc", "unmapped_type", "date")))));
    var events = new ArrayList<Event>();
    for (var hit : answer.at("/hits/hits")) {
      var source = hit.path("_source");
      events.add(
          EventBulk.event(
              source.path(Fields.ID).asString(),
              source.path(Fields.OFFICE).asString(),
              source.path(Fields.INGESTED).asLong(),
              source.path(Fields.RAW).asString()));
    }
    return new Found(events, answer.at("/hits/total/value").asLong(0));
  }

  @Override
  public List<Bar> histogram(Query query, Duration bucket) {
    if (bucket.toMillis() < 1000) {
      throw new IllegalArgumentException(
          "histogram.bucket: %s (expected: at least a second)".formatted(bucket));
    }
    var bars =
        Map.of(
            "date_histogram",
            Map.of(
                "field",
                Fields.TIME,
                "fixed_interval",
                bucket.toMillis() + "ms",
                "min_doc_count",
                1));
    var answer =
        search(
            Map.of(
                "size", 0, "timeout", "10s", "query", filter(query), "aggs", Map.of("bars", bars)));
    var found = new ArrayList<Bar>();
    for (var bar : answer.at("/aggregations/bars/buckets")) {
      found.add(
          new Bar(Instant.ofEpochMilli(bar.path("key").asLong()), bar.path("doc_count").asLong()));
    }
    if (found.size() > MAX_BARS) {
      throw new BadQuery("histogram: more than %d bars".formatted(MAX_BARS));
    }
    return found;
  }

  private JsonNode search(Map<String, Object> request) {
    var answer =
        elastic.ask(
            "POST",
            "/" + days + "*/_search?allow_no_indices=true&ignore_unavailable=true",
            request);
    if (answer.status() == 400) {
      var why = answer.body().at("/error/root_cause/0/reason").asString("not understood");
      throw new BadQuery("query: " + why);
    }
    if (!answer.isFine()) {
      throw Elastic.failure(answer);
    }
    if (answer.body().path("timed_out").asBoolean()) {
      throw new BadQuery("query: took longer than 10 s (ask for less time, or fewer words)");
    }
    return answer.body();
  }

  private static Map<String, Object> filter(Query query) {
    var offices = query.offices().stream().map(OfficeId::code).toList();
    return Map.of(
        "bool",
        Map.of(
            "filter",
            List.of(
                QueryDsl.read(query.text()),
                Map.of("terms", Map.of(Fields.OFFICE, offices)),
                Map.of(
                    "range",
                    Map.of(
                        Fields.TIME,
                        Map.of(
                            "gte", millis(query.from()),
                            "lt", millis(query.to()),
                            "format", "epoch_millis"))))));
  }

  /// Instants beyond what Elasticsearch can say are as good as its ends.
  private static long millis(Instant instant) {
    return (instant.isBefore(LEAST) ? LEAST : instant.isAfter(MOST) ? MOST : instant)
        .toEpochMilli();
  }

  @Override
  public void expire(LocalDate day) {
    changed.remove(day);
    var answer = elastic.ask("DELETE", "/" + days + day, (Object) null);
    if (!answer.isFine() && answer.status() != 404) {
      throw Elastic.failure(answer);
    }
  }

  @Override
  public void close() {
    elastic.close();
  }
}
