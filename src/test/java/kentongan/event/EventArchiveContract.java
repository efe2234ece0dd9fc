package kentongan.event;

import static kentongan.event.EventSamples.BADUNG;
import static kentongan.event.EventSamples.NOON;
import static kentongan.event.EventSamples.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import kentongan.event.EventArchive.BadQuery;
import kentongan.event.EventArchive.Bar;
import kentongan.event.EventArchive.Query;
import kentongan.office.OfficeId;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// What every [EventArchive] promises, whatever it is made of.
public interface EventArchiveContract {
  /// Fresh and empty.
  EventArchive archive();

  @Test
  default void an_empty_archive_finds_nothing() {
    var archive = archive();

    assertThat(archive.committed()).isZero();
    assertThat(archive.search(all("")).events()).isEmpty();
    assertThat(archive.search(all("")).total()).isZero();
    assertThat(archive.histogram(all(""), Duration.ofHours(1))).isEmpty();
  }

  @Test
  default void an_event_comes_back_as_it_went_in() {
    var archive = archive();
    var given =
        event(1, "{\"@timestamp\":\"2026-11-21T11:00:00.000Z\",\"message\":\"halo\\u0000\"}");

    archive.index(List.of(given));
    archive.commit(7);

    var found = archive.search(all("")).events();
    assertThat(found).singleElement().usingRecursiveComparison().isEqualTo(given);
    assertThat(archive.committed()).isEqualTo(7);
  }

  @Test
  default void the_same_event_again_replaces_itself() {
    var archive = archive();
    var first = event(1, "{\"message\":\"satu\"}");
    var second = event(2, "{\"message\":\"dua\"}");

    archive.index(List.of(first, second, first));
    archive.commit(1);
    archive.index(List.of(first, second));
    archive.commit(1);

    assertThat(archive.search(all("")).total()).isEqualTo(2);
    assertThat(archive.search(all("satu")).total()).isEqualTo(1);
  }

  @Test
  default void the_newest_come_first_and_no_more_than_asked_for() {
    var archive = archive();
    archive.index(List.of(at(1, "2026-11-21T10:00:00Z"), at(2, "2026-11-20T23:59:59.999Z")));
    archive.index(List.of(at(3, "2026-11-21T11:00:00Z"), at(4, "2026-11-19T00:00:00Z")));
    archive.commit(1);

    var found = archive.search(new Query("", Instant.EPOCH, Instant.MAX, Set.of(BADUNG), 3));

    assertThat(sequences(found.events())).containsExactly(3L, 1L, 2L);
    assertThat(found.total()).isEqualTo(4);
  }

  @Test
  default void the_time_range_has_its_beginning_and_not_its_end() {
    var archive = archive();
    archive.index(
        List.of(
            at(1, "2026-11-20T23:59:59.999Z"),
            at(2, "2026-11-21T00:00:00Z"),
            at(3, "2026-11-21T00:00:00.001Z"),
            at(4, "2026-11-22T00:00:00Z")));
    archive.commit(1);

    var from = Instant.parse("2026-11-21T00:00:00Z");
    var to = Instant.parse("2026-11-22T00:00:00Z");
    var found = archive.search(new Query("", from, to, Set.of(BADUNG), 10));

    assertThat(sequences(found.events())).containsExactly(3L, 2L);
  }

  @Test
  default void only_events_of_the_offices_asked_for_are_found_whatever_the_agent_claims() {
    var archive = archive();
    var jember = new OfficeId("35.09");
    var json = "{\"message\":\"halo\",\"kentongan\":{\"office\":\"51.03\"}}";
    var other =
        new Event(
            new EventId(EventSamples.OTHER, 1, 1),
            jember,
            NOON,
            json.getBytes(StandardCharsets.UTF_8));
    archive.index(List.of(event(1, "{\"message\":\"halo\"}"), other));
    archive.commit(1);

    assertThat(archive.search(all("halo")).events())
        .extracting(Event::office)
        .containsExactly(BADUNG);
    assertThat(archive.search(all("kentongan.office:51.03")).total()).isEqualTo(1);
    assertThat(archive.search(in(Set.of(jember))).total()).isEqualTo(1);
    assertThat(archive.search(in(Set.of(jember, BADUNG))).total()).isEqualTo(2);
    assertThat(archive.search(in(Set.of())).total()).isZero();
  }

  /// Each text with the sequences of what it finds among three events.
  static List<Map.Entry<String, List<Long>>> queries() {
    return List.of(
        Map.entry("", List.of(1L, 2L, 3L)),
        Map.entry("failed", List.of(1L)),
        Map.entry("Failed", List.of(1L)),
        Map.entry("failed password", List.of(1L)),
        Map.entry("\"Failed password\"", List.of(1L)),
        Map.entry("\"password failed\"", List.of()),
        Map.entry("failed OR halaman", List.of(1L, 3L)),
        Map.entry("NOT failed", List.of(2L, 3L)),
        Map.entry("event.outcome:failure", List.of(1L, 3L)),
        Map.entry("event.outcome:FAILURE", List.of(1L, 3L)),
        Map.entry("event.outcome:failure AND NOT source.ip:*", List.of(3L)),
        Map.entry("event.outcome:(success OR failure)", List.of(1L, 2L, 3L)),
        Map.entry("source.ip:192.0.2.7", List.of(1L)),
        Map.entry("source.ip:\"192.0.2.0/24\"", List.of(1L, 2L)),
        Map.entry("source.ip:192.0.*", List.of(1L, 2L)),
        Map.entry("http.response.status_code:200", List.of(2L)),
        Map.entry("http.response.status_code:[200 TO 299]", List.of(2L)),
        Map.entry("http.response.status_code:{200 TO 299}", List.of()),
        Map.entry("http.response.status_code:[* TO 500}", List.of(2L)),
        Map.entry("kentongan.page.score:[0.9 TO *]", List.of(3L)),
        Map.entry("kentongan.page.new_hosts:slot.example", List.of(3L)),
        Map.entry("kentongan.page.new_hosts:b.example", List.of(3L)),
        Map.entry("url.original:admin", List.of(2L)),
        Map.entry("user.name:root", List.of(1L)),
        Map.entry("user.name:roo?", List.of(1L)),
        Map.entry("user.name:rot~1", List.of(1L)),
        Map.entry("nothing.has.this:name", List.of()),
        Map.entry("event.id:\"51.03-7f3a9c/1763750000/2\"", List.of(2L)),
        Map.entry("@timestamp:[\"2026-11-21T11:30:00Z\" TO *]", List.of(3L)));
  }

  @TestFactory
  default Stream<DynamicTest> queries_find_what_they_say() {
    var archive = archive();
    archive.index(
        List.of(
            event(
                1,
                """
                {"@timestamp":"2026-11-21T10:00:00Z","message":"Failed password for root from 192.0.2.7",\
                "event":{"outcome":"failure"},"user":{"name":"root"},"source":{"ip":"192.0.2.7"}}\
                """),
            event(
                2,
                """
                {"@timestamp":"2026-11-21T11:00:00Z","message":"GET /admin/login.php?x=1",\
                "event":{"outcome":"success"},"http":{"response":{"status_code":200}},\
                "url":{"original":"/admin/login.php?x=1"},"source":{"ip":"192.0.2.200"}}\
                """),
            event(
                3,
                """
                {"@timestamp":"2026-11-21T11:30:00Z","message":"halaman berubah",\
                "event":{"outcome":"failure"},\
                "kentongan":{"page":{"score":0.93,"new_hosts":["slot.example","b.example"]}}}\
                """)));
    archive.commit(1);

    return queries().stream()
        .map(query ->
            DynamicTest.dynamicTest(
                "query: " + query.getKey(),
                () ->
                    assertThat(sequences(archive.search(all(query.getKey())).events()))
                        .containsExactlyInAnyOrderElementsOf(query.getValue())));
  }

  @TestFactory
  default Stream<DynamicTest> a_query_that_cannot_be_read_says_so() {
    var archive = archive();
    archive.index(List.of(event(1, "{\"message\":\"halo\"}")));
    archive.commit(1);
    return Stream.of(
            "\"open",
            "(open",
            "a:b:c",
            "*leading",
            "source.ip:?92",
            "AND",
            "[1 TO",
            "@timestamp:[yesterday TO *]")
        .map(text ->
            DynamicTest.dynamicTest(
                text,
                () -> {
                  assertThatThrownBy(() -> archive.search(all(text))).isInstanceOf(BadQuery.class);
                  assertThatThrownBy(() -> archive.histogram(all(text), Duration.ofHours(1)))
                      .isInstanceOf(BadQuery.class);
                }));
  }

  @Test
  default void an_enormous_query_says_so() {
    assertThatThrownBy(() -> all("a ".repeat(5000))).isInstanceOf(BadQuery.class);
    assertThatThrownBy(() -> all("(".repeat(500))).isInstanceOf(BadQuery.class);
  }

  @Test
  default void a_histogram_counts_by_whole_multiples_of_its_width() {
    var archive = archive();
    archive.index(
        List.of(
            at(1, "2026-11-21T09:59:59.999Z"),
            at(2, "2026-11-21T10:00:00Z"),
            at(3, "2026-11-21T10:59:59Z"),
            at(4, "2026-11-20T10:10:00Z")));
    archive.commit(1);

    assertThat(archive.histogram(all(""), Duration.ofHours(1)))
        .containsExactly(
            new Bar(Instant.parse("2026-11-20T10:00:00Z"), 1),
            new Bar(Instant.parse("2026-11-21T09:00:00Z"), 1),
            new Bar(Instant.parse("2026-11-21T10:00:00Z"), 2));
  }

  @Test
  default void a_time_that_cannot_be_believed_is_the_time_of_acceptance() {
    var archive = archive();
    archive.index(
        List.of(
            at(1, "1999-01-01T00:00:00Z"),
            at(2, "9999-01-01T00:00:00Z"),
            at(3, "yesterday"),
            event(4, "{\"@timestamp\":{\"a\":1}}"),
            event(5, "{}")));
    archive.commit(1);

    var found =
        archive.search(new Query("", NOON, NOON.plusMillis(1), Set.of(BADUNG), 10)).events();

    assertThat(sequences(found)).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L);
  }

  @Test
  default void a_field_that_is_now_this_and_now_that_disturbs_nobody() {
    var archive = archive();
    archive.index(
        List.of(
            event(1, "{\"x\":1,\"source\":{\"ip\":\"no address\"}}"),
            event(2, "{\"x\":\"satu\",\"message\":{\"deep\":true}}"),
            event(3, "{\"x\":{\"y\":2},\"http\":{\"response\":{\"status_code\":\"ok\"}}}"),
            event(4, "{\"x\":[1,\"satu\",{\"y\":[true,null]}],\"message\":17}"),
            event(5, "{\"x\":1.5e300,\"event\":\"text\",\"@timestamp\":5,\"y\":\"sound\"}"),
            event(
                6,
                "{\"x#n\":\"a\",\"#source\":1,\"event.id\":\"b\",\"overflow\":{\"z\":1},\"_id\":2}"),
            event(
                7,
                "{\"a.b\":1,\"a\":{\"b\":2},\"\":3,\" \":{\"\":4},\".\":5,\"a..b\":6,\".a\":7}")));
    archive.commit(1);

    assertThat(archive.search(all("")).total()).isEqualTo(7);
    assertThat(sequences(archive.search(all("y:sound")).events())).containsExactly(5L);
  }

  @Test
  default void hostile_text_is_kept_byte_for_byte() {
    var archive = archive();
    var line = "<script>alert(1)</script>'; DROP TABLE \\u0000\\ud800 \\\"";
    var given = event(1, "{\"message\":\"" + line + "\",\"url\":{\"path\":\"" + line + "\"}}");
    archive.index(List.of(given));
    archive.commit(1);

    assertThat(archive.search(all("script")).events().getFirst().json()).isEqualTo(given.json());
  }

  @Test
  default void ten_thousand_names_of_fields_are_bounded_and_nothing_is_lost() {
    var archive = archive();
    var events = new ArrayList<Event>();
    for (var i = 1; i <= 100; i++) {
      var json = new StringBuilder("{\"message\":\"banyak\"");
      for (var field = 0; field < 100; field++) {
        json.append(",\"name%d_%d\":\"value%d\"".formatted(i, field, i));
      }
      events.add(event(i, json.append('}').toString()));
    }
    archive.index(events);
    archive.commit(1);

    assertThat(archive.search(all("banyak")).total()).isEqualTo(100);
    assertThat(archive.search(all("name1_1:value1")).total()).isEqualTo(1);
    archive.index(List.of(event(101, "{\"message\":\"sesudah\",\"user\":{\"name\":\"wayan\"}}")));
    archive.commit(2);
    assertThat(archive.search(all("user.name:wayan")).total()).isEqualTo(1);
  }

  @Test
  default void an_enormous_event_is_found() {
    var archive = archive();
    var words = "kata ".repeat(12_000);
    archive.index(
        List.of(event(1, "{\"message\":\"" + words + "akhir\",\"long\":\"" + words + "\"}")));
    archive.commit(1);

    assertThat(archive.search(all("akhir")).total()).isEqualTo(1);
  }

  @Test
  default void an_expired_day_is_gone_and_the_others_are_not() {
    var archive = archive();
    archive.index(List.of(at(1, "2026-11-20T10:00:00Z"), at(2, "2026-11-21T10:00:00Z")));
    archive.commit(1);

    archive.expire(LocalDate.parse("2026-11-20"));
    archive.expire(LocalDate.parse("2020-01-01"));

    assertThat(sequences(archive.search(all("")).events())).containsExactly(2L);
  }

  @Test
  default void nothing_is_found_before_it_is_committed_and_all_of_it_after() {
    var archive = archive();
    var events =
        LongStream.rangeClosed(1, 2500).mapToObj(i -> event(i, "{\"n\":" + i + "}")).toList();
    archive.index(events);
    archive.commit(3);

    assertThat(archive.search(all("")).total()).isEqualTo(2500);
    assertThat(archive.search(all("n:[1 TO 500]")).total()).isEqualTo(500);
    assertThat(archive.search(all("")).events()).hasSize(1000);
  }

  private static Event at(long sequence, String timestamp) {
    return event(sequence, "{\"@timestamp\":\"" + timestamp + "\"}");
  }

  private static Query all(String text) {
    return new Query(
        text, Instant.EPOCH, Instant.parse("2030-01-01T00:00:00Z"), Set.of(BADUNG), 1000);
  }

  private static Query in(Set<OfficeId> offices) {
    return new Query("", Instant.EPOCH, Instant.parse("2030-01-01T00:00:00Z"), offices, 10);
  }

  private static List<Long> sequences(List<Event> events) {
    return events.stream().map(event -> event.id().sequence()).toList();
  }
}
