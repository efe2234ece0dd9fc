package kentongan.agent;

import java.util.Optional;

/// What sshd says of logins, read from the right: the user name is the visitor's own text and may
/// hold anything, even `root from 192.0.2.1 port 22`.
final class SshdMessage {
  private SshdMessage() {}

  /// Adds to an event what the message tells; nothing when it tells of no login.
  static void read(String message, Doc doc) {
    if (message.startsWith("Accepted ")) {
      login(message, 9, "success", doc);
    } else if (message.startsWith("Failed ")) {
      login(message, 7, "failure", doc);
    } else if (message.startsWith("Invalid user ")) {
      invalidUser(message, doc);
    } else if (message.startsWith("Disconnected from ")) {
      disconnect(message, 18, doc);
    } else if (message.startsWith("Connection closed by ")) {
      disconnect(message, 21, doc);
    } else if (message.startsWith("Connection reset by ")) {
      disconnect(message, 20, doc);
    } else if (message.startsWith("Received disconnect from ")) {
      doc.put("event.action", "ssh_disconnect");
      // `ADDRESS port N:11: reason`; an IPv6 address has colons of its own.
      var port = message.indexOf(" port ", 25);
      var end = port < 0 ? -1 : message.indexOf(':', port);
      peer(message.substring(25, end < 0 ? message.length() : end), doc);
    }
  }

  /// `METHOD for [invalid user ]USER from ADDRESS port N ssh2…`
  private static void login(String message, int from, String outcome, Doc doc) {
    var method = message.indexOf(" for ", from);
    var address = message.lastIndexOf(" from ");
    if (method < 0 || address < method + 5) {
      return;
    }
    var user = message.substring(method + 5, address);
    var isInvalid = user.startsWith("invalid user ");
    doc.put("event.action", "ssh_login").put("event.outcome", outcome);
    doc.put("kentongan.ssh.method", message.substring(from, method));
    doc.put("user.name", isInvalid ? user.substring(13) : user);
    peer(message.substring(address + 6), doc);
  }

  /// `Invalid user USER from ADDRESS[ port N]`
  private static void invalidUser(String message, Doc doc) {
    var address = message.lastIndexOf(" from ");
    if (address < 12) {
      return;
    }
    doc.put("event.action", "ssh_invalid_user").put("event.outcome", "failure");
    doc.put("user.name", message.substring(Math.min(13, address), address));
    peer(message.substring(address + 6), doc);
  }

  /// `[user|invalid user|authenticating user NAME ]ADDRESS port N[ [preauth]]`
  private static void disconnect(String message, int from, Doc doc) {
    var port = message.lastIndexOf(" port ");
    if (port < from) {
      return;
    }
    doc.put("event.action", "ssh_disconnect");
    var address = message.lastIndexOf(' ', port - 1) + 1;
    if (address > from) {
      var who = message.substring(from, address - 1);
      var user = who.indexOf("user ");
      if (user >= 0) {
        doc.put("user.name", who.substring(user + 5));
      }
    }
    peer(message.substring(address), doc);
  }

  /// `ADDRESS[ port N]…`
  private static void peer(String text, Doc doc) {
    var words = text.split(" ", 4);
    if (!isAddress(words[0])) {
      return;
    }
    doc.put("source.ip", words[0]);
    if (words.length > 2 && words[1].equals("port")) {
      Optional<Integer> port = AuthLine.number(words[2]);
      port.filter(n -> n <= 65_535).ifPresent(n -> doc.put("source.port", n));
    }
  }

  /// Whether a text looks like an IP address literal: never looked up, only looked at.
  static boolean isAddress(String text) {
    if (text.isEmpty() || text.length() > 45) {
      return false;
    }
    var dots = 0;
    var colons = 0;
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      dots += c == '.' ? 1 : 0;
      colons += c == ':' ? 1 : 0;
      if (c != '.' && c != ':' && Character.digit(c, 16) < 0) {
        return false;
      }
    }
    return colons >= 2 || (colons == 0 && dots == 3 && text.chars().noneMatch(Character::isLetter));
  }
}
