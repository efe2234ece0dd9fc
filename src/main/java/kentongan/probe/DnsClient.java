package kentongan.probe;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Asks a name server: by UDP up to three times, by TCP when the answer was cut.
final class DnsClient {
  private static final int TRIES = 3;
  private static final int MOST_STRANGERS = 64;
  private static final Path SYSTEM = Path.of("/etc/resolv.conf");
  private static final SecureRandom CHANCE = new SecureRandom();

  private final Reach reach;

  DnsClient(Reach reach) {
    this.reach = reach;
  }

  /// Asks one server.
  ///
  /// @param isOurs of this machine's own settings; a given one must be an allowed address
  DnsMessage.Answer ask(Place server, boolean isOurs, String name, DnsType type, Duration patience)
      throws CheckFailed {
    try (var deadline = new Deadline(patience)) {
      try {
        // An address literal: nothing is looked up here.
        var address = InetAddress.getByName(server.host());
        if (!isOurs) {
          reach.mustBeAllowed(address);
        }
        var answer = byUdp(new InetSocketAddress(address, server.port()), name, type, deadline);
        return answer.isCut() ? byTcp(address, server.port(), name, type, deadline) : answer;
      } catch (EOFException _) {
        throw new CheckFailed(Reason.PROTOCOL, server + ": the answer broke off");
      } catch (IOException e) {
        var failure = Reach.failure(e, deadline);
        throw new CheckFailed(failure.reason(), server + ": " + failure.detail());
      }
    }
  }

  private static DnsMessage.Answer byUdp(
      InetSocketAddress server, String name, DnsType type, Deadline deadline)
      throws IOException, CheckFailed {
    var patience = deadline.leftMillis() / TRIES;
    for (var i = 1; ; i++) {
      // A port and a number of its own for each try: harder to forge an answer to.
      try (var socket = new DatagramSocket()) {
        deadline.watch(socket);
        socket.connect(server);
        var id = CHANCE.nextInt(0x10000);
        var question = DnsMessage.question(id, name, type);
        socket.send(new DatagramPacket(question, question.length));
        return DnsMessage.read(received(socket, id, name, type, Math.max(1, patience)), name, type);
      } catch (SocketTimeoutException e) {
        if (i == TRIES) {
          throw e;
        }
      }
    }
  }

  private static byte[] received(
      DatagramSocket socket, int id, String name, DnsType type, int patienceMillis)
      throws IOException {
    var end = System.nanoTime() + patienceMillis * 1_000_000L;
    var room = new byte[4096];
    for (var i = 0; i < MOST_STRANGERS; i++) {
      var left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        break;
      }
      socket.setSoTimeout((int) left);
      var packet = new DatagramPacket(room, room.length);
      socket.receive(packet);
      var bytes = Arrays.copyOf(room, packet.getLength());
      if (DnsMessage.answers(bytes, id, name, type)) {
        return bytes;
      }
    }
    throw new SocketTimeoutException("no answer to this question");
  }

  private DnsMessage.Answer byTcp(
      InetAddress address, int port, String name, DnsType type, Deadline deadline)
      throws IOException, CheckFailed {
    try (var socket = new Socket()) {
      reach.connect(socket, address, port, Duration.ofSeconds(5), deadline);
      var id = CHANCE.nextInt(0x10000);
      var question = DnsMessage.question(id, name, type);
      var framed = new byte[question.length + 2];
      framed[0] = (byte) (question.length >> 8);
      framed[1] = (byte) question.length;
      System.arraycopy(question, 0, framed, 2, question.length);
      socket.getOutputStream().write(framed);
      var in = new DataInputStream(socket.getInputStream());
      var bytes = new byte[in.readUnsignedShort()];
      in.readFully(bytes);
      var answer =
          DnsMessage.answers(bytes, id, name, type) ? DnsMessage.read(bytes, name, type) : null;
      if (answer == null || answer.isCut()) {
        throw new CheckFailed(Reason.PROTOCOL, "a DNS answer by TCP that is cut or not to us");
      }
      return answer;
    }
  }

  /// The name servers of this machine.
  static List<Place> ours() {
    var servers = new ArrayList<Place>();
    try {
      for (var line : Files.readAllLines(SYSTEM)) {
        var words = line.strip().split("\\s+");
        if (words.length > 1 && words[0].equals("nameserver") && servers.size() < 3) {
          servers.add(new Place(words[1].split("%", 2)[0], 53));
        }
      }
    } catch (IOException | IllegalArgumentException _) {
      // then those that were read
    }
    return servers;
  }
}
