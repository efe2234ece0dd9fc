package kentongan.detection;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import kentongan.asset.AssetId;
import kentongan.office.OfficeId;

/// What detection asks of the register: who owns an asset, and who ought to be heard.
public interface Inventory {
  /// Knows nothing.
  Inventory EMPTY =
      new Inventory() {
        @Override
        public Optional<OfficeId> ownerOf(AssetId asset) {
          return Optional.empty();
        }

        @Override
        public Map<String, Known> known(String field) {
          return Map.of();
        }
      };

  /// The office that owns an asset; empty when it is not in the inventory.
  Optional<OfficeId> ownerOf(AssetId asset);

  /// The values of a field that ought to be heard of, as in `agent.id` -> every enrolled agent that
  /// is not revoked. Asked at every tick: answer from memory.
  ///
  /// @return empty when nothing is known about this field
  Map<String, Known> known(String field);

  /// Somebody who ought to be heard.
  ///
  /// @param office whose it is
  /// @param since since when it is known, as in the time of enrolment
  record Known(OfficeId office, Instant since) {}
}
