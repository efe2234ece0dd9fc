package kentongan.office;

import java.time.ZoneId;
import java.util.Optional;

/// One unit of the organisation tree.
///
/// @param id its region code
/// @param kind its level
/// @param name the region with its kind, as in "Kabupaten Bandung"; never a bare "Bandung", which
///   is two places
/// @param officeName the office's own name, as in "Bawaslu Kabupaten Bandung" or, in Aceh,
///   "Panwaslih Provinsi Aceh"
/// @param parent the office above; empty for headquarters only
/// @param zone its time zone, one of Asia/Jakarta, Asia/Makassar, Asia/Jayapura
/// @param zoneName what people call that zone: WIB, WITA or WIT
public record Office(
    OfficeId id,
    Kind kind,
    String name,
    String officeName,
    Optional<OfficeId> parent,
    ZoneId zone,
    String zoneName) {

  /// The level of an office.
  public enum Kind {
    /// The head office with its data centre (Pusdatin).
    HEADQUARTERS,
    /// One of 38 provinces.
    PROVINCE,
    /// One of 416 regencies (kabupaten).
    REGENCY,
    /// One of 98 cities (kota).
    CITY
  }
}
