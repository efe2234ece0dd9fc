package kentongan.agent;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;

/// `kentongan agent check`: whether everything works, in words, without starting the agent and
/// without sending a fact.
public final class SelfCheck {
  private static final int PATIENCE_MILLIS = 5_000;
  private static final Duration CLOCK = Duration.ofMinutes(2);
  private static final Duration CERTIFICATE = Duration.ofDays(3);
  private static final long ROOM_MB = 100;

  /// One thing that was looked at.
  ///
  /// @param text what is so and, when it is not good, what to do
  public record Finding(boolean isGood, String text) {}

  private final AgentConfig config;
  private final InstantSource clock;
  private final List<Finding> findings = new ArrayList<>();

  private SelfCheck(AgentConfig config, InstantSource clock) {
    this.config = config;
    this.clock = clock;
  }

  /// Looks at everything; each thing within five seconds.
  public static List<Finding> of(AgentConfig config, InstantSource clock) {
    var check = new SelfCheck(config, clock);
    check.good("pengaturan dapat dibaca: " + config.data().resolve("agent.yaml"));
    check.disk();
    check.enrolment();
    check.collector();
    check.logs();
    return List.copyOf(check.findings);
  }

  private void disk() {
    var data = config.data();
    try {
      var trial = Files.createTempFile(data, "check", ".tmp");
      Files.write(trial, new byte[4096]);
      Files.delete(trial);
      var free = Files.getFileStore(data).getUsableSpace() >> 20;
      var wanted = Math.max(ROOM_MB, config.bounds().bytes() >> 20);
      tell(
          free >= wanted,
          "disk: %s dapat ditulis, kosong %,d MB".formatted(data, free)
              + (free >= wanted
                  ? ""
                  : " (perlu %,d MB untuk penyimpanan penuh)".formatted(wanted)));
    } catch (IOException e) {
      bad("disk: %s tidak dapat ditulis (%s); periksa hak dan ruang".formatted(data, reason(e)));
    }
  }

  private void enrolment() {
    try {
      if (!Files.exists(config.data().resolve("agent.id"))) {
        tell(
            config.token().isPresent(),
            config.token().isPresent()
                ? "pendaftaran: belum terdaftar; token ada dan dipakai saat agen dinyalakan"
                : "pendaftaran: belum terdaftar dan tidak ada token; minta token ke pusat");
        return;
      }
      var agent = Identity.in(config.data()).agent().orElseThrow();
      good("pendaftaran: terdaftar sebagai " + agent);
      TlsIdentity.in(config.data()).ifPresent(this::certificate);
    } catch (IOException | RuntimeException e) {
      bad("pendaftaran: " + reason(e));
    }
  }

  private void certificate(TlsIdentity own) {
    var end = own.certificate().getNotAfter().toInstant();
    var left = Duration.between(clock.instant(), end);
    tell(
        left.compareTo(CERTIFICATE) > 0,
        left.isNegative()
            ? "sertifikat: berakhir pada %s; nyalakan agen agar diperbarui".formatted(Doc.text(end))
            : "sertifikat: berlaku sampai %s (%d hari lagi)"
                .formatted(Doc.text(end), left.toDays()));
  }

  private void collector() {
    var url = config.collector();
    var port = url.getPort() > 0 ? url.getPort() : url.getScheme().equals("https") ? 443 : 80;
    try (var socket = new Socket(Proxy.NO_PROXY)) {
      socket.connect(new InetSocketAddress(url.getHost(), port), PATIENCE_MILLIS);
      good("pusat: %s:%d terjangkau".formatted(url.getHost(), port));
    } catch (IOException e) {
      bad(
          "pusat: %s:%d tidak terjangkau (%s); periksa internet, alamat dan dinding api"
              .formatted(url.getHost(), port, reason(e)));
      return;
    }
    try {
      asked();
    } catch (IOException | RuntimeException e) {
      bad("pusat: tidak menjawab sebagaimana mestinya (" + reason(e) + ")");
    }
  }

  /// An answer of any kind proves the connection; its time tells about our clock.
  private void asked() throws IOException {
    var own = TlsIdentity.in(config.data());
    var connection = config.collector().toURL().openConnection(Proxy.NO_PROXY);
    if (connection instanceof HttpsURLConnection secure) {
      if (own.isEmpty()) {
        good("sambungan aman: diperiksa saat pendaftaran");
        return;
      }
      secure.setSSLSocketFactory(Tls13.of(own.get().pin(), own));
      // The collector is known by its key, not by its name: see PinnedTrust.
      secure.setHostnameVerifier((_, _) -> true);
    }
    connection.setConnectTimeout(PATIENCE_MILLIS);
    connection.setReadTimeout(PATIENCE_MILLIS);
    if (connection instanceof HttpURLConnection request) {
      request.setInstanceFollowRedirects(false);
      var status = request.getResponseCode();
      good("pusat: menjawab (HTTP %d)".formatted(status));
      clock(request.getDate());
      request.disconnect();
    }
  }

  private void clock(long theirs) {
    if (theirs <= 0) {
      good("jam: jawaban pusat tidak menyebut waktu; tidak diperiksa");
      return;
    }
    var now = clock.instant();
    var difference = Duration.between(now, Instant.ofEpochMilli(theirs)).abs();
    tell(
        difference.compareTo(CLOCK) <= 0,
        difference.compareTo(CLOCK) <= 0
            ? "jam: selisih dengan pusat %d detik".formatted(difference.toSeconds())
            : "jam: mesin ini %s, pusat %s; betulkan jam mesin ini (NTP)"
                .formatted(Doc.text(now), Doc.text(Instant.ofEpochMilli(theirs))));
  }

  private void logs() {
    for (var log : config.duties().logs()) {
      var path = log.path();
      if (path.toString().matches(".*[*?\\[].*")) {
        pattern(path);
      } else if (Files.isReadable(path)) {
        good("log: " + path + " dapat dibaca");
      } else {
        bad(
            "log: %s %s; periksa jalur, atau beri hak baca (misalnya grup adm)"
                .formatted(path, Files.exists(path) ? "tidak boleh dibaca" : "tidak ada"));
      }
    }
  }

  /// A pattern in the last part of a path is looked at; one in the middle is left to the agent.
  private void pattern(Path path) {
    var folder = Optional.ofNullable(path.getParent()).orElse(Path.of("."));
    if (folder.toString().matches(".*[*?\\[].*")) {
      good("log: " + path + ": pola folder diperiksa saat agen berjalan");
      return;
    }
    var found = 0;
    var refused = 0;
    try (var files = Files.newDirectoryStream(folder, String.valueOf(path.getFileName()))) {
      for (var file : files) {
        found++;
        refused += Files.isReadable(file) ? 0 : 1;
      }
      tell(
          found > 0 && refused == 0,
          "log: %s: %d berkas, %d tidak boleh dibaca".formatted(path, found, refused));
    } catch (IOException e) {
      bad("log: " + path + ": " + reason(e));
    }
  }

  private void good(String text) {
    tell(true, text);
  }

  private void bad(String text) {
    tell(false, text);
  }

  private void tell(boolean isGood, String text) {
    findings.add(new Finding(isGood, text));
  }

  private static String reason(Exception e) {
    return e.getMessage() == null
        ? e.getClass().getSimpleName()
        : e.getClass().getSimpleName() + ": " + e.getMessage();
  }
}
