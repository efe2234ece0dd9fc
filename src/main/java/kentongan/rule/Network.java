package kentongan.rule;

import java.util.Arrays;
import java.util.Optional;

/// A range of IP addresses, as in `192.0.2.0/24` or `2001:db8::/32`.
public final class Network {
  private final byte[] address;
  private final int bits;

  private Network(byte[] address, int bits) {
    this.address = address;
    this.bits = bits;
  }

  /// Reads a network; a single address is a network of one.
  ///
  /// @return empty when it is none
  public static Optional<Network> parse(String text) {
    int slash = text.indexOf('/');
    var address = address(slash < 0 ? text : text.substring(0, slash));
    if (address.isEmpty()) {
      return Optional.empty();
    }
    int most = address.get().length * 8;
    int bits = slash < 0 ? most : small(text.substring(slash + 1), most);
    return bits < 0 ? Optional.empty() : Optional.of(new Network(address.get(), bits));
  }

  /// The bytes of an address, 4 or 16; never asks a name server.
  public static Optional<byte[]> address(CharSequence text) {
    return text.length() > 45
        ? Optional.empty()
        : Optional.ofNullable(AddressText.read(text.toString()));
  }

  /// Whether an address lies in it. An IPv4 address written as `::ffff:192.0.2.1` counts as IPv4.
  public boolean contains(byte[] other) {
    if (other.length != address.length) {
      return false;
    }
    int whole = bits / 8;
    if (!Arrays.equals(address, 0, whole, other, 0, whole)) {
      return false;
    }
    int rest = bits % 8;
    return rest == 0 || ((address[whole] ^ other[whole]) & 0xFF) >> (8 - rest) == 0;
  }

  private static int small(String digits, int most) {
    if (digits.isEmpty() || digits.length() > 3) {
      return -1;
    }
    int number = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number > most ? -1 : number;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Network network
        && network.bits == bits
        && Arrays.equals(network.address, address);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(address) + bits;
  }

  @Override
  public String toString() {
    return AddressText.write(address) + "/" + bits;
  }
}
