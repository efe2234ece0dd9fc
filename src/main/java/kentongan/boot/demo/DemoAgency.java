package kentongan.boot.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.api.OpenPGPKey;
import org.bouncycastle.openpgp.api.bc.BcOpenPGPApi;

/// The agency as the demonstration plays it: an address that ends in `.example` and an OpenPGP key
/// of its own, made for this one run. Who wants to read what was sent finds the secret key beside
/// the public one.
final class DemoAgency {
  private static final int OPENPGP_4 = 4;

  private DemoAgency() {}

  /// Makes the agency's key and says how a collector finds the agency.
  ///
  /// @param folder gets `agency.asc` (public) and `agency-secret.asc`
  /// @return settings by name
  static Map<String, String> settings(Path folder) {
    var publicKey = folder.resolve("agency.asc");
    try {
      var key = key();
      Files.createDirectories(folder);
      Files.writeString(publicKey, key.toCertificate().toAsciiArmoredString());
      Files.writeString(folder.resolve("agency-secret.asc"), key.toAsciiArmoredString());
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    } catch (PGPException broken) {
      throw new IllegalStateException("the agency's key cannot be made", broken);
    }
    var settings = new LinkedHashMap<String, String>();
    settings.put("kentongan.report.to[0].name", "Kepala Tim Respons Insiden Sektoral (peragaan)");
    settings.put("kentongan.report.to[0].place", "Jakarta");
    settings.put("kentongan.report.to[0].email", "lapor@csirt-sektor.example");
    settings.put("kentongan.report.copies[0].name", "Tim Respons Insiden Nasional (peragaan)");
    settings.put("kentongan.report.copies[0].place", "Jakarta");
    settings.put("kentongan.report.copies[0].email", "lapor@csirt-nasional.example");
    settings.put("kentongan.courier.pgp.agency-keys", publicKey.toString());
    settings.put("kentongan.courier.pgp.passphrase", "peragaan");
    return settings;
  }

  private static OpenPGPKey key() throws PGPException {
    return new BcOpenPGPApi()
        .generateKey(OPENPGP_4)
        .classicKey("Tim Respons Insiden (peragaan) <lapor@csirt-sektor.example>")
        .build();
  }
}
