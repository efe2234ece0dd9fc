package kentongan.watch;

import java.net.URI;
import java.nio.charset.Charset;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;
import java.util.Optional;

/// A page as it was served.
public final class Page {
  private final byte[] bytes;
  private final Optional<Charset> charset;
  private final Optional<URI> url;
  private final Optional<URI> servedFrom;

  /// @param bytes the body, unpacked; not copied
  /// @param charset that the answer's header named
  /// @param url that was asked for, when it is known
  /// @param servedFrom where redirects ended, when it is known
  public Page(
      byte[] bytes, Optional<Charset> charset, Optional<URI> url, Optional<URI> servedFrom) {
    this.bytes = Objects.requireNonNull(bytes);
    this.charset = charset;
    this.url = url;
    this.servedFrom = servedFrom;
  }

  /// A page from a file.
  public static Page of(byte[] bytes, Optional<URI> url) {
    return new Page(bytes, Optional.empty(), url, url);
  }

  byte[] bytes() {
    return bytes;
  }

  /// SHA-256 of the bytes.
  byte[] hash() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  Optional<Charset> charset() {
    return charset;
  }

  Optional<URI> url() {
    return url;
  }

  Optional<URI> servedFrom() {
    return servedFrom;
  }
}
