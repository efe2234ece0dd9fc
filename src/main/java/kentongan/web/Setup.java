package kentongan.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import kentongan.office.People;
import kentongan.office.Person;
import kentongan.office.PersonId;
import kentongan.web.Accounts.Account;
import kentongan.web.Accounts.OneTimeLink;

/// The ways in that work once: the set-up link of the first start, and sign-in links.
public final class Setup {
  private static final Duration SETUP_WORKS_FOR = Duration.ofHours(24);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Accounts accounts;
  private final People people;
  private final Passwords passwords;
  private final Atomically desk;
  private final InstantSource clock;

  public Setup(
      Accounts accounts, People people, Passwords passwords, Atomically desk, InstantSource clock) {
    this.accounts = accounts;
    this.people = people;
    this.passwords = passwords;
    this.desk = desk;
    this.clock = clock;
  }

  /// A new set-up link when nobody can sign in yet, as a path: `/setup/…`. Works once, for a day.
  public Optional<String> firstLink() {
    return accounts.isEmpty()
        ? Optional.of("/setup/" + issue(Optional.empty(), SETUP_WORKS_FOR))
        : Optional.empty();
  }

  /// A link that signs a person in once, as a path: `/masuk/…`.
  public String signInLink(PersonId person, Duration worksFor) {
    return "/masuk/" + issue(Optional.of(person), worksFor);
  }

  /// Whether a set-up link still works.
  public boolean maySetUp(String token) {
    return accounts.isEmpty()
        && accounts
            .open(hash(token), clock.instant())
            .filter(l -> l.person().isEmpty())
            .isPresent();
  }

  /// Makes the first administrator and spends the link.
  ///
  /// @return false when the link was spent, too old or unknown; nothing is saved then
  /// @throws IllegalArgumentException when the password is too short or too long
  public boolean setUp(String token, Person administrator, String password) {
    var kept = passwords.hash(password);
    return Boolean.TRUE.equals(
        desk.write(() -> {
          if (!maySetUp(token) || !accounts.spend(hash(token), clock.instant())) {
            return false;
          }
          people.save(administrator);
          accounts.save(new Account(administrator.id(), kept, clock.instant()));
          return true;
        }));
  }

  /// Gives a person a password, whether they had one or not.
  public void setPassword(PersonId person, String password) {
    var kept = passwords.hash(password);
    Supplier<Boolean> work =
        () -> {
          accounts.save(new Account(person, kept, clock.instant()));
          return true;
        };
    desk.write(work);
  }

  /// Whom a sign-in link would sign in, while it works.
  public Optional<Person> invited(String token) {
    return accounts
        .open(hash(token), clock.instant())
        .flatMap(OneTimeLink::person)
        .flatMap(people::find);
  }

  /// Spends a sign-in link.
  ///
  /// @return who is signed in; empty when the link was spent, too old or unknown
  public Optional<Person> enter(String token) {
    Supplier<Optional<Person>> work =
        () -> invited(token).filter(_ -> accounts.spend(hash(token), clock.instant()));
    return desk.write(work);
  }

  private String issue(Optional<PersonId> person, Duration worksFor) {
    var bytes = new byte[24];
    RANDOM.nextBytes(bytes);
    var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    var link = new OneTimeLink(hash(token), person, clock.instant().plus(worksFor));
    Supplier<Boolean> work =
        () -> {
          accounts.keep(link);
          return true;
        };
    desk.write(work);
    return token;
  }

  private static String hash(String token) {
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("SHA-256 is in every JDK", missing);
    }
  }
}
