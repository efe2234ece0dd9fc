package kentongan.watch;

import com.google.re2j.Pattern;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// A script that sends visitors away: where to, and what it hides. Looked at as text, never run.
///
/// @param target the host it leads to; empty when it is put together so that it cannot be read
/// @param isConditional only for some visitors: by where they come from or what they browse with
/// @param isDisguised the address is encoded
record ScriptRedirect(Optional<String> target, boolean isConditional, boolean isDisguised) {
  private static final Pattern LEAVES =
      Pattern.compile(
          "location\\s*(?:\\.\\s*href\\s*)?=[^=]|location\\s*\\.\\s*(?:replace|assign)\\s*\\(");
  private static final Pattern TARGET =
      Pattern.compile(
          "location\\s*(?:\\.\\s*(?:href|replace|assign))?\\s*[=(]\\s*['\"`]((?:https?:)?//[^'\"`]+)");
  private static final Pattern ENCODED =
      Pattern.compile("atob\\s*\\(\\s*['\"`]([A-Za-z0-9+/=_-]+)['\"`]");

  /// Finds one in a script; empty when the script leads nowhere.
  static Optional<ScriptRedirect> in(String script) {
    if (!script.contains("location") || !LEAVES.matcher(script).find()) {
      return Optional.empty();
    }
    var lower = Folding.lower(script);
    var isConditional =
        lower.contains("document.referrer") || lower.contains("navigator.useragent");
    var plain = TARGET.matcher(script);
    if (plain.find()) {
      return Optional.of(new ScriptRedirect(Hosts.of(plain.group(1)), isConditional, false));
    }
    var encoded = ENCODED.matcher(script);
    while (encoded.find()) {
      var host = decoded(encoded.group(1)).flatMap(Hosts::of);
      if (host.isPresent()) {
        return Optional.of(new ScriptRedirect(host, isConditional, true));
      }
    }
    var isDisguised =
        lower.contains("fromcharcode")
            || lower.contains("unescape(")
            || lower.contains("\\x68\\x74\\x74\\x70")
            || lower.contains("atob(");
    return isDisguised
        ? Optional.of(new ScriptRedirect(Optional.empty(), isConditional, true))
        : Optional.empty();
  }

  private static Optional<String> decoded(String base64) {
    try {
      var bytes = Base64.getDecoder().decode(base64.replace('-', '+').replace('_', '/'));
      return Optional.of(new String(bytes, StandardCharsets.ISO_8859_1));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
