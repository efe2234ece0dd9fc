package kentongan.probe;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A name server on loopback, by UDP and TCP, that answers from a table: `name TYPE` to the data of
/// its records.
final class DnsStub implements AutoCloseable {
  private final DatagramSocket udp;
  private final ServerSocket tcp;
  private final Map<String, List<byte[]>> records = new ConcurrentHashMap<>();
  volatile boolean cutsUdp;
  volatile boolean liesFirst;
  volatile boolean isSilent;
  volatile byte @Nullable [] raw;

  DnsStub() throws IOException {
    var loopback = InetAddress.getLoopbackAddress();
    tcp = new ServerSocket(0, 10, loopback);
    udp = new DatagramSocket(new InetSocketAddress(loopback, tcp.getLocalPort()));
    Thread.ofVirtual().start(this::serveUdp);
    Thread.ofVirtual().start(this::serveTcp);
  }

  Place place() {
    return new Place("127.0.0.1", tcp.getLocalPort());
  }

  DnsStub with(String name, DnsType type, byte[]... data) {
    records.put(name + " " + type, List.of(data));
    return this;
  }

  static byte[] address(String text) {
    try {
      return InetAddress.getByName(text).getAddress();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static byte[] text(String... strings) {
    var out = new ByteArrayOutputStream();
    for (var string : strings) {
      out.write(string.length());
      out.writeBytes(string.getBytes(StandardCharsets.ISO_8859_1));
    }
    return out.toByteArray();
  }

  static byte[] name(String name) {
    var out = new ByteArrayOutputStream();
    for (var label : name.split("\\.", -1)) {
      out.write(label.length());
      out.writeBytes(label.getBytes(StandardCharsets.ISO_8859_1));
    }
    out.write(0);
    return out.toByteArray();
  }

  private void serveUdp() {
    while (!udp.isClosed()) {
      try {
        var packet = new DatagramPacket(new byte[1500], 1500);
        udp.receive(packet);
        if (isSilent) {
          continue;
        }
        var question = Arrays.copyOf(packet.getData(), packet.getLength());
        if (liesFirst) {
          var forged = answer(question, false);
          forged[0] ^= 1;
          udp.send(new DatagramPacket(forged, forged.length, packet.getSocketAddress()));
        }
        var answer = answer(question, cutsUdp);
        udp.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
      } catch (SocketException _) {
        return;
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }

  private void serveTcp() {
    while (!tcp.isClosed()) {
      try (var socket = tcp.accept()) {
        var in = new DataInputStream(socket.getInputStream());
        var question = new byte[in.readUnsignedShort()];
        in.readFully(question);
        var answer = answer(question, false);
        var framed = new byte[answer.length + 2];
        framed[0] = (byte) (answer.length >> 8);
        framed[1] = (byte) answer.length;
        System.arraycopy(answer, 0, framed, 2, answer.length);
        socket.getOutputStream().write(framed);
      } catch (IOException _) {
        // the client went away, or the test ended
      }
    }
  }

  private byte[] answer(byte[] question, boolean isCut) {
    var end = 12;
    var name = new StringBuilder();
    while (question[end] != 0) {
      name.append(name.isEmpty() ? "" : ".");
      name.append(new String(question, end + 1, question[end], StandardCharsets.ISO_8859_1));
      end += question[end] + 1;
    }
    end += 5;
    var number = (question[end - 4] & 0xff) << 8 | question[end - 3] & 0xff;
    var type =
        Arrays.stream(DnsType.values()).filter(t -> t.number() == number).findFirst().orElseThrow();
    var isKnown = records.keySet().stream().anyMatch(key -> key.startsWith(name + " "));
    var data = records.getOrDefault(name + " " + type, List.of());
    var out = new ByteArrayOutputStream();
    out.write(question[0]);
    out.write(question[1]);
    out.write(isCut ? 0x83 : 0x81);
    out.write(isKnown ? 0x80 : 0x83);
    two(out, 1);
    two(out, isCut ? 0 : data.size());
    two(out, 0);
    two(out, 0);
    out.write(question, 12, end - 12);
    if (raw != null) {
      out.writeBytes(raw);
      return out.toByteArray();
    }
    for (var one : isCut ? List.<byte[]>of() : data) {
      two(out, 0xc00c);
      two(out, number);
      two(out, 1);
      two(out, 0);
      two(out, 300);
      two(out, one.length);
      out.writeBytes(one);
    }
    return out.toByteArray();
  }

  private static void two(ByteArrayOutputStream out, int number) {
    out.write(number >> 8);
    out.write(number);
  }

  @Override
  public void close() throws IOException {
    udp.close();
    tcp.close();
  }
}
