package kentongan.probe;

import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Asks every kind of question. Blocking: to be called on a virtual thread. Safe for many threads
/// at once. Whatever happens, there is an answer.
public final class Probes {
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final Path COUNTERS = Path.of("/proc/net/dev");

  private final HttpProbe http;
  private final TlsProbe tls;
  private final TcpProbe tcp;
  private final PingProbe ping;
  private final DnsProbe dns;
  private final DomainProbe domain;
  private final MailProbe mail;
  private final TimeProbe time;
  private final JobProbe job = new JobProbe();
  private final DiskProbe disk = new DiskProbe();
  private final Map<NetworkCheck, NetworkProbe> networks = new ConcurrentHashMap<>();
  private final InstantSource clock;

  public Probes(AddressGuard guard, InstantSource clock) {
    this(guard, Resolver.system(), Optional.empty(), clock);
  }

  /// @param trust the roots that certificates are checked against; empty for those of the Java
  ///   runtime
  public Probes(
      AddressGuard guard, Resolver resolver, Optional<KeyStore> trust, InstantSource clock) {
    var reach = new Reach(guard, resolver);
    var client = new DnsClient(reach);
    this.http = new HttpProbe(guard, resolver, trust);
    this.tls = new TlsProbe(reach, new Tls(trust));
    this.tcp = new TcpProbe(reach);
    this.ping = new PingProbe(reach);
    this.dns = new DnsProbe(client);
    this.domain = new DomainProbe(new Rdap(http));
    this.mail = new MailProbe(client);
    this.time = new TimeProbe(reach, clock);
    this.clock = clock;
  }

  /// The HTTP side, for those who need whole answers.
  public HttpProbe http() {
    return http;
  }

  /// Asks once.
  ///
  /// @param memory of this very question
  public Finding ask(Question question, Memory memory) {
    return switch (question) {
      case HttpCheck check -> HttpFinding.of(check, http.ask(check), clock.instant());
      case TlsCheck check -> tls.ask(check, memory, clock.instant());
      case TcpCheck check -> tcp.ask(check);
      case PingCheck check -> ping.ask(check);
      case DnsCheck check -> dns.ask(check, memory);
      case DomainCheck check -> domain.ask(check, memory, clock.instant());
      case MailCheck check -> mail.ask(check, memory);
      case JobCheck check -> job.ask(check, memory, clock.instant());
      case DiskCheck check -> disk.ask(check, memory, clock.instant());
      case NetworkCheck check ->
          networks
              .computeIfAbsent(check, _ -> new NetworkProbe(COUNTERS))
              .ask(check, memory, clock.instant());
      case TimeCheck check -> time.ask(check);
    };
  }

  /// An instant as it stands in events.
  static String text(Instant at) {
    return MILLIS.format(at);
  }
}
