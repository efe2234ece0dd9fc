package kentongan.store.sqlite;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kentongan.asset.Asset;
import kentongan.asset.AssetId;
import kentongan.asset.Assets;
import kentongan.office.OfficeId;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The inventory, in the desk.
public final class SqliteAssets implements Assets {
  private final SqliteDesk desk;
  private final JdbcClient jdbc;

  public SqliteAssets(SqliteDesk desk) {
    this.desk = desk;
    this.jdbc = desk.jdbc();
  }

  @Override
  public void save(List<Asset> assets) {
    desk.write(() -> assets.forEach(this::save));
  }

  private void save(Asset asset) {
    jdbc.sql(
            """
            INSERT INTO asset (id, name, office, kind, url, criticality, hosting)
            VALUES (:id, :name, :office, :kind, :url, :criticality, :hosting)
            ON CONFLICT (id) DO UPDATE SET
              name = excluded.name, office = excluded.office, kind = excluded.kind,
              url = excluded.url, criticality = excluded.criticality, hosting = excluded.hosting
            """)
        .param("id", asset.id().name())
        .param("name", asset.name())
        .param("office", asset.office().code())
        .param("kind", asset.kind().name())
        .param("url", asset.url().map(URI::toString).orElse(null))
        .param("criticality", asset.criticality().name())
        .param("hosting", asset.hosting().name())
        .update();
  }

  @Override
  public Optional<Asset> find(AssetId id) {
    return jdbc.sql("SELECT * FROM asset WHERE id = ?")
        .param(id.name())
        .query((row, _) -> asset(row))
        .optional();
  }

  @Override
  public List<Asset> of(Set<OfficeId> offices) {
    return all().stream().filter(asset -> offices.contains(asset.office())).toList();
  }

  @Override
  public List<Asset> all() {
    return jdbc.sql("SELECT * FROM asset ORDER BY id").query((row, _) -> asset(row)).list();
  }

  private static Asset asset(ResultSet row) throws SQLException {
    return new Asset(
        new AssetId(row.getString("id")),
        row.getString("name"),
        new OfficeId(row.getString("office")),
        Asset.Kind.valueOf(row.getString("kind")),
        Optional.ofNullable(row.getString("url")).map(URI::create),
        Asset.Criticality.valueOf(row.getString("criticality")),
        Asset.Hosting.valueOf(row.getString("hosting")));
  }
}
