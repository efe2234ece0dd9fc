package kentongan.boot.exercise;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import kentongan.agent.LogReading;
import kentongan.event.AgentId;
import kentongan.event.Agents;
import kentongan.event.Batch;
import kentongan.event.BatchBody;
import kentongan.event.BatchSignature;
import kentongan.exercise.Emission;
import kentongan.exercise.Station;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A station of a scenario as an agent of the exercise's world: enrolled there with a one-time
/// token, with a key that exists in memory only.
final class SyntheticAgent {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int MOST_AT_ONCE = 1_000;

  private final Station station;
  private final AgentId id;
  private final byte[] key;
  private final Instant begin;
  private final ZoneId zone;
  private long last;

  private SyntheticAgent(Station station, AgentId id, byte[] key, Instant begin, ZoneId zone) {
    this.station = station;
    this.id = id;
    this.key = key;
    this.begin = begin;
    this.zone = zone;
  }

  static SyntheticAgent enrol(Station station, Agents agents, Instant begin, ZoneId zone) {
    var key = BatchSignature.newPrivateKey(new SecureRandom());
    var token = agents.issueToken(station.office(), begin.plus(Duration.ofMinutes(5)));
    var agent =
        agents
            .enrol(token, station.host(), BatchSignature.publicKey(key), begin)
            .orElseThrow(() ->
                new IllegalStateException("station %s: not enrolled".formatted(station.id())));
    return new SyntheticAgent(station, agent.id(), key, begin, zone);
  }

  AgentId station() {
    return station.id();
  }

  /// Sends what the station has to send, in order.
  void send(List<Emission> emissions, ExerciseDoor door) {
    for (var from = 0; from < emissions.size(); from += MOST_AT_ONCE) {
      var some = emissions.subList(from, Math.min(emissions.size(), from + MOST_AT_ONCE));
      var batch = batch(some);
      if (door.receive(batch) instanceof ExerciseDoor.Answer.Refused(var why)) {
        throw new IllegalStateException(why);
      }
      last = batch.last();
    }
  }

  /// A signed batch that continues where the last one ended.
  Batch batch(List<Emission> emissions) {
    var lines = emissions.stream().map(this::line).toList();
    return BatchSignature.sign(
        key,
        id,
        begin.getEpochSecond(),
        last + 1,
        last + lines.size(),
        Batch.Encoding.ZSTD,
        BatchBody.pack(lines, Batch.Encoding.ZSTD));
  }

  private byte[] line(Emission emission) {
    var json =
        switch (emission) {
          case Emission.Document(_, _, var document) -> document;
          case Emission.Line(_, var at, var dataset, var file, var offset, var text) ->
              (ObjectNode)
                  JSON.readTree(
                      LogReading.event(dataset, file, offset, text, zone, begin.plus(at)));
        };
    json.putObject("agent").put("id", id.value());
    return JSON.writeValueAsString(json).getBytes(StandardCharsets.UTF_8);
  }
}
