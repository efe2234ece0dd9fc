package kentongan.event;

import static kentongan.event.EventSamples.AGENT;
import static kentongan.event.EventSamples.BADUNG;
import static kentongan.event.EventSamples.EPOCH;
import static kentongan.event.EventSamples.NOON;
import static kentongan.event.EventSamples.batch;
import static kentongan.event.EventSamples.signed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import kentongan.event.Batch.Encoding;
import kentongan.event.BatchBody.Checked;
import kentongan.event.BatchBody.Checked.Refused;
import kentongan.event.BatchBody.Checked.Sound;
import kentongan.event.BatchBody.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchBodyTest {
  @ParameterizedTest
  @EnumSource(Encoding.class)
  void a_sound_body_is_sound_however_it_is_packed(Encoding encoding) {
    var lines = List.of("{}", "{\"a\":{\"b\":[1,true,null,\"é😀\"]}}");

    assertThat(BatchBody.check(batch(AGENT, EPOCH, 1, encoding, lines))).isInstanceOf(Sound.class);
  }

  @Test
  void zstd_as_a_stream_of_unknown_size_and_in_several_frames_is_read() throws Exception {
    var line = "{\"n\":1}\n".getBytes(StandardCharsets.UTF_8);
    var stream = new ByteArrayOutputStream();
    try (var zstd = new ZstdOutputStream(stream)) {
      zstd.write(line);
    }
    var frames = new ByteArrayOutputStream();
    frames.writeBytes(Zstd.compress(line));
    frames.writeBytes(Zstd.compress(line));

    assertThat(check(1, Encoding.ZSTD, stream.toByteArray())).isInstanceOf(Sound.class);
    assertThat(check(2, Encoding.ZSTD, frames.toByteArray())).isInstanceOf(Sound.class);
  }

  @Test
  void the_last_line_may_lack_its_line_feed() {
    assertThat(check(2, Encoding.IDENTITY, "{}\n{}")).isInstanceOf(Sound.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 10_000})
  void as_many_lines_as_declared(int declared) {
    assertThat(refused(check(declared, Encoding.IDENTITY, "{}\n{}\n")).fault())
        .isEqualTo(Fault.WRONG_COUNT);
  }

  @Test
  void no_more_lines_than_ten_thousand() {
    var lines = "{}\n".repeat(10_001);

    assertThat(refused(check(10_001, Encoding.IDENTITY, lines)).fault()).isEqualTo(Fault.TOO_LARGE);
    assertThat(check(10_000, Encoding.IDENTITY, "{}\n".repeat(10_000))).isInstanceOf(Sound.class);
  }

  @Test
  void a_line_has_at_most_64_kilobytes() {
    var longest = "{\"a\":\"" + "x".repeat(BatchBody.MAX_LINE - 8) + "\"}";

    assertThat(check(1, Encoding.IDENTITY, longest)).isInstanceOf(Sound.class);
    var refused = refused(check(2, Encoding.IDENTITY, "{}\n " + longest));
    assertThat(refused.fault()).isEqualTo(Fault.TOO_LARGE);
    assertThat(refused.line()).isEqualTo(2);
  }

  @Test
  void bombs_are_refused_without_being_unpacked() throws Exception {
    var zeros = new byte[100 << 20];
    var gzip = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(gzip)) {
      out.write(zeros);
    }
    var stream = new ByteArrayOutputStream();
    try (var out = new ZstdOutputStream(stream)) {
      out.write(zeros);
    }
    for (var batch :
        List.of(
            signed(AGENT, EPOCH, 1, 1, Encoding.GZIP, gzip.toByteArray()),
            signed(AGENT, EPOCH, 1, 1, Encoding.ZSTD, stream.toByteArray()),
            signed(AGENT, EPOCH, 1, 1, Encoding.ZSTD, Zstd.compress(zeros)))) {
      assertThat(refused(BatchBody.check(batch)).fault()).isEqualTo(Fault.TOO_LARGE);
    }
  }

  @Test
  void a_frame_that_wants_a_window_of_two_gigabytes_is_refused() throws Exception {
    var out = new ByteArrayOutputStream();
    try (var zstd = new ZstdOutputStream(out).setLong(27)) {
      for (var i = 0; i < 40; i++) {
        zstd.write(new byte[1 << 20]);
      }
    }

    assertThat(check(1, Encoding.ZSTD, out.toByteArray())).isInstanceOf(Refused.class);
  }

  @Test
  void broken_packing_is_said() throws IOException {
    var sound = Zstd.compress("{}\n".getBytes(StandardCharsets.UTF_8));

    for (var body :
        List.of(new byte[0], new byte[] {1, 2, 3}, Arrays.copyOf(sound, sound.length - 1))) {
      assertThat(refused(check(1, Encoding.GZIP, body)).fault()).isEqualTo(Fault.NOT_UNPACKABLE);
    }
    assertThat(refused(check(1, Encoding.ZSTD, new byte[] {1, 2, 3, 4, 5})).fault())
        .isEqualTo(Fault.NOT_UNPACKABLE);
    assertThat(check(1, Encoding.ZSTD, Arrays.copyOf(sound, sound.length - 1)))
        .isInstanceOf(Refused.class);
  }

  static Stream<String> badLines() {
    return Stream.of(
        "",
        " ",
        "null",
        "[]",
        "1",
        "\"text\"",
        "{",
        "{}{}",
        "{} x",
        "{\"a\":}",
        "{a:1}",
        "{'a':1}",
        "{\"a\":1,}",
        "{\"a\":NaN}",
        "{\"a\":01}",
        "{\"a\":\"\u0000\"}",
        "{\"a\":\"\t\"}",
        "{\"a\":1,\"a\":2}",
        "{\"a\":{\"b\":1,\"c\":2,\"b\":3}}",
        "\ufeff{}",
        "{\"a\":" + "[".repeat(500) + "]".repeat(500) + "}",
        "{\"a\":".repeat(33) + "1" + "}".repeat(33),
        "{\"a\":" + "9".repeat(50_000) + "}",
        "{\"a\":1e" + "9".repeat(50_000) + "}",
        "{\"" + "n".repeat(50_000) + "\":1}");
  }

  @ParameterizedTest
  @MethodSource("badLines")
  void a_bad_line_is_named(String line) {
    var refused = refused(check(3, Encoding.IDENTITY, "{}\n" + line + "\n{}\n"));

    assertThat(refused.fault()).isEqualTo(Fault.BAD_LINE);
    assertThat(refused.line()).isEqualTo(2);
    assertThat(refused.why()).startsWith("line 2: ").hasSizeLessThan(300).doesNotContain("\n");
  }

  @Test
  void thirty_two_levels_are_allowed() {
    assertThat(check(1, Encoding.IDENTITY, "{\"a\":".repeat(32) + "1" + "}".repeat(32)))
        .isInstanceOf(Sound.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ff", "c0af", "eda080", "f8888080", "80", "e28", "f4908080"})
  void what_is_not_utf_8_is_refused(String hex) {
    var bad = java.util.HexFormat.of().parseHex(hex.length() % 2 == 0 ? hex : hex + "0");
    var body = new ByteArrayOutputStream();
    body.writeBytes("{}\n{\"a\":\"".getBytes(StandardCharsets.UTF_8));
    body.writeBytes(bad);
    body.writeBytes("\"}\n".getBytes(StandardCharsets.UTF_8));

    var refused = refused(check(2, Encoding.IDENTITY, body.toByteArray()));

    assertThat(refused.fault()).isEqualTo(Fault.BAD_LINE);
    assertThat(refused.line()).isEqualTo(2);
  }

  @Test
  void utf_16_is_no_way_around() {
    var body = "{}".getBytes(StandardCharsets.UTF_16LE);

    assertThat(check(1, Encoding.IDENTITY, body)).isInstanceOf(Refused.class);
  }

  @Test
  void many_equal_small_events_may_pack_very_well() {
    var lines = Collections.nCopies(5000, "{\"event\":{\"dataset\":\"kentongan.heartbeat\"}}");

    assertThat(BatchBody.check(batch(AGENT, EPOCH, 1, Encoding.ZSTD, lines)))
        .isInstanceOf(Sound.class);
  }

  @Test
  void a_stored_body_that_is_not_sound_is_a_broken_promise() {
    var batch = signed(AGENT, EPOCH, 1, 2, Encoding.IDENTITY, "{}\n".getBytes());
    var stored = new EventLog.Stored(7, BADUNG, NOON, batch);

    assertThatThrownBy(() -> BatchBody.events(stored))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("position 7");
  }

  private static Checked check(int lines, Encoding encoding, String body) {
    return check(lines, encoding, body.getBytes(StandardCharsets.UTF_8));
  }

  private static Checked check(int lines, Encoding encoding, byte[] body) {
    return BatchBody.check(signed(AGENT, EPOCH, 1, lines, encoding, body));
  }

  private static Refused refused(Checked checked) {
    assertThat(checked).isInstanceOf(Refused.class);
    return (Refused) checked;
  }
}
