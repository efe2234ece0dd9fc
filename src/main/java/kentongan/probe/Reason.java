package kentongan.probe;

import java.util.Locale;

/// Why a check failed; the words of `kentongan.check.reason`.
public enum Reason {
  /// The name could not be resolved.
  DNS,
  /// Nobody listens there.
  REFUSED,
  /// No way there.
  UNREACHABLE,
  /// Too slow in connecting or answering.
  TIMEOUT,
  /// The handshake failed, or the certificate chain is not trusted or not for this name.
  TLS,
  /// It is not HTTP, or broken off, or redirects without end.
  PROTOCOL,
  /// An HTTP status that was not expected.
  STATUS,
  /// A body without what must be there, or with what must not.
  BODY,
  /// The address is one that checks may not go to.
  FORBIDDEN,
  /// More header or body than we read.
  TOO_LARGE,
  /// A header that is not as it must be.
  HEADER,
  /// A good answer, but later than it must come.
  SLOW,
  /// What must be there is not: a record, a job's sign of life.
  MISSING,
  /// Another answer than the one that is expected.
  CHANGED,
  /// A mail policy that lets strangers send in the domain's name.
  POLICY,
  /// More than the bound that was set: a disk's filling, a clock's error, a domain's end.
  LIMIT;

  /// As it stands in an event.
  public String token() {
    return name().toLowerCase(Locale.ROOT);
  }
}
