package kentongan.exercise;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import kentongan.asset.Asset;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Events as an agent writes them; see `docs/reference/events.md`. The same moment gives the same
/// document every time.
final class Documents {
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final String VERSION = "latihan";

  private final Instant begin;

  Documents(Instant begin) {
    this.begin = begin;
  }

  ObjectNode heartbeat(Station station, Duration at) {
    var event = event("kentongan.heartbeat", station, at);
    event.put("message", "agen pemantau hidup");
    var own = event.withObject("kentongan");
    own.putObject("spool").put("events", 0).put("bytes", 0);
    own.putObject("agent").put("version", VERSION);
    return event;
  }

  ObjectNode goodCheck(Station station, Asset asset, Duration at) {
    var event = check(station, asset, at, "success");
    var whole = 90 + wobble(asset.id().name(), at, 60);
    event.withObject("event").put("duration", whole * 1_000_000L);
    event.withObject("http").putObject("response").put("status_code", 200);
    var check = event.withObject("kentongan").withObject("check");
    check.put("failures", 0);
    var phase = check.putObject("phase");
    phase.put("resolve_ms", 3).put("connect_ms", 12).put("tls_ms", 31);
    phase.put("first_byte_ms", whole - 20).put("whole_ms", whole);
    check.put("certificate_days", 61);
    event.put("message", "%s menjawab 200".formatted(asset.id()));
    return event;
  }

  ObjectNode failedCheck(
      Station station, Asset asset, Inject.Kind.ChecksFail fail, Duration at, long inARow) {
    var event = check(station, asset, at, "failure");
    var whole = fail.reason().equals("timeout") ? 10_000 : 40 + wobble(asset.id().name(), at, 40);
    event.withObject("event").put("duration", whole * 1_000_000L);
    if (fail.status() != 0) {
      event.withObject("http").putObject("response").put("status_code", fail.status());
    }
    var check = event.withObject("kentongan").withObject("check");
    check.put("reason", fail.reason()).put("failures", inARow);
    check.putObject("phase").put("resolve_ms", 3).put("whole_ms", whole);
    event.put("message", "%s gagal diperiksa: %s".formatted(asset.id(), fail.reason()));
    return event;
  }

  ObjectNode cleanPage(Station station, Asset asset, Duration at) {
    var event = page(station, asset, at, "success");
    var page = event.withObject("kentongan").withObject("page");
    page.put("verdict", "clean").put("score", 0.0).put("changed", 0.0).put("hidden_links", 0);
    page.putArray("reasons");
    page.putArray("new_hosts");
    event.put("message", "%s: halaman tidak berubah".formatted(asset.id()));
    return event;
  }

  ObjectNode changedPage(
      Station station, Asset asset, Inject.Kind.PageChanges change, Duration at) {
    var event = page(station, asset, at, "failure");
    var page = event.withObject("kentongan").withObject("page");
    page.put("verdict", change.verdict()).put("score", change.score());
    page.put("changed", change.changed()).put("hidden_links", change.hiddenLinks());
    texts(page, "reasons", change.reasons());
    texts(page, "new_hosts", change.newHosts());
    event.put("message", "%s: %s".formatted(asset.id(), String.join("; ", change.reasons())));
    return event;
  }

  private ObjectNode check(Station station, Asset asset, Duration at, String outcome) {
    var event = about("kentongan.check", station, asset, at);
    event.withObject("event").put("outcome", outcome);
    event
        .withObject("kentongan")
        .putObject("check")
        .put("id", asset.id().name() + "-http")
        .put("kind", "http");
    return event;
  }

  private ObjectNode page(Station station, Asset asset, Duration at, String outcome) {
    var event = about("kentongan.page", station, asset, at);
    event.withObject("event").put("outcome", outcome);
    event.withObject("kentongan").putObject("page").put("title", asset.name());
    return event;
  }

  private ObjectNode about(String dataset, Station station, Asset asset, Duration at) {
    var event = event(dataset, station, at);
    event.withObject("kentongan").put("asset", asset.id().name());
    asset
        .url()
        .map(URI::toString)
        .ifPresent(url ->
            event
                .putObject("url")
                .put("full", url)
                .put("domain", asset.url().map(URI::getHost).orElse("")));
    return event;
  }

  private ObjectNode event(String dataset, Station station, Duration at) {
    var time = MILLIS.format(begin.plus(at));
    var event = JsonNodeFactory.instance.objectNode().put("@timestamp", time);
    event.putObject("event").put("created", time).put("dataset", dataset);
    event.putObject("host").put("hostname", station.host());
    return event;
  }

  private static void texts(ObjectNode node, String name, List<String> texts) {
    var array = node.putArray(name);
    texts.forEach(array::add);
  }

  /// Some milliseconds, so that a drill's times look like times.
  private static long wobble(String of, Duration at, int below) {
    return Math.floorMod(of.hashCode() * 31L + at.toSeconds(), below);
  }
}
