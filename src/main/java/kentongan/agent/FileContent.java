package kentongan.agent;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What a file holds: its hash, how it begins, and words in its beginning that webshells live by.
///
/// @param head the first bytes as text, control characters shown as blanks
/// @param signs the words found, in small letters; empty unless together they mean something
record FileContent(String sha256, String head, List<String> signs) {
  private static final int HEAD = 512;
  private static final int LOOKED_AT = 32_768;
  private static final List<String> RUNS =
      List.of(
          "eval(",
          "assert(",
          "system(",
          "shell_exec(",
          "passthru(",
          "popen(",
          "proc_open(",
          "create_function(",
          "pcntl_exec(",
          " exec(",
          "@exec(",
          "=exec(");
  private static final List<String> HIDES =
      List.of(
          "base64_decode(",
          "gzinflate(",
          "gzuncompress(",
          "str_rot13(",
          "hex2bin(",
          "convert_uudecode(",
          "\\x65\\x76",
          "goto ");
  private static final List<String> TAKES =
      List.of(
          "$_post", "$_request", "$_get", "$_cookie", "php://input", "$_files", "getallheaders(");
  private static final List<String> TURNS =
      List.of(
          "auto_prepend_file",
          "auto_append_file",
          "addhandler",
          "sethandler",
          "application/x-httpd-php",
          "%{http_referer}",
          "%{http_user_agent}");

  /// Reads a file through once.
  ///
  /// @param pace is told how much was read, and makes it slow
  /// @throws IOException when it cannot be read, or is a link by now
  static FileContent of(Path path, ScanPace pace, long mostBytes) throws IOException {
    try (var in =
        Files.newByteChannel(path, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
      var sha = MessageDigest.getInstance("SHA-256");
      var beginning = new byte[LOOKED_AT];
      var kept = 0;
      var whole = 0L;
      var chunk = ByteBuffer.allocate(16_384);
      for (var n = in.read(chunk); n >= 0 && whole < mostBytes; n = in.read(chunk.clear())) {
        sha.update(chunk.array(), 0, n);
        var more = Math.min(n, LOOKED_AT - kept);
        System.arraycopy(chunk.array(), 0, beginning, kept, more);
        kept += more;
        whole += n;
        pace.read(n);
      }
      var text = new String(beginning, 0, kept, StandardCharsets.UTF_8);
      return new FileContent(HexFormat.of().formatHex(sha.digest()), head(text), signs(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    } catch (UnsupportedOperationException e) {
      throw new IOException(path + ": " + e.getMessage(), e);
    }
  }

  private static String head(String text) {
    return text.substring(0, Math.min(HEAD, text.length()))
        .codePoints()
        .map(c -> c == 0 || (c < 32 && c != '\n' && c != '\t') ? ' ' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /// One word alone means nothing: half of all plug-ins decode something. Running what was hidden
  /// or sent means a door.
  private static List<String> signs(String text) {
    var lower = text.toLowerCase(Locale.ROOT);
    var runs = found(lower, RUNS);
    var helpers = found(lower, HIDES);
    helpers.addAll(found(lower, TAKES));
    var signs = new ArrayList<String>(found(lower, TURNS));
    if (!runs.isEmpty() && !helpers.isEmpty()) {
      signs.addAll(runs);
      signs.addAll(helpers);
    }
    return signs;
  }

  private static List<String> found(String text, List<String> words) {
    var found = new ArrayList<String>();
    for (var word : words) {
      if (text.contains(word)) {
        found.add(word.strip());
      }
    }
    return found;
  }
}
