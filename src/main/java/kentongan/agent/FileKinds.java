package kentongan.agent;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What a file's place and name make of it.
final class FileKinds {
  private static final Set<String> PROGRAMS =
      Set.of(
          "php", "php3", "php4", "php5", "php6", "php7", "php8", "phtml", "phar", "pht", "phps",
          "inc", "cgi", "pl", "py", "rb", "sh", "asp", "aspx", "ashx", "asmx", "jsp", "jspx",
          "shtml", "cfm");
  private static final Set<String> SETTINGS =
      Set.of(".htaccess", ".user.ini", ".htpasswd", "php.ini", "web.config", ".env");

  private final List<String> uploads;
  private final List<String> ignore;

  FileKinds(WebRoot root) {
    this.uploads = root.uploads().stream().map(FileKinds::folder).toList();
    this.ignore = root.ignore().stream().map(FileKinds::folder).toList();
  }

  /// Whether a web server may run a file: any part of its name counts, since `a.php.jpg` is run
  /// where handlers go by any part.
  static boolean isProgram(String path) {
    var name = name(path).toLowerCase(Locale.ROOT);
    var from = name.indexOf('.');
    while (from >= 0) {
      var next = name.indexOf('.', from + 1);
      var part = name.substring(from + 1, next < 0 ? name.length() : next).strip();
      if (PROGRAMS.contains(part)) {
        return true;
      }
      from = next;
    }
    return false;
  }

  /// Whether a file changes what the web server or PHP does.
  static boolean isSetting(String path) {
    return SETTINGS.contains(name(path).toLowerCase(Locale.ROOT));
  }

  static boolean isScript(String path) {
    return isProgram(path) || isSetting(path);
  }

  /// The page that a folder opens with.
  static boolean isIndex(String path) {
    var name = name(path).toLowerCase(Locale.ROOT);
    return name.startsWith("index.") || name.startsWith("default.") || name.startsWith("home.");
  }

  boolean isUpload(String path) {
    return isBelow(path, uploads);
  }

  boolean isIgnored(String path) {
    return isBelow(path, ignore);
  }

  static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /// The end of a name after its last dot, in small letters; may be empty.
  static String extension(String path) {
    var name = name(path);
    var dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }

  private static boolean isBelow(String path, List<String> folders) {
    for (var folder : folders) {
      if (path.startsWith(folder) || (path + "/").equals(folder)) {
        return true;
      }
    }
    return false;
  }

  private static String folder(String text) {
    var bare = text.startsWith("/") ? text.substring(1) : text;
    return bare.endsWith("/") ? bare : bare + "/";
  }
}
