package kentongan.probe;

/// Something that can be asked again and again: of a site, a name server, a registry, or of this
/// machine itself.
public sealed interface Question
    permits HttpCheck,
        TlsCheck,
        TcpCheck,
        PingCheck,
        DnsCheck,
        DomainCheck,
        MailCheck,
        JobCheck,
        DiskCheck,
        NetworkCheck,
        TimeCheck {
  /// The word of `kentongan.check.kind`.
  String kind();

  /// What is asked, for people: an address, a name, a path.
  String about();

  /// The host that is asked, in lower case; empty when it is this machine. Two questions to one
  /// host are never asked at once.
  String host();
}
