package kentongan.probe;

import java.net.IDN;
import java.util.Locale;

/// A host and a port, as in `mail.contoh.example:465` or `[2001:db8::1]:53`.
///
/// @param host name or address, in lower case, an IPv6 address without brackets
/// @param port 1 to 65535
public record Place(String host, int port) {
  public Place {
    host = named(host);
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("port: %d (expected: 1 to 65535)".formatted(port));
    }
  }

  /// Reads a place.
  ///
  /// @param usual the port unless the text names one; 0 when it must
  /// @throws IllegalArgumentException when it is none
  public static Place parse(String text, int usual) {
    var isBare6 = text.indexOf(':') != text.lastIndexOf(':') && !text.startsWith("[");
    var colon = isBare6 ? -1 : text.lastIndexOf(':');
    var hasPort = colon > text.lastIndexOf(']');
    var host = hasPort ? text.substring(0, colon) : text;
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    var port = hasPort ? text.substring(colon + 1) : Integer.toString(usual);
    if (!port.matches("[0-9]{1,5}")) {
      throw new IllegalArgumentException(
          "'%s' (expected: a host, or host:port)".formatted(Facts.shown(text)));
    }
    return new Place(host, Integer.parseInt(port));
  }

  /// A host's name as name servers know it: lower case, ASCII.
  static String named(String host) {
    var isAddress = host.indexOf(':') >= 0;
    if (isAddress && host.matches("[0-9a-fA-F:.]{2,45}")) {
      return host.toLowerCase(Locale.ROOT);
    }
    try {
      var name = IDN.toASCII(host, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
      if (name.length() <= 253 && name.matches("[a-z0-9_-]{1,63}(\\.[a-z0-9_-]{1,63})*\\.?")) {
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
      }
    } catch (IllegalArgumentException _) {
      // falls through: not a name
    }
    throw new IllegalArgumentException(
        "host: '%s' (expected: a name or an address)".formatted(Facts.shown(host)));
  }

  @Override
  public String toString() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
