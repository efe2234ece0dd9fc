package kentongan.watch;

import java.util.Locale;

/// Where a fault lies, once all witnesses were heard.
public enum Fault {
  /// None: whoever could look reaches the site, or somebody outside its office does.
  UP,
  /// Nobody outside reaches the site, and its office's line is not the reason.
  SITE_DOWN,
  /// The office is cut off; its site may be fine.
  OFFICE_LINE_DOWN,
  /// The line carries, but the agent is silent.
  AGENT_DOWN,
  /// Headquarters reaches nothing at all: what it does not see means nothing.
  BLIND;

  /// As it stands in an event, as in `site_down`.
  public String token() {
    return name().toLowerCase(Locale.ROOT);
  }
}
