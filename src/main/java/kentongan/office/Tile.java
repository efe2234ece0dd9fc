package kentongan.office;

/// Where a province stands on the tile map: 16 columns × 8 rows, one cell each.
///
/// @param province the province's code
/// @param column 0 (west) to 15 (east)
/// @param row 0 (north) to 7 (south)
/// @param label two letters, as in `JB`
public record Tile(OfficeId province, int column, int row, String label) {}
