/// Things people use or depend on: websites and the 74 applications; who owns each, where it is
/// hosted, how critical it is; reading the inventory's CSV.
///
/// Not here: the offices themselves (`office`), and whether an asset is up (`watch`, `detection`).
///
/// Read first: [Asset][kentongan.asset.Asset], [Assets][kentongan.asset.Assets],
/// [Inventory][kentongan.asset.Inventory].
@ApplicationModule(allowedDependencies = {"office"})
@NullMarked
package kentongan.asset;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
