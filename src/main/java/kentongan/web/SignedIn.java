package kentongan.web;

import kentongan.office.PersonId;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.server.context.ServerSecurityContextRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// Signs somebody in who proved it by other means than a password; the session gets a new id.
@Component
public final class SignedIn {
  private final ServerSecurityContextRepository sessions;

  SignedIn(ServerSecurityContextRepository sessions) {
    this.sessions = sessions;
  }

  /// From now on this browser is that person's.
  public Mono<Void> as(PersonId person, ServerWebExchange exchange) {
    return exchange
        .getSession()
        .doOnNext(session -> session.setMaxIdleTime(SecurityConfiguration.SESSION_LASTS))
        .then(sessions.save(exchange, new SecurityContextImpl(SignIn.signedIn(person))));
  }
}
