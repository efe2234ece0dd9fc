package kentongan.agent;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Where jobs of this machine say that they are done: `POST /jobs/NAME` or `/jobs/NAME/failed`, on
/// loopback only. A sign of life is a file's time; a job may touch the file itself instead.
final class JobDoor implements AutoCloseable {
  private static final int MOST_BYTES = 2048;
  private static final int PATIENCE_MILLIS = 1000;
  private static final Pattern LINE =
      Pattern.compile(
          "(?:GET|POST|PUT) /jobs/([A-Za-z0-9_-][A-Za-z0-9._-]{0,63})(/failed)? HTTP/1\\.[01]");

  private final ServerSocket door;
  private final Path directory;
  private final Set<String> jobs;
  private final Consumer<String> say;

  private JobDoor(ServerSocket door, Path directory, Set<String> jobs, Consumer<String> say) {
    this.door = door;
    this.directory = directory;
    this.jobs = jobs;
    this.say = say;
  }

  /// Opens the door and serves it on a thread of its own, one caller after the other.
  ///
  /// @param jobs the names that are known; others are answered 404
  static JobDoor open(int port, Path directory, Set<String> jobs, Consumer<String> say)
      throws IOException {
    Files.createDirectories(directory);
    var socket = new ServerSocket();
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 16);
    var door = new JobDoor(socket, directory, Set.copyOf(jobs), say);
    Thread.ofVirtual().name("jobs").start(door::serve);
    return door;
  }

  int port() {
    return door.getLocalPort();
  }

  private void serve() {
    while (!door.isClosed()) {
      try (var caller = door.accept()) {
        answer(caller);
      } catch (IOException _) {
        // this caller went away, or the door was closed
      }
    }
  }

  private void answer(Socket caller) throws IOException {
    var matched = LINE.matcher(line(caller));
    var status = "400 Bad Request";
    if (matched.matches()) {
      var job = matched.group(1);
      status =
          !jobs.contains(job)
              ? "404 Not Found"
              : kept(job, matched.group(2) == null ? "ok\n" : "failed\n")
                  ? "204 No Content"
                  : "507 Insufficient Storage";
    }
    caller
        .getOutputStream()
        .write(
            "HTTP/1.1 %s\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                .formatted(status)
                .getBytes(StandardCharsets.US_ASCII));
  }

  /// The first line; the rest is read as far as it is there, so that closing does not cut it off.
  private static String line(Socket caller) throws IOException {
    var end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
    var text = new ByteArrayOutputStream();
    var in = caller.getInputStream();
    var room = new byte[512];
    while (text.size() < MOST_BYTES) {
      var left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        break;
      }
      caller.setSoTimeout((int) left);
      var n = in.read(room);
      if (n < 0) {
        break;
      }
      text.write(room, 0, n);
      if (text.toString(StandardCharsets.ISO_8859_1).contains("\r\n\r\n")) {
        break;
      }
    }
    return text.toString(StandardCharsets.ISO_8859_1).split("\r\n", 2)[0];
  }

  private boolean kept(String job, String said) {
    try {
      Files.writeString(directory.resolve(job), said);
      return true;
    } catch (IOException e) {
      say.accept(
          directory.resolve(job) + ": tanda pekerjaan tidak dapat disimpan: " + e.getMessage());
      return false;
    }
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException _) {
      // the process's end frees it
    }
  }
}
