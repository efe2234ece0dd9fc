package kentongan.intake;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.reactive.function.server.RouterFunctions;
import reactor.netty.ChannelBindException;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/// The listener for agents: TLS 1.3 and nothing older, client certificates of our own authority,
/// and no page of the dashboard behind it.
public final class AgentsPort implements AutoCloseable {
  private static final Duration HANDSHAKE = Duration.ofSeconds(10);
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(3);

  private final Intake intake;
  private final Authority authority;
  private final IntakeSettings.Tls settings;
  private final ConnectionGuard guard;
  private @Nullable DisposableServer server;

  AgentsPort(
      Intake intake, Authority authority, IntakeSettings.Tls settings, ConnectionGuard guard) {
    this.intake = intake;
    this.authority = authority;
    this.settings = settings;
    this.guard = guard;
  }

  /// Begins to listen.
  ///
  /// @throws IllegalStateException when the port is taken
  public void start() {
    var tls = context();
    var handler = RouterFunctions.toHttpHandler(intake.agentRoutes());
    var listening =
        guard
            .apply(HttpServer.create().host(settings.address()).port(settings.port()))
            .secure(spec -> spec.sslContext(tls).handshakeTimeout(HANDSHAKE))
            .handle(new ReactorHttpHandlerAdapter(handler));
    try {
      server = listening.bindNow();
    } catch (ChannelBindException taken) {
      throw new IllegalStateException(
          "kentongan.intake.tls.port: %s:%d cannot be listened on (expected: a free port)"
              .formatted(settings.address(), settings.port()),
          taken);
    }
  }

  /// Where it listens; 0 before it does.
  public int port() {
    var running = server;
    return running == null ? 0 : running.port();
  }

  @Override
  public void close() {
    var running = server;
    if (running != null) {
      running.disposeNow(LAST_ANSWERS);
    }
  }

  private SslContext context() {
    try {
      var own = authority.forServer();
      return SslContextBuilder.forServer(own.key(), own.chain().toArray(new X509Certificate[0]))
          .sslProvider(SslProvider.JDK)
          .protocols("TLSv1.3")
          // Asked for, not demanded: who enrols has none. Door.Tls demands it for the rest.
          .clientAuth(ClientAuth.OPTIONAL)
          .trustManager(new AgentTrust(authority.root()))
          .build();
    } catch (SSLException | GeneralSecurityException odd) {
      throw new IllegalStateException("the agents' port cannot speak TLS 1.3", odd);
    }
  }
}
