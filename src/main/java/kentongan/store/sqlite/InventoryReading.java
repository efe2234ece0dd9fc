package kentongan.store.sqlite;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import kentongan.asset.AssetId;
import kentongan.detection.Inventory;
import kentongan.office.OfficeId;

/// What detection asks of a world's desk, as it stood when it was read: for a look at a collector's
/// folder from beside, which must neither bring the desk up to date nor lock it.
public final class InventoryReading implements Inventory {
  private final Map<AssetId, OfficeId> owners = new HashMap<>();
  private final Map<String, Known> agents = new HashMap<>();

  private InventoryReading() {}

  /// Reads assets and agents; knows nothing when the folder has no desk.
  ///
  /// @throws IllegalStateException when there is one that cannot be read
  public static Inventory of(Path directory) {
    var path = directory.resolve("desk.db");
    if (!Files.isRegularFile(path)) {
      return Inventory.EMPTY;
    }
    var reading = new InventoryReading();
    try (var connection = EventLogReading.connect(path)) {
      reading.assets(connection);
      reading.agents(connection);
      return reading;
    } catch (SQLException broken) {
      throw new IllegalStateException(
          "desk %s: not read: %s".formatted(path, broken.getMessage()), broken);
    }
  }

  private void assets(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("SELECT id, office FROM asset")) {
      while (row.next()) {
        owners.put(new AssetId(row.getString("id")), new OfficeId(row.getString("office")));
      }
    }
  }

  private void agents(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row =
            statement.executeQuery("SELECT id, office, enrolled_at FROM agent WHERE revoked = 0")) {
      while (row.next()) {
        var since = Times.instant(row.getString("enrolled_at"));
        agents.put(row.getString("id"), new Known(new OfficeId(row.getString("office")), since));
      }
    }
  }

  @Override
  public Optional<OfficeId> ownerOf(AssetId asset) {
    return Optional.ofNullable(owners.get(asset));
  }

  @Override
  public Map<String, Known> known(String field) {
    return field.equals("agent.id") ? Map.copyOf(agents) : Map.of();
  }
}
