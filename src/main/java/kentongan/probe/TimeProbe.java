package kentongan.probe;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Asks a time server once and computes how far this machine's clock is off. Only measures: setting
/// the clock is for the system's own service.
///
/// @spec https://www.rfc-editor.org/info/rfc5905 RFC 5905, sections 7.3 and 8
final class TimeProbe {
  private static final int BYTES = 48;
  private static final int MOST_STRANGERS = 16;
  private static final long TO_1900 = 2_208_988_800L;
  private static final SecureRandom CHANCE = new SecureRandom();

  private final Reach reach;
  private final InstantSource clock;

  TimeProbe(Reach reach, InstantSource clock) {
    this.reach = reach;
    this.clock = clock;
  }

  Finding ask(TimeCheck check) {
    var facts = new Facts();
    facts.text("server.address", check.place().host());
    try (var deadline = new Deadline(check.patience())) {
      var address = reach.addresses(check.place().host(), deadline).getFirst();
      facts.text("server.ip", address.getHostAddress());
      try {
        return judged(check, exchanged(check, address, deadline), facts);
      } catch (IOException e) {
        var failure = Reach.failure(e, deadline);
        return facts.bad(failure.reason(), failure.detail());
      }
    } catch (CheckFailed e) {
      return facts.bad(e);
    }
  }

  private record Exchange(double offsetMillis, double delayMillis, int stratum) {}

  private Exchange exchanged(TimeCheck check, InetAddress address, Deadline deadline)
      throws IOException, CheckFailed {
    try (var socket = new DatagramSocket()) {
      deadline.watch(socket);
      socket.connect(new InetSocketAddress(address, check.place().port()));
      // A number that only the asked server knows stands where our time would: nobody else can
      // answer, and our clock is not told to strangers.
      var secret = CHANCE.nextLong();
      var question = new byte[BYTES];
      question[0] = 0x23; // version 4, client
      ByteBuffer.wrap(question).putLong(40, secret);
      var sent = clock.instant();
      var start = System.nanoTime();
      socket.send(new DatagramPacket(question, BYTES));
      for (var i = 0; i < MOST_STRANGERS; i++) {
        socket.setSoTimeout(deadline.leftMillis());
        var packet = new DatagramPacket(new byte[512], 512);
        socket.receive(packet);
        var answer = ByteBuffer.wrap(packet.getData(), 0, packet.getLength());
        if (packet.getLength() >= BYTES && answer.getLong(24) == secret) {
          return read(answer, sent, System.nanoTime() - start);
        }
      }
      throw new SocketTimeoutException("no answer to this question");
    }
  }

  private static Exchange read(ByteBuffer answer, Instant sent, long nanos) throws CheckFailed {
    var mode = answer.get(0) & 7;
    var leap = (answer.get(0) & 0xff) >> 6;
    var stratum = answer.get(1) & 0xff;
    if (mode != 4) {
      throw new CheckFailed(
          Reason.PROTOCOL, "not a time server's answer (mode %d)".formatted(mode));
    }
    if (stratum == 0) {
      var code = new byte[4];
      answer.get(12, code);
      throw new CheckFailed(
          Reason.PROTOCOL,
          "the time server refuses: "
              + Facts.shown(new String(code, StandardCharsets.ISO_8859_1).strip()));
    }
    if (leap == 3 || stratum > 15 || answer.getLong(40) == 0) {
      throw new CheckFailed(Reason.PROTOCOL, "the time server does not know the time itself");
    }
    var arrived = millis(answer.getLong(32), sent);
    var left = millis(answer.getLong(40), sent);
    var before = sent.toEpochMilli() + sent.getNano() % 1_000_000 / 1e6;
    // The moment of the answer by the monotonic clock: a jump of the other in between is no error.
    var after = before + nanos / 1e6;
    return new Exchange(
        (arrived - before + (left - after)) / 2,
        Math.max(0, after - before - (left - arrived)),
        stratum);
  }

  /// A time stamp as milliseconds since 1970, in the era that is nearest to a moment.
  private static double millis(long stamp, Instant near) {
    var seconds = (stamp >>> 32) - TO_1900;
    var eras = Math.round((near.getEpochSecond() - seconds) / (double) (1L << 32));
    return (seconds + eras * (1L << 32)) * 1000.0 + (stamp & 0xffffffffL) * 1000.0 / (1L << 32);
  }

  private static Finding judged(TimeCheck check, Exchange exchange, Facts facts) {
    facts.number("kentongan.check.time.offset_ms", exchange.offsetMillis);
    facts.number("kentongan.check.time.off_ms", Math.abs(exchange.offsetMillis));
    facts.number("kentongan.check.time.delay_ms", exchange.delayMillis);
    facts.number("kentongan.check.time.stratum", exchange.stratum);
    var off = Math.round(exchange.offsetMillis);
    // The true offset lies within half the delay; only what is surely too much is a failure.
    var surely = Math.abs(exchange.offsetMillis) - exchange.delayMillis / 2;
    return Optional.of(surely)
        .filter(s -> s > check.within().toMillis())
        .map(_ ->
            facts.bad(
                Reason.LIMIT,
                "the clock is off by %d ms (expected: at most %d)"
                    .formatted(-off, check.within().toMillis())))
        .orElseGet(() -> facts.good("jam mesin ini berselisih %d ms".formatted(-off)));
  }
}
