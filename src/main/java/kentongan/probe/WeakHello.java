package kentongan.probe;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;

/// An offer that a good server refuses: an old protocol, or only weak ciphers. Made by hand, since
/// the Java runtime refuses to speak these at all. Nothing is agreed; the first answer is read and
/// the connection closed.
///
/// @param version 0x0301 for TLS 1.0 to 0x0303 for TLS 1.2
/// @param ciphers by their numbers
/// @spec https://www.rfc-editor.org/info/rfc5246 RFC 5246, section 7.4.1
record WeakHello(int version, int[] ciphers) {
  private static final SecureRandom CHANCE = new SecureRandom();
  private static final int HANDSHAKE = 22;
  private static final int SERVER_HELLO = 2;
  private static final int MOST_RECORD = 18_432;

  private static final Map<Integer, String> WEAK =
      Map.ofEntries(
          Map.entry(0x0001, "TLS_RSA_WITH_NULL_MD5"),
          Map.entry(0x0002, "TLS_RSA_WITH_NULL_SHA"),
          Map.entry(0x0003, "TLS_RSA_EXPORT_WITH_RC4_40_MD5"),
          Map.entry(0x0004, "TLS_RSA_WITH_RC4_128_MD5"),
          Map.entry(0x0005, "TLS_RSA_WITH_RC4_128_SHA"),
          Map.entry(0x0008, "TLS_RSA_EXPORT_WITH_DES40_CBC_SHA"),
          Map.entry(0x0009, "TLS_RSA_WITH_DES_CBC_SHA"),
          Map.entry(0x000a, "TLS_RSA_WITH_3DES_EDE_CBC_SHA"),
          Map.entry(0x0018, "TLS_DH_anon_WITH_RC4_128_MD5"),
          Map.entry(0x0034, "TLS_DH_anon_WITH_AES_128_CBC_SHA"),
          Map.entry(0xc011, "TLS_ECDHE_RSA_WITH_RC4_128_SHA"),
          Map.entry(0xc012, "TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA"));

  private static final int[] USUAL = {
    0xc013, 0xc014, 0xc009, 0xc00a, 0x002f, 0x0035, 0x0033, 0x0039, 0x000a, 0x0005
  };

  /// TLS 1.0 and 1.1 with the ciphers of their time; a server chooses the newest it speaks.
  static WeakHello oldProtocol() {
    return new WeakHello(0x0302, USUAL);
  }

  /// TLS 1.2 with nothing but weak ciphers.
  static WeakHello weakCiphers() {
    return new WeakHello(0x0303, WEAK.keySet().stream().mapToInt(i -> i).sorted().toArray());
  }

  /// What the server agreed to, as in `TLSv1.1` or `TLS_RSA_WITH_RC4_128_SHA`; empty when it
  /// refused, or did not answer as a TLS server.
  static Optional<String> accepted(WeakHello hello, InputStream in) throws IOException {
    var data = new DataInputStream(in);
    var kind = data.read();
    data.readUnsignedShort();
    var length = data.readUnsignedShort();
    if (kind != HANDSHAKE || length < 40 || length > MOST_RECORD) {
      return Optional.empty();
    }
    var record = new byte[length];
    data.readFully(record);
    var version = two(record, 4);
    var session = record[38] & 0xff;
    if (record[0] != SERVER_HELLO || version > hello.version || 41 + session > length) {
      return Optional.empty();
    }
    var cipher = two(record, 39 + session);
    return hello.version < 0x0303
        ? Optional.of(version <= 0x0300 ? "SSLv3" : version == 0x0301 ? "TLSv1.0" : "TLSv1.1")
        : Optional.ofNullable(WEAK.get(cipher));
  }

  /// The bytes to send.
  ///
  /// @param name sent as SNI, unless it is an address
  byte[] bytes(String name) {
    var body = new ByteArrayOutputStream();
    two(body, version);
    var chance = new byte[32];
    CHANCE.nextBytes(chance);
    body.writeBytes(chance);
    body.write(0);
    two(body, ciphers.length * 2);
    for (var cipher : ciphers) {
      two(body, cipher);
    }
    body.write(1);
    body.write(0);
    var extensions = extensions(name);
    two(body, extensions.length);
    body.writeBytes(extensions);
    var hello = new ByteArrayOutputStream();
    hello.write(1);
    hello.write(0);
    two(hello, body.size());
    hello.writeBytes(body.toByteArray());
    var record = new ByteArrayOutputStream();
    record.write(HANDSHAKE);
    two(record, 0x0301);
    two(record, hello.size());
    record.writeBytes(hello.toByteArray());
    return record.toByteArray();
  }

  private byte[] extensions(String name) {
    var out = new ByteArrayOutputStream();
    if (name.indexOf(':') < 0 && !name.matches("[0-9.]+")) {
      var bytes = name.getBytes(StandardCharsets.US_ASCII);
      two(out, 0);
      two(out, bytes.length + 5);
      two(out, bytes.length + 3);
      out.write(0);
      two(out, bytes.length);
      out.writeBytes(bytes);
    }
    // Curves secp256r1 and secp384r1, uncompressed points; signatures by RSA and ECDSA.
    for (var number : new int[] {10, 6, 4, 23, 24, 11}) {
      two(out, number);
    }
    two(out, 2);
    two(out, 0x0100);
    if (version >= 0x0303) {
      for (var number : new int[] {13, 10, 8, 0x0401, 0x0403, 0x0201, 0x0203}) {
        two(out, number);
      }
    }
    return out.toByteArray();
  }

  private static int two(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
  }

  private static void two(ByteArrayOutputStream out, int number) {
    out.write(number >> 8);
    out.write(number);
  }
}
