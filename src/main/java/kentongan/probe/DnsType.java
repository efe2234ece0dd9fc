package kentongan.probe;

/// The kinds of records that are asked for.
public enum DnsType {
  A(1),
  NS(2),
  CNAME(5),
  SOA(6),
  MX(15),
  TXT(16),
  AAAA(28),
  CAA(257);

  private final int number;

  DnsType(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }
}
