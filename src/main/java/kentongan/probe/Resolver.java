package kentongan.probe;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// The addresses behind a name.
@FunctionalInterface
public interface Resolver {
  /// All addresses of a host, at least one.
  ///
  /// @throws UnknownHostException when there is none
  List<InetAddress> addresses(String host) throws UnknownHostException;

  /// The machine's own resolver.
  static Resolver system() {
    return host -> List.of(InetAddress.getAllByName(host));
  }
}
