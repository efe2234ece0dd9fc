package kentongan.probe;

import java.net.InetAddress;
import java.net.UnknownHostException;

/// A block of addresses in CIDR notation, as in `10.0.0.0/8`.
public final class Network {
  private final byte[] base;
  private final int bits;

  private Network(byte[] base, int bits) {
    this.base = base;
    this.bits = bits;
  }

  /// Reads a block; a single address is a block of itself.
  ///
  /// @throws IllegalArgumentException when it is not an address literal with a fitting length
  public static Network parse(String text) {
    var slash = text.indexOf('/');
    var address = literal(text, slash < 0 ? text : text.substring(0, slash));
    try {
      var bits = slash < 0 ? address.length * 8 : Integer.parseInt(text.substring(slash + 1));
      if (bits < 0 || bits > address.length * 8) {
        throw bad(text);
      }
      return new Network(address, bits);
    } catch (NumberFormatException _) {
      throw bad(text);
    }
  }

  /// Whether an address lies in this block.
  public boolean contains(InetAddress address) {
    var other = address.getAddress();
    if (other.length != base.length) {
      return false;
    }
    var whole = bits / 8;
    for (var i = 0; i < whole; i++) {
      if (other[i] != base[i]) {
        return false;
      }
    }
    var rest = bits % 8;
    if (rest == 0) {
      return true;
    }
    var mask = (0xff << (8 - rest)) & 0xff;
    return (other[whole] & mask) == (base[whole] & mask);
  }

  private static byte[] literal(String text, String address) {
    // Only literals: a name here would be looked up, and could change.
    if (!address.matches("[0-9.]{7,15}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
      throw bad(text);
    }
    try {
      return InetAddress.getByName(address).getAddress();
    } catch (UnknownHostException _) {
      throw bad(text);
    }
  }

  private static IllegalArgumentException bad(String text) {
    return new IllegalArgumentException(
        "network: '%s' (expected: an address block as in 10.0.0.0/8 or fd00::/8)".formatted(text));
  }
}
