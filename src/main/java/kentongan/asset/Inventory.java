package kentongan.asset;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import kentongan.office.OfficeId;
import kentongan.office.Offices;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/// Reads the inventory's CSV: `id,name,office,kind,url,criticality,hosting`, UTF-8, first row the
/// names, in any order.
///
/// All faults of a file are told at once, and a file with a fault yields nothing.
public final class Inventory {
  /// More rows than this are refused; 74 applications and 553 sites are far below.
  public static final int MOST_ROWS = 20_000;

  private static final List<String> COLUMNS =
      List.of("id", "name", "office", "kind", "url", "criticality", "hosting");
  private static final int LONGEST_NAME = 200;

  private Inventory() {}

  /// What a file holds.
  public sealed interface Reading {
    /// Every row is good.
    record Good(List<Asset> assets) implements Reading {
      public Good {
        assets = List.copyOf(assets);
      }
    }

    /// Some rows are not; nothing of the file may be used.
    record Faulty(List<Fault> faults) implements Reading {
      public Faulty {
        faults = List.copyOf(faults);
      }
    }
  }

  /// One fault.
  ///
  /// @param line the line in the file, from 1
  /// @param field the column, or the empty text when it is the whole row
  /// @param what what was given, and what was expected
  public record Fault(long line, String field, String what) {}

  /// What an import would do.
  ///
  /// @param added not there before
  /// @param changed there before, but different
  /// @param same there before, just so
  public record Difference(List<Asset> added, List<Asset> changed, List<Asset> same) {}

  /// Reads a file.
  ///
  /// @throws IOException when it cannot be read at all
  public static Reading read(Reader file, Offices offices) throws IOException {
    var faults = new ArrayList<Fault>();
    var assets = new LinkedHashMap<AssetId, Asset>();
    var format =
        CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true)
            .setTrim(true)
            .get();
    try (var rows = format.parse(file)) {
      for (var column : COLUMNS) {
        if (!rows.getHeaderNames().contains(column)) {
          faults.add(new Fault(1, column, "no such column (expected: " + COLUMNS + ")"));
        }
      }
      if (!faults.isEmpty()) {
        return new Reading.Faulty(faults);
      }
      for (var row : rows) {
        if (row.getRecordNumber() > MOST_ROWS) {
          faults.add(
              new Fault(
                  line(rows), "", "more than %d rows (expected: fewer)".formatted(MOST_ROWS)));
          break;
        }
        new Row(row, line(rows), offices, faults)
            .asset()
            .ifPresent(asset -> {
              if (assets.putIfAbsent(asset.id(), asset) != null) {
                faults.add(
                    new Fault(
                        line(rows),
                        "id",
                        "'%s' a second time (expected: each id once)".formatted(asset.id())));
              }
            });
      }
    } catch (UncheckedIOException broken) {
      if (!(broken.getCause() instanceof CSVException why)) {
        throw broken.getCause();
      }
      faults.add(new Fault(1, "", "not readable as CSV: " + why.getMessage()));
    } catch (IllegalArgumentException | CSVException broken) {
      faults.add(new Fault(1, "", "not readable as CSV: " + broken.getMessage()));
    }
    return faults.isEmpty()
        ? new Reading.Good(List.copyOf(assets.values()))
        : new Reading.Faulty(faults);
  }

  private static long line(CSVParser rows) {
    return rows.getCurrentLineNumber();
  }

  /// What importing these assets over the present ones would do. Nothing is ever removed by an
  /// import.
  public static Difference difference(List<Asset> present, List<Asset> wanted) {
    var byId = new HashMap<AssetId, Asset>();
    present.forEach(asset -> byId.put(asset.id(), asset));
    Map<String, List<Asset>> groups =
        wanted.stream()
            .collect(
                Collectors.groupingBy(asset -> {
                  var before = byId.get(asset.id());
                  return before == null ? "added" : before.equals(asset) ? "same" : "changed";
                }));
    return new Difference(
        groups.getOrDefault("added", List.of()),
        groups.getOrDefault("changed", List.of()),
        groups.getOrDefault("same", List.of()));
  }

  /// One row, and the faults found in it.
  private static final class Row {
    private final CSVRecord row;
    private final long line;
    private final Offices offices;
    private final List<Fault> faults;
    private final int faultsBefore;

    Row(CSVRecord row, long line, Offices offices, List<Fault> faults) {
      this.row = row;
      this.line = line;
      this.offices = offices;
      this.faults = faults;
      this.faultsBefore = faults.size();
    }

    Optional<Asset> asset() {
      if (!row.isConsistent()) {
        fault(
            "",
            "%d fields (expected: %d)"
                .formatted(row.size(), row.getParser().getHeaderNames().size()));
        return Optional.empty();
      }
      var id = text("id");
      if (!AssetId.isName(id)) {
        fault("id", "'%s' (expected: 1 to 64 of a-z 0-9 . _ -)".formatted(shown(id)));
      }
      var name = text("name");
      if (name.isEmpty() || name.length() > LONGEST_NAME) {
        fault("name", "%d characters (expected: 1 to %d)".formatted(name.length(), LONGEST_NAME));
      }
      var office = text("office");
      if (!OfficeId.isCode(office) || offices.find(new OfficeId(office)).isEmpty()) {
        fault("office", "'%s' (expected: one of the 553 region codes)".formatted(shown(office)));
      }
      var kind = oneOf("kind", Asset.Kind.class);
      var url = url();
      var criticality = oneOf("criticality", Asset.Criticality.class);
      var hosting = oneOf("hosting", Asset.Hosting.class);
      if (faults.size() > faultsBefore) {
        return Optional.empty();
      }
      return Optional.of(
          new Asset(
              new AssetId(id),
              name,
              new OfficeId(office),
              kind.orElseThrow(),
              url,
              criticality.orElseThrow(),
              hosting.orElseThrow()));
    }

    private Optional<URI> url() {
      var text = text("url");
      if (text.isEmpty()) {
        return Optional.empty();
      }
      try {
        var url = new URI(text);
        var scheme = url.getScheme();
        if (("http".equals(scheme) || "https".equals(scheme)) && url.getHost() != null) {
          return Optional.of(url);
        }
      } catch (URISyntaxException broken) {
        // Told below, in the same words as any other address that is none.
      }
      fault(
          "url",
          "'%s' (expected: http:// or https:// and a host, or nothing)".formatted(shown(text)));
      return Optional.empty();
    }

    private <E extends Enum<E>> Optional<E> oneOf(String field, Class<E> type) {
      var text = text(field);
      for (var choice : type.getEnumConstants()) {
        if (choice.name().equals(text.toUpperCase(Locale.ROOT))) {
          return Optional.of(choice);
        }
      }
      var known =
          Arrays.stream(type.getEnumConstants())
              .map(choice -> choice.name().toLowerCase(Locale.ROOT))
              .collect(Collectors.joining(", "));
      fault(field, "'%s' (expected: %s)".formatted(shown(text), known));
      return Optional.empty();
    }

    private String text(String field) {
      return row.get(field);
    }

    private void fault(String field, String what) {
      faults.add(new Fault(line, field, what));
    }

    private static String shown(String text) {
      var safe = text.codePoints().limit(60).map(c -> Character.isISOControl(c) ? '\uFFFD' : c);
      return safe.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
          .toString();
    }
  }
}
