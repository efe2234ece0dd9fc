package kentongan.probe;

import java.security.Key;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The certificates that a server shows, its own first; what can be said of them without trusting
/// anybody.
///
/// @param certificates at least one
record Chain(List<X509Certificate> certificates) {
  private static final int MOST_NAMES = 4096;
  private static final int DNS_NAME = 2;
  private static final int ADDRESS = 7;

  Chain {
    certificates = List.copyOf(certificates);
  }

  X509Certificate own() {
    return certificates.getFirst();
  }

  /// What is wrong with the dates, the name and the strength of these; words of
  /// `kentongan.check.tls.faults`.
  List<String> faults(String name, Instant now) {
    var faults = new ArrayList<String>();
    if (own().getNotAfter().toInstant().isBefore(now)) {
      faults.add("expired");
    } else if (certificates.stream().anyMatch(c -> c.getNotAfter().toInstant().isBefore(now))) {
      faults.add("chain_expired");
    }
    if (own().getNotBefore().toInstant().isAfter(now)) {
      faults.add("not_yet_valid");
    }
    if (!bears(name)) {
      faults.add("wrong_name");
    }
    return faults;
  }

  boolean isSelfSigned() {
    return own().getSubjectX500Principal().equals(own().getIssuerX500Principal());
  }

  /// Keys and signatures that are too weak today.
  List<String> weak() {
    var weak = new ArrayList<String>();
    var signature = own().getSigAlgName().toUpperCase(Locale.ROOT);
    if (signature.contains("MD5") || signature.contains("SHA1")) {
      weak.add(own().getSigAlgName());
    }
    var bits = bits();
    var least = own().getPublicKey() instanceof ECKey ? 256 : 2048;
    if (bits > 0 && bits < least) {
      weak.add(own().getPublicKey().getAlgorithm() + " " + bits);
    }
    return weak;
  }

  /// The size of the server's key; 0 when it is not known.
  int bits() {
    Key key = own().getPublicKey();
    return switch (key) {
      case RSAKey rsa -> rsa.getModulus().bitLength();
      case ECKey ec -> ec.getParams().getOrder().bitLength();
      default -> 0;
    };
  }

  /// Whether the server's own certificate is made for a name: only alternative names count, a star
  /// stands for one whole label at the left.
  ///
  /// @spec https://www.rfc-editor.org/info/rfc9525 RFC 9525, section 6
  boolean bears(String name) {
    return names().stream().anyMatch(n -> fits(n, name));
  }

  /// The alternative names, at most 4,096 of them.
  List<String> names() {
    var names = new ArrayList<String>();
    try {
      var all = own().getSubjectAlternativeNames();
      if (all != null) {
        for (var one : all) {
          var isName = one.get(0) instanceof Integer k && (k == DNS_NAME || k == ADDRESS);
          if (isName && one.get(1) instanceof String text && names.size() < MOST_NAMES) {
            names.add(text.toLowerCase(Locale.ROOT));
          }
        }
      }
    } catch (CertificateParsingException _) {
      // then it bears no name
    }
    return names;
  }

  private static boolean fits(String pattern, String name) {
    if (!pattern.startsWith("*.")) {
      return pattern.equals(name);
    }
    var dot = name.indexOf('.');
    return dot > 0
        && name.indexOf('.', dot + 1) > 0
        && name.substring(dot).equals(pattern.substring(1));
  }

  byte[] encoded() {
    try {
      return own().getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was read can be written", e);
    }
  }
}
