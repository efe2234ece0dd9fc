package kentongan.office;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/// All offices and the tree they form. Never changes while the program runs.
public final class Offices {
  private static final Office HEADQUARTERS =
      new Office(
          OfficeId.HEADQUARTERS,
          Office.Kind.HEADQUARTERS,
          "Bawaslu RI",
          "Bawaslu Republik Indonesia",
          Optional.empty(),
          ZoneId.of("Asia/Jakarta"),
          "WIB");

  private final Map<OfficeId, Office> byId;
  private final Map<OfficeId, List<OfficeId>> children = new LinkedHashMap<>();
  private final List<Tile> tiles;

  private Offices(Collection<Office> offices, List<Tile> tiles) {
    byId = new LinkedHashMap<>();
    for (var office : offices) {
      byId.put(office.id(), office);
      office
          .parent()
          .ifPresent(p -> children.computeIfAbsent(p, _ -> new ArrayList<>()).add(office.id()));
    }
    this.tiles = List.copyOf(tiles);
  }

  /// The 553 offices that come with the product.
  ///
  /// @throws UncheckedIOException when the files are not in the jar
  public static Offices shipped() {
    var offices = new ArrayList<Office>();
    offices.add(HEADQUARTERS);
    for (var row : rows("provinces.csv")) {
      offices.add(office(row, Office.Kind.PROVINCE, OfficeId.HEADQUARTERS));
    }
    for (var row : rows("regencies.csv")) {
      var kind = row.get("type").equals("kota") ? Office.Kind.CITY : Office.Kind.REGENCY;
      offices.add(office(row, kind, new OfficeId(row.get("province_code"))));
    }
    var tiles =
        rows("tiles.csv").stream()
            .map(row ->
                new Tile(
                    new OfficeId(row.get("province_code")),
                    Integer.parseInt(row.get("col")),
                    Integer.parseInt(row.get("row")),
                    row.get("label")))
            .toList();
    return new Offices(offices, tiles);
  }

  /// The office with this code, if there is one.
  public Optional<Office> find(OfficeId id) {
    return Optional.ofNullable(byId.get(id));
  }

  /// The office with this code.
  ///
  /// @throws IllegalArgumentException when no office has it
  public Office get(OfficeId id) {
    return find(id)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "office: %s (expected: one of the 553 known codes)".formatted(id)));
  }

  /// All offices: headquarters, then provinces, then regencies and cities, each by code.
  public List<Office> all() {
    return List.copyOf(byId.values());
  }

  /// The 38 provinces by code.
  public List<Office> provinces() {
    return byId.values().stream().filter(o -> o.kind() == Office.Kind.PROVINCE).toList();
  }

  /// The province an office lies in or is; empty for headquarters.
  public Optional<Office> provinceOf(OfficeId id) {
    return upward(id).stream().filter(o -> o.kind() == Office.Kind.PROVINCE).findFirst();
  }

  /// The office and those above it, nearest first: regency, province, headquarters.
  public List<Office> upward(OfficeId id) {
    var way = new ArrayList<Office>();
    for (var at = find(id); at.isPresent(); at = at.get().parent().flatMap(this::find)) {
      way.add(at.get());
    }
    return way;
  }

  /// The office and all below it.
  public Set<OfficeId> subtree(OfficeId id) {
    var found = new LinkedHashSet<OfficeId>();
    var next = new ArrayDeque<OfficeId>(List.of(id));
    while (!next.isEmpty()) {
      var office = next.poll();
      if (byId.containsKey(office) && found.add(office)) {
        next.addAll(children.getOrDefault(office, List.of()));
      }
    }
    return found;
  }

  /// The tile map of the provinces.
  public List<Tile> tiles() {
    return tiles;
  }

  private static Office office(CSVRecord row, Office.Kind kind, OfficeId parent) {
    var province = kind == Office.Kind.PROVINCE;
    return new Office(
        new OfficeId(row.get("code")),
        kind,
        province ? "Provinsi " + row.get("name") : row.get("name"),
        row.get("office_name"),
        Optional.of(parent),
        ZoneId.of(row.get("tz_iana")),
        row.get("tz"));
  }

  private static List<CSVRecord> rows(String file) {
    try (InputStream in = Offices.class.getResourceAsStream("/kentongan/office/" + file)) {
      if (in == null) {
        throw new IOException("/kentongan/office/%s is not in the jar".formatted(file));
      }
      var format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
      return format.parse(new InputStreamReader(in, StandardCharsets.UTF_8)).getRecords();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
