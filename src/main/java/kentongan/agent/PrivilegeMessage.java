package kentongan.agent;

/// What sudo, su and cron say of somebody running something as somebody.
final class PrivilegeMessage {
  private PrivilegeMessage() {}

  /// `USER : [REASON ; ]TTY=… ; PWD=… ; USER=… ; COMMAND=…`. The command is last and is the user's
  /// own text: what stands before it is found from the left, and nothing is taken from within it.
  static void sudo(String message, Doc doc) {
    var colon = message.indexOf(" : ");
    if (colon < 0 || colon > 64) {
      return;
    }
    var command = message.indexOf("COMMAND=", colon);
    var head = message.substring(colon + 3, command < 0 ? message.length() : command);
    doc.put("event.action", "sudo_command").put("user.name", message.substring(0, colon).strip());
    if (command >= 0) {
      doc.put("process.command_line", message.substring(command + 8));
    }
    var isRefused = false;
    for (var part : head.split(" ; ")) {
      var text = part.strip();
      if (text.startsWith("USER=")) {
        doc.put("user.effective.name", text.substring(5));
      } else if (text.startsWith("PWD=")) {
        doc.put("process.working_directory", text.substring(4));
      } else if (!text.isEmpty() && !text.startsWith("TTY=") && !text.startsWith("ENV=")) {
        isRefused |=
            text.contains("NOT ")
                || text.contains("not allowed")
                || text.contains("incorrect password");
      }
    }
    doc.put("event.outcome", isRefused ? "failure" : "success");
  }

  /// `(to root) budi on pts/1`, `FAILED SU (to root) budi on pts/1`.
  static void su(String message, Doc doc) {
    var to = message.indexOf("(to ");
    var end = to < 0 ? -1 : message.indexOf(") ", to);
    if (end < 0) {
      return;
    }
    doc.put("event.action", "su").put("user.effective.name", message.substring(to + 4, end));
    var who = message.substring(end + 2);
    var on = who.lastIndexOf(" on ");
    doc.put("user.name", on < 0 ? who : who.substring(0, on));
    doc.put("event.outcome", message.startsWith("FAILED") ? "failure" : "success");
  }

  /// `(root) CMD (command)`.
  static void cron(String message, Doc doc) {
    var end = message.indexOf(") ");
    if (!message.startsWith("(") || end < 0) {
      return;
    }
    doc.put("user.name", message.substring(1, end));
    var rest = message.substring(end + 2);
    var open = rest.indexOf(" (");
    if (open < 0 || !rest.endsWith(")")) {
      return;
    }
    var isCommand = rest.startsWith("CMD (");
    doc.put("event.action", isCommand ? "cron_command" : "cron_note");
    if (isCommand) {
      doc.put("process.command_line", rest.substring(open + 2, rest.length() - 1));
    }
  }
}
