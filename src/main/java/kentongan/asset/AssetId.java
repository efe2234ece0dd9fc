package kentongan.asset;

import java.util.regex.Pattern;

/// The short name of an asset, unique in the organisation.
///
/// @param name 1 to 64 of `a-z 0-9 . _ -`, as in `situs-51.03`
public record AssetId(String name) implements Comparable<AssetId> {
  private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

  public AssetId {
    if (!isName(name)) {
      throw new IllegalArgumentException(
          "asset: '%s' (expected: 1 to 64 of a-z 0-9 . _ -)".formatted(name));
    }
  }

  /// Whether this text has the shape of an asset's name.
  public static boolean isName(String text) {
    return SHAPE.matcher(text).matches();
  }

  @Override
  public int compareTo(AssetId other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
