package kentongan.probe;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Decides to which addresses a check may go: everything public, and of the inner networks only
/// those that the operator named. So nobody can use a check to look into the office's own network
/// or at a hosting provider's metadata service.
public final class AddressGuard {
  private static final List<Network> CLOSED =
      List.of(
          Network.parse("0.0.0.0/8"),
          Network.parse("10.0.0.0/8"),
          Network.parse("100.64.0.0/10"),
          Network.parse("127.0.0.0/8"),
          Network.parse("169.254.0.0/16"),
          Network.parse("172.16.0.0/12"),
          Network.parse("192.0.0.0/24"),
          Network.parse("192.168.0.0/16"),
          Network.parse("198.18.0.0/15"),
          Network.parse("224.0.0.0/3"),
          Network.parse("::/96"),
          Network.parse("fc00::/7"),
          Network.parse("fe80::/9"),
          Network.parse("ff00::/8"));

  private final List<Network> allowed;

  /// @param allowed blocks that are closed otherwise
  public AddressGuard(List<Network> allowed) {
    this.allowed = List.copyOf(allowed);
  }

  /// Why a check may not go to an address; empty when it may.
  public Optional<String> refusal(InetAddress address) {
    if (in(allowed, address)) {
      return Optional.empty();
    }
    if (in(CLOSED, address)) {
      return Optional.of(
          "%s is an inner address (allow its network to check it)"
              .formatted(address.getHostAddress()));
    }
    return inside(address).flatMap(this::refusal);
  }

  private static boolean in(List<Network> networks, InetAddress address) {
    return networks.stream().anyMatch(network -> network.contains(address));
  }

  /// The IPv4 address that an IPv6 address carries: NAT64 (64:ff9b::/96), 6to4 (2002::/16).
  private static Optional<InetAddress> inside(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return Optional.empty();
    }
    var bytes = address.getAddress();
    if (bytes[0] == 0x20 && bytes[1] == 0x02) {
      return Optional.of(of(Arrays.copyOfRange(bytes, 2, 6)));
    }
    if (bytes[0] == 0 && bytes[1] == 0x64 && bytes[2] == (byte) 0xff && bytes[3] == (byte) 0x9b) {
      return Optional.of(of(Arrays.copyOfRange(bytes, 12, 16)));
    }
    return Optional.empty();
  }

  private static InetAddress of(byte[] four) {
    try {
      return InetAddress.getByAddress(four);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }
}
