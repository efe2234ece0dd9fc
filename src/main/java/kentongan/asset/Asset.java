package kentongan.asset;

import java.net.URI;
import java.util.Optional;
import kentongan.office.OfficeId;

/// A website or an application.
///
/// @param id its short name
/// @param name as people say it, as in "Situs Bawaslu Kabupaten Badung"
/// @param office who owns it
/// @param kind website or application
/// @param url where it is reached; empty when it has no address of its own
/// @param criticality how much depends on it
/// @param hosting where it runs
public record Asset(
    AssetId id,
    String name,
    OfficeId office,
    Kind kind,
    Optional<URI> url,
    Criticality criticality,
    Hosting hosting) {

  /// What sort of thing it is.
  public enum Kind {
    WEBSITE,
    APPLICATION
  }

  /// How much depends on it.
  public enum Criticality {
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL
  }

  /// Where it runs.
  public enum Hosting {
    /// In the data centre at headquarters.
    PUSDATIN,
    /// On a server of the province.
    PROVINCE,
    /// On the office's own server.
    OFFICE,
    /// With a hosting company.
    VENDOR
  }
}
