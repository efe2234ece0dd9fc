package kentongan.rule;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// IP addresses as text, read without `InetAddress`, which would ask a name server.
///
/// @spec https://www.rfc-editor.org/info/rfc4291 RFC 4291, section 2.2
final class AddressText {
  private AddressText() {}

  /// The bytes of an address.
  ///
  /// @return 4 or 16 bytes; null when it is no address
  static byte @Nullable [] read(String text) {
    return text.indexOf(':') < 0 ? four(text) : sixteen(text);
  }

  static String write(byte[] address) {
    var text = new StringBuilder();
    boolean isV4 = address.length == 4;
    for (int i = 0; i < address.length; i += isV4 ? 1 : 2) {
      if (i > 0) {
        text.append(isV4 ? '.' : ':');
      }
      text.append(
          isV4
              ? Integer.toString(address[i] & 0xFF)
              : Integer.toHexString(((address[i] & 0xFF) << 8) | (address[i + 1] & 0xFF)));
    }
    return text.toString();
  }

  private static byte @Nullable [] four(String text) {
    var parts = text.split("\\.", -1);
    if (parts.length != 4) {
      return null;
    }
    var bytes = new byte[4];
    for (int i = 0; i < 4; i++) {
      int number = number(parts[i], 10, 3);
      if (number < 0 || number > 255) {
        return null;
      }
      bytes[i] = (byte) number;
    }
    return bytes;
  }

  private static byte @Nullable [] sixteen(String text) {
    int gap = text.indexOf("::");
    if (gap != text.lastIndexOf("::")) {
      return null;
    }
    var head = words(gap < 0 ? text : text.substring(0, gap));
    var tail = gap < 0 ? List.<Integer>of() : words(text.substring(gap + 2));
    if (head == null || tail == null) {
      return null;
    }
    int given = head.size() + tail.size();
    if (gap < 0 ? given != 8 : given > 7) {
      return null;
    }
    var bytes = new byte[16];
    put(bytes, head, 0);
    put(bytes, tail, 8 - tail.size());
    return narrowed(bytes);
  }

  private static @Nullable List<Integer> words(String text) {
    var words = new ArrayList<Integer>();
    if (text.isEmpty()) {
      return words;
    }
    for (var part : text.split(":", -1)) {
      if (part.indexOf('.') >= 0) {
        var four = four(part);
        if (four == null) {
          return null;
        }
        words.add(((four[0] & 0xFF) << 8) | (four[1] & 0xFF));
        words.add(((four[2] & 0xFF) << 8) | (four[3] & 0xFF));
      } else {
        int word = number(part, 16, 4);
        if (word < 0) {
          return null;
        }
        words.add(word);
      }
    }
    return words;
  }

  private static void put(byte[] bytes, List<Integer> words, int at) {
    for (int i = 0; i < words.size(); i++) {
      bytes[2 * (at + i)] = (byte) (words.get(i) >> 8);
      bytes[2 * (at + i) + 1] = (byte) (int) words.get(i);
    }
  }

  /// `::ffff:192.0.2.1` is an IPv4 address in the clothes of IPv6.
  private static byte[] narrowed(byte[] bytes) {
    for (int i = 0; i < 10; i++) {
      if (bytes[i] != 0) {
        return bytes;
      }
    }
    return bytes[10] == -1 && bytes[11] == -1
        ? new byte[] {bytes[12], bytes[13], bytes[14], bytes[15]}
        : bytes;
  }

  private static int number(String digits, int radix, int most) {
    if (digits.isEmpty() || digits.length() > most) {
      return -1;
    }
    int number = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = Character.digit(digits.charAt(i), radix);
      if (digit < 0 || digits.charAt(i) > 'f') {
        return -1;
      }
      number = number * radix + digit;
    }
    return number;
  }
}
