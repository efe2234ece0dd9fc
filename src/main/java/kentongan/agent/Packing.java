package kentongan.agent;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/// NDJSON lines to a packed body and back.
final class Packing {
  /// Far above what the spool puts into one batch.
  private static final int MOST_UNPACKED = 8 << 20;

  private Packing() {}

  static byte[] pack(List<byte[]> lines) {
    var text = new ByteArrayOutputStream(lines.stream().mapToInt(l -> l.length + 1).sum());
    for (var line : lines) {
      text.writeBytes(line);
      text.write('\n');
    }
    return Zstd.compress(text.toByteArray(), 3);
  }

  static List<byte[]> unpack(byte[] body) {
    var text = Zstd.decompress(body, MOST_UNPACKED);
    var lines = new ArrayList<byte[]>();
    var from = 0;
    for (var i = 0; i < text.length; i++) {
      if (text[i] == '\n') {
        lines.add(java.util.Arrays.copyOfRange(text, from, i));
        from = i + 1;
      }
    }
    return lines;
  }
}
