package kentongan.probe;

/// How many bytes go through a network interface, against what is normal at this hour.
///
/// @param link its name, as in `eth0`; empty for all but loopback together
public record NetworkCheck(String link) implements Question {
  public NetworkCheck {
    if (!link.matches("[A-Za-z0-9._@-]{0,32}")) {
      throw new IllegalArgumentException(
          "network: '%s' (expected: an interface as in eth0, or all)".formatted(Facts.shown(link)));
    }
  }

  @Override
  public String kind() {
    return "network";
  }

  @Override
  public String about() {
    return link.isEmpty() ? "semua" : link;
  }

  @Override
  public String host() {
    return "";
  }
}
