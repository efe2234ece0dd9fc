package kentongan.agent;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import kentongan.watch.PageAct;

/// The acts of people on the pages that an agent watches: appended to, never rewritten.
public final class PageActs {
  private PageActs() {}

  /// Adds an act to a page's list.
  ///
  /// @param data the agent's directory
  /// @throws IOException when the directory is not an agent's, or cannot be written
  public static void write(Path data, String asset, URI url, PageAct act) throws IOException {
    if (!Files.isDirectory(data)) {
      throw new IOException(data + ": no such directory (expected: the agent's)");
    }
    var folder = data.resolve("pages");
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve(PageMemory.name(asset, url) + ".acts"),
        act.line() + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
