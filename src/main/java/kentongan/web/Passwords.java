package kentongan.web;

import java.util.concurrent.Semaphore;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/// Argon2id with 19 MiB and two passes, the first of OWASP's recommended settings; two at a time,
/// so that many sign-ins at once cost time and not memory.
public final class Passwords {
  /// What a new password must have at least.
  public static final int SHORTEST = 12;

  /// More than this is nobody's password, and hashing it would be work for an attacker.
  public static final int LONGEST = 200;

  private final Argon2PasswordEncoder argon2 = new Argon2PasswordEncoder(16, 32, 1, 19_456, 2);
  private final Semaphore atOnce = new Semaphore(2);
  private final String nobodys = argon2.encode("nobody has this password");

  /// The text to keep for a password.
  ///
  /// @throws IllegalArgumentException when it is too short or too long
  public String hash(String password) {
    if (!isLongEnough(password) || password.length() > LONGEST) {
      throw new IllegalArgumentException(
          "password: %d characters (expected: %d to %d)"
              .formatted(password.length(), SHORTEST, LONGEST));
    }
    return limited(() -> argon2.encode(password));
  }

  /// Whether this is the password that was hashed.
  public boolean matches(String password, String hash) {
    return password.length() <= LONGEST && limited(() -> argon2.matches(password, hash));
  }

  /// Takes as long as [#matches] and is never true: for a name that nobody has.
  public boolean matchesNobody(String password) {
    return matches(password, nobodys) && false;
  }

  /// Whether a new password has enough characters.
  public static boolean isLongEnough(String password) {
    return password.codePointCount(0, password.length()) >= SHORTEST;
  }

  private <T> T limited(java.util.function.Supplier<T> work) {
    atOnce.acquireUninterruptibly();
    try {
      return work.get();
    } finally {
      atOnce.release();
    }
  }
}
