package kentongan.agent;

/// The spool could not keep or give something, on a full or read-only disk for instance. Nothing of
/// the act is kept, and it may be tried again.
final class SpoolFailure extends RuntimeException {
  SpoolFailure(String what, Throwable cause) {
    super(what, cause);
  }
}
