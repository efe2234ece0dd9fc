package kentongan.probe;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/// One question to a name server, and its answer read within bounds. A library would cost an agent
/// 4 MB, the JDK's own provider 1.4 MB and the borders between the strings of a TXT record.
///
/// @spec https://www.rfc-editor.org/info/rfc1035 RFC 1035, section 4
final class DnsMessage {
  private static final int MOST_RECORDS = 256;
  private static final int MOST_JUMPS = 32;
  private static final int CNAME = 5;

  private final byte[] bytes;
  private int at;

  private DnsMessage(byte[] bytes) {
    this.bytes = bytes;
  }

  /// What a server said.
  ///
  /// @param code 0 for an answer, 3 for a name that is not there
  /// @param isCut more than fitted; to be asked by TCP
  /// @param values as people write them, those of the asked type and name only
  record Answer(int code, boolean isCut, List<String> values, long shortestTtl) {
    String codeName() {
      return switch (code) {
        case 0 -> "NOERROR";
        case 1 -> "FORMERR";
        case 2 -> "SERVFAIL";
        case 3 -> "NXDOMAIN";
        case 4 -> "NOTIMP";
        case 5 -> "REFUSED";
        default -> "RCODE" + code;
      };
    }
  }

  /// A question with room for 1,232 bytes of answer (EDNS).
  static byte[] question(int id, String name, DnsType type) {
    var out = new ByteArrayOutputStream(64);
    for (var number : new int[] {id, 0x0100, 1, 0, 0, 1}) {
      two(out, number);
    }
    for (var label : name.split("\\.", -1)) {
      var text = label.getBytes(StandardCharsets.US_ASCII);
      out.write(text.length);
      out.writeBytes(text);
    }
    out.write(0);
    two(out, type.number());
    two(out, 1);
    out.write(0);
    two(out, 41);
    two(out, 1232);
    two(out, 0);
    two(out, 0);
    two(out, 0);
    return out.toByteArray();
  }

  private static void two(ByteArrayOutputStream out, int number) {
    out.write(number >> 8);
    out.write(number);
  }

  /// Whether bytes are an answer to this very question; others may be forged, and are passed over.
  static boolean answers(byte[] bytes, int id, String name, DnsType type) {
    try {
      var in = new DnsMessage(bytes);
      var isAnswer = in.two() == id && (in.two() & 0x8000) != 0 && in.two() == 1;
      in.at = 12;
      return isAnswer && in.name().equals(name) && in.two() == type.number() && in.two() == 1;
    } catch (CheckFailed _) {
      return false;
    }
  }

  /// Reads an answer that [#answers] said yes to.
  static Answer read(byte[] bytes, String name, DnsType type) throws CheckFailed {
    var in = new DnsMessage(bytes);
    in.at = 2;
    var flags = in.two();
    in.at = 6;
    var count = in.two();
    in.at = 12;
    in.name();
    in.at += 4;
    var isCut = (flags & 0x0200) != 0;
    if (isCut) {
      return new Answer(flags & 15, true, List.of(), 0);
    }
    if (count > MOST_RECORDS) {
      throw new CheckFailed(Reason.TOO_LARGE, "a DNS answer of %d records".formatted(count));
    }
    return in.records(count, flags & 15, name, type);
  }

  private Answer records(int count, int code, String name, DnsType type) throws CheckFailed {
    var names = new HashSet<String>(List.of(name));
    var values = new ArrayList<String>();
    var ttl = Long.MAX_VALUE;
    for (var i = 0; i < count; i++) {
      var owner = name();
      var kind = two();
      two();
      var lives = (long) two() << 16 | two();
      var length = two();
      var end = at + length;
      if (end > bytes.length) {
        throw broken();
      }
      if (names.contains(owner) && kind == type.number()) {
        values.add(value(type, end));
        ttl = Math.min(ttl, lives);
      } else if (names.contains(owner) && kind == CNAME) {
        names.add(name());
      }
      at = end;
    }
    return new Answer(code, false, List.copyOf(values), values.isEmpty() ? 0 : ttl);
  }

  private String value(DnsType type, int end) throws CheckFailed {
    return switch (type) {
      case A -> address(4, end);
      case AAAA -> address(16, end);
      case NS, CNAME -> name();
      // The serial number grows with every change of the zone: not a fact about the zone's home.
      case SOA -> name() + " " + name();
      case MX -> two() + " " + name();
      case TXT -> strings(end);
      case CAA -> caa(end);
    };
  }

  private String address(int length, int end) throws CheckFailed {
    if (end - at != length) {
      throw broken();
    }
    try {
      return InetAddress.getByAddress(slice(length)).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException("4 or 16 bytes are an address", e);
    }
  }

  private String strings(int end) throws CheckFailed {
    var text = new StringBuilder();
    while (at < end) {
      var length = one();
      if (at + length > end) {
        throw broken();
      }
      text.append(new String(slice(length), StandardCharsets.ISO_8859_1));
    }
    return text.toString();
  }

  private String caa(int end) throws CheckFailed {
    var flags = one();
    var length = one();
    if (at + length > end) {
      throw broken();
    }
    var tag = new String(slice(length), StandardCharsets.ISO_8859_1);
    var value = new String(slice(end - at), StandardCharsets.ISO_8859_1);
    return "%d %s \"%s\"".formatted(flags, tag, value);
  }

  /// A name; pointers lead backwards only, and not for ever.
  private String name() throws CheckFailed {
    var text = new StringBuilder();
    var back = -1;
    for (var jumps = 0; jumps < MOST_JUMPS; ) {
      var length = one();
      if (length == 0) {
        at = back >= 0 ? back : at;
        return text.toString().toLowerCase(Locale.ROOT);
      }
      if (length >= 0xc0) {
        var here = at - 1;
        var to = (length & 0x3f) << 8 | one();
        back = back >= 0 ? back : at;
        if (to >= here) {
          throw broken();
        }
        at = to;
        jumps++;
      } else if (length < 64 && text.length() + length < 255) {
        text.append(text.isEmpty() ? "" : ".");
        text.append(new String(slice(length), StandardCharsets.ISO_8859_1));
      } else {
        throw broken();
      }
    }
    throw broken();
  }

  private byte[] slice(int length) throws CheckFailed {
    if (length < 0 || at + length > bytes.length) {
      throw broken();
    }
    var slice = java.util.Arrays.copyOfRange(bytes, at, at + length);
    at += length;
    return slice;
  }

  private int one() throws CheckFailed {
    if (at >= bytes.length) {
      throw broken();
    }
    return bytes[at++] & 0xff;
  }

  private int two() throws CheckFailed {
    return one() << 8 | one();
  }

  private static CheckFailed broken() {
    return new CheckFailed(Reason.PROTOCOL, "a DNS answer that cannot be read");
  }
}
