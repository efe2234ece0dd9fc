package kentongan.boot.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.bouncycastle.openpgp.api.bc.BcOpenPGPApi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoAgencyTest {
  @TempDir private Path folder;

  @Test
  void the_agency_has_a_key_that_others_can_encrypt_to_and_only_it_can_read() throws Exception {
    var settings = DemoAgency.settings(folder.resolve("agency"));

    var file = Path.of(settings.get("kentongan.courier.pgp.agency-keys"));
    var certificate =
        new BcOpenPGPApi().readKeyOrCertificate().parseCertificate(Files.readString(file));
    assertThat(certificate.getEncryptionKeys()).isNotEmpty();
    assertThat(Files.readString(file)).doesNotContain("PRIVATE KEY");
    assertThat(settings.values()).noneMatch(v -> v.contains("go.id"));
  }
}
