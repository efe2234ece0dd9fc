package kentongan.courier.mail;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The keys for mail to the agency.
///
/// @param agencyKeys a file with the receivers' OpenPGP public keys, armored, one after the other,
///   read for each report. One key is for all receivers; of several each is for the address in it.
///   Empty: nothing can be sent
/// @param ownKey the file with our own secret key, armored; made on the first start when it is
///   missing, its public half beside it with `.pub` at the end
/// @param passphrase protects our own key's file; never logged
/// @param name the name in our own key, beside the sender's address
@ConfigurationProperties("kentongan.courier.pgp")
public record PgpSettings(
    @DefaultValue("") String agencyKeys,
    @DefaultValue("") String ownKey,
    @DefaultValue("") String passphrase,
    @DefaultValue("Kentongan") String name) {
  @Override
  public String toString() {
    return "PgpSettings[agencyKeys=%s, ownKey=%s]".formatted(agencyKeys, ownKey);
  }
}
