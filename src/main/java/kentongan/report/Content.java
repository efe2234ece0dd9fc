package kentongan.report;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import kentongan.incident.IncidentId;
import kentongan.incident.Tlp;

/// What a report says. Bounded and clean; equal contents have equal hashes.
///
/// @param incident the incident's number
/// @param exercise whether it belongs to an exercise
/// @param number the letter's number (*nomor*) from the office's register; empty until given
/// @param office the office that reports, by its own name
/// @param category the kind, in Indonesian
/// @param rsit class and type
/// @param severity the risk, in Indonesian
/// @param tlp who may be told
/// @param discoveredAt when it was found
/// @param zone the office's time zone
/// @param zoneName WIB, WITA or WIT
/// @param parts the four parts; one that is missing is empty
public record Content(
    IncidentId incident,
    boolean exercise,
    String number,
    String office,
    String category,
    String rsit,
    String severity,
    Tlp tlp,
    Instant discoveredAt,
    ZoneId zone,
    String zoneName,
    Map<Part, String> parts) {
  public Content {
    number = Text.line(number, 100);
    office = Text.line(office, 200);
    category = Text.line(category, 200);
    rsit = Text.line(rsit, 100);
    severity = Text.line(severity, 50);
    zoneName = Text.line(zoneName, 10);
    var four = new EnumMap<Part, String>(Part.class);
    for (var part : Part.values()) {
      four.put(part, Text.block(parts.getOrDefault(part, ""), Text.MAX_PART));
    }
    parts = Map.copyOf(four);
  }

  /// The text of one part, empty when it is missing.
  public String part(Part part) {
    return parts.getOrDefault(part, "");
  }

  /// Whether it belongs to an exercise, by its mark or by its RSIT class.
  public boolean isExercise() {
    return exercise || rsit.startsWith("test");
  }

  /// Which parts are missing, in the regulation's order.
  public List<Part> missingParts() {
    return List.of(Part.values()).stream().filter(p -> part(p).isBlank()).toList();
  }

  /// The same content with another text of one part.
  public Content with(Part part, String text) {
    var changed = new EnumMap<>(parts);
    changed.put(part, text);
    return new Content(
        incident,
        exercise,
        number,
        office,
        category,
        rsit,
        severity,
        tlp,
        discoveredAt,
        zone,
        zoneName,
        changed);
  }

  /// The same content with another number.
  public Content withNumber(String other) {
    return new Content(
        incident,
        exercise,
        other,
        office,
        category,
        rsit,
        severity,
        tlp,
        discoveredAt,
        zone,
        zoneName,
        parts);
  }

  /// SHA-256 over every field and every receiver, 64 hex digits: what an approval pins. Each text
  /// is preceded by its length, so nothing can move from one field to the next unseen.
  public String sha256(Addressees to) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var text : texts(to)) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(4).putInt(bytes.length).flip());
        digest.update(bytes);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private List<String> texts(Addressees to) {
    var texts =
        new ArrayList<>(
            List.of(
                "kentongan-report-1",
                incident.number(),
                Boolean.toString(exercise),
                number,
                office,
                category,
                rsit,
                severity,
                tlp.label(),
                discoveredAt.toString(),
                zone.getId(),
                zoneName));
    for (var part : Part.values()) {
      texts.add(part(part));
    }
    for (var list : List.of(to.to(), to.copies())) {
      texts.add(Integer.toString(list.size()));
      list.forEach(a -> texts.addAll(List.of(a.name(), a.place(), a.email())));
    }
    return texts;
  }
}
