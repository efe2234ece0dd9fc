package kentongan.web;

import java.time.Instant;
import java.util.Optional;
import kentongan.office.PersonId;

/// Who can sign in, and the links that let somebody in once.
public interface Accounts {
  /// Whether nobody can sign in yet.
  boolean isEmpty();

  /// Adds an account, or replaces the one of the same person.
  void save(Account account);

  /// The account of a person.
  Optional<Account> find(PersonId person);

  /// Keeps a link until it is spent.
  void keep(OneTimeLink link);

  /// The link with this token hash, neither spent nor too old.
  Optional<OneTimeLink> open(String tokenHash, Instant now);

  /// Spends a link.
  ///
  /// @return whether it was there to be spent; false the second time
  boolean spend(String tokenHash, Instant now);

  /// A person's way in.
  ///
  /// @param passwordHash Argon2id in its own text form; never the password
  /// @param changedAt when the password was set
  record Account(PersonId person, String passwordHash, Instant changedAt) {}

  /// A link that works once.
  ///
  /// @param tokenHash SHA-256 of the token, hexadecimal; the token itself is not kept
  /// @param person whom it signs in; empty for the link that makes the first administrator
  /// @param until after this it is worth nothing
  record OneTimeLink(String tokenHash, Optional<PersonId> person, Instant until) {}
}
