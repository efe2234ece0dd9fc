package kentongan.report;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import kentongan.office.Dates;

/// Writes the four parts from an incident's record, in Indonesian. What the record does not say
/// stays empty and is named as missing; nothing is made up.
final class Prefill {
  /// More moments than this are cut in the middle: a letter is read by people.
  private static final int MAX_MOMENTS = 200;

  private Prefill() {}

  static Content of(CaseFile file) {
    var parts = new EnumMap<Part, String>(Part.class);
    parts.put(Part.CONTACT, file.contact().map(Prefill::contact).orElse(""));
    parts.put(Part.DESCRIPTION, description(file));
    parts.put(Part.CHRONOLOGY, chronology(file));
    parts.put(Part.IMPACT, file.impact());
    return new Content(
        file.incident(),
        file.exercise(),
        "",
        file.office(),
        file.category(),
        file.rsit(),
        file.severity(),
        file.tlp(),
        file.discoveredAt(),
        file.zone(),
        file.zoneName(),
        Map.copyOf(parts));
  }

  private static String contact(CaseFile.Contact contact) {
    var phone = contact.phone().isBlank() ? "" : "\nTelepon: " + line(contact.phone());
    return "Nama: %s\nJabatan: %s\nSurel: %s%s"
        .formatted(line(contact.name()), line(contact.title()), line(contact.email()), phone);
  }

  private static String description(CaseFile file) {
    var text = new StringBuilder();
    text.append(line(file.title())).append('\n');
    text.append("Jenis insiden: ").append(line(file.category())).append('\n');
    text.append("Tingkat risiko: ").append(line(file.severity())).append('\n');
    text.append("Ditemukan: ")
        .append(Dates.letter(file.discoveredAt(), file.zone(), file.zoneName()))
        .append(", ")
        .append(line(file.discovery()))
        .append('\n');
    text.append("Satuan kerja: ").append(line(file.office())).append('\n');
    list(text, "Sistem terdampak", file.assets());
    list(text, "Indikator", file.indicators());
    return text.toString();
  }

  private static String chronology(CaseFile file) {
    var moments =
        file.timeline().stream().sorted(Comparator.comparing(CaseFile.Moment::at)).toList();
    var text = new StringBuilder();
    for (var i = 0; i < moments.size(); i++) {
      if (moments.size() > MAX_MOMENTS && i == MAX_MOMENTS / 2) {
        text.append("(… ")
            .append(moments.size() - MAX_MOMENTS)
            .append(" catatan lain ada dalam berkas insiden …)\n");
        i = moments.size() - MAX_MOMENTS / 2;
      }
      var moment = moments.get(i);
      text.append(Dates.table(moment.at(), file.zone(), file.zoneName()))
          .append(": ")
          .append(line(moment.text()))
          .append('\n');
    }
    list(text, "Tindakan yang sudah dilakukan", file.actions());
    return text.toString();
  }

  private static void list(StringBuilder text, String heading, List<String> items) {
    if (items.isEmpty()) {
      return;
    }
    text.append(heading).append(":\n");
    text.append(
        items.stream()
            .limit(50)
            .map(item -> "- " + line(item) + "\n")
            .collect(Collectors.joining()));
    if (items.size() > 50) {
      text.append("- dan ").append(items.size() - 50).append(" lainnya\n");
    }
  }

  private static String line(String text) {
    return Text.line(text, 500);
  }
}
