package kentongan.boot.bench;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/// The same events at another time on another machine: computer name, seconds, process and logon
/// GUIDs and dynamic source ports are others in each round; what rules look for stays.
final class Varied {
  private static final Pattern PLACES =
      Pattern.compile(
          "\"(?:computer_name|Hostname)\":\"(?<host>[^\".]{2,})"
              + "|T\\d\\d:\\d\\d:(?<second>\\d\\d)\\.\\d{3}Z"
              + "|\"[A-Za-z]*(?:Process|Logon)G(?:uid|UID)\":\"\\{[0-9a-f-]{23}-(?<guid>[0-9a-f]{12})"
              + "|\"(?:SourcePort|IpPort)\":\"?(?<port>(?:49|5\\d|6[0-4])\\d{3})");
  private static final List<String> GROUPS = List.of("host", "second", "guid", "port");

  private Varied() {}

  /// @param round from 0; the first is as recorded
  static List<byte[]> events(List<byte[]> events, int round) {
    return round == 0 ? events : events.stream().map(event -> event(event, round)).toList();
  }

  private static byte[] event(byte[] event, int round) {
    var text = new String(event, StandardCharsets.UTF_8);
    var found = PLACES.matcher(text);
    var out = new StringBuilder(text.length() + 32);
    int at = 0;
    while (found.find()) {
      for (var group : GROUPS) {
        if (found.start(group) >= 0) {
          out.append(text, at, found.start(group));
          out.append(other(group, found.group(group), round));
          at = found.end(group);
        }
      }
    }
    return out.append(text, at, text.length()).toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String other(String group, String was, int round) {
    return switch (group) {
      case "host" -> was + "-" + round;
      case "second" -> "%02d".formatted((Integer.parseInt(was) + round * 7) % 60);
      case "guid" ->
          "%012x".formatted((Long.parseLong(was, 16) + round * 65_537L) & 0xFFFFFFFFFFFFL);
      default -> Integer.toString(49_152 + (Integer.parseInt(was) + round * 13) % 15_000);
    };
  }
}
