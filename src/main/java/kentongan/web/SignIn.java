package kentongan.web;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import kentongan.office.PersonId;
import kentongan.pipeline.Worlds;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/// Checks a name and a password, with growing pauses after wrong ones. A name that nobody has takes
/// as long and is answered the same.
@Component
final class SignIn implements ReactiveAuthenticationManager {
  private final Accounts accounts;
  private final Passwords passwords;
  private final Patience patience;
  private final Worlds worlds;
  private final Scheduler blocking = Schedulers.fromExecutor(Thread::startVirtualThread);

  SignIn(Accounts accounts, Passwords passwords, Patience patience, Worlds worlds) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.patience = patience;
    this.worlds = worlds;
  }

  @Override
  public Mono<Authentication> authenticate(Authentication asked) {
    return Mono.fromCallable(
            () -> check(String.valueOf(asked.getName()), String.valueOf(asked.getCredentials())))
        .subscribeOn(blocking);
  }

  private Authentication check(String typed, String password) {
    var name = typed.strip().toLowerCase(Locale.ROOT);
    var key = name.length() > 64 ? name.substring(0, 64) : name;
    var pause = patience.pause(key, now());
    if (pause.isPositive()) {
      throw new TooSoon(pause);
    }
    if (!isRight(name, password)) {
      patience.wrong(key, now());
      throw new BadCredentialsException("wrong name or password");
    }
    patience.right(key);
    return signedIn(new PersonId(name));
  }

  private boolean isRight(String name, String password) {
    try {
      return accounts
          .find(new PersonId(name))
          .map(account -> passwords.matches(password, account.passwordHash()))
          .orElseGet(() -> passwords.matchesNobody(password));
    } catch (IllegalArgumentException notAName) {
      return passwords.matchesNobody(password);
    }
  }

  private Instant now() {
    return worlds.live().world().clock().instant();
  }

  /// Somebody who is in; what they may do is asked of the desk at each request.
  static Authentication signedIn(PersonId person) {
    return UsernamePasswordAuthenticationToken.authenticated(person.name(), null, List.of());
  }

  /// Too many wrong passwords: not now.
  static final class TooSoon extends AuthenticationException {
    private final Duration pause;

    TooSoon(Duration pause) {
      super("try again later");
      this.pause = pause;
    }

    long seconds() {
      return Math.max(1, pause.plusMillis(999).toSeconds());
    }
  }
}
