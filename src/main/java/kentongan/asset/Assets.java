package kentongan.asset;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import kentongan.office.OfficeId;

/// The inventory.
public interface Assets {
  /// Adds or replaces these assets, all or none.
  void save(List<Asset> assets);

  /// The asset with this name.
  Optional<Asset> find(AssetId id);

  /// The assets of these offices, by id.
  List<Asset> of(Set<OfficeId> offices);

  /// All assets, by id.
  List<Asset> all();
}
