package kentongan.rule;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// The modifiers that encode a value: `wide`, `utf16…`, `base64`, `base64offset`.
final class Encodings {
  private Encodings() {}

  /// The texts a value becomes, in the order of the modifiers; several are alternatives.
  static List<String> apply(String text, List<Modifier> order) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    var texts = List.of(text);
    for (var modifier : order) {
      switch (modifier) {
        case WIDE, UTF16LE -> bytes = text.getBytes(StandardCharsets.UTF_16LE);
        case UTF16BE -> bytes = text.getBytes(StandardCharsets.UTF_16BE);
        case UTF16 -> bytes = marked(text.getBytes(StandardCharsets.UTF_16LE));
        case BASE64 -> {
          return List.of(Base64.getEncoder().encodeToString(bytes));
        }
        case BASE64OFFSET -> {
          return offsets(bytes);
        }
        default -> {}
      }
      texts = List.of(new String(bytes, StandardCharsets.ISO_8859_1));
    }
    return texts;
  }

  /// A text inside a longer one, encoded as a whole, looks in one of three ways; the characters at
  /// the edges depend on its neighbours and are cut off.
  private static List<String> offsets(byte[] bytes) {
    if (bytes.length == 0) {
      return List.of("");
    }
    int[] starts = {0, 2, 3};
    int[] ends = {0, 3, 2};
    var all = new ArrayList<String>();
    for (int shift = 0; shift < 3; shift++) {
      var padded = new byte[bytes.length + shift];
      System.arraycopy(bytes, 0, padded, shift, bytes.length);
      var text = Base64.getEncoder().encodeToString(padded);
      all.add(text.substring(starts[shift], text.length() - ends[padded.length % 3]));
    }
    return all;
  }

  private static byte[] marked(byte[] bytes) {
    var out = new ByteArrayOutputStream();
    out.write(0xFF);
    out.write(0xFE);
    out.writeBytes(bytes);
    return out.toByteArray();
  }
}
