package kentongan.watch;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;

/// The pages of the same site that a page or a site map names.
public final class SitePages {
  private static final int MOST = 500;

  private SitePages() {}

  /// The pages of the same host that a page links to, hidden links too.
  public static Set<URI> linked(Page page, URI from) {
    var found = new LinkedHashSet<URI>();
    for (var link : PageReader.read(page, WordLists.house()).links) {
      add(link.address(), from, found);
    }
    return found;
  }

  /// The pages of the same host in a `sitemap.xml`. Looked through as text: no entity is resolved.
  public static Set<URI> mapped(byte[] siteMap, URI from) {
    var text = new String(siteMap, StandardCharsets.UTF_8);
    var found = new LinkedHashSet<URI>();
    for (var at = text.indexOf("<loc>"); at >= 0 && found.size() < MOST; ) {
      var end = text.indexOf("</loc>", at);
      if (end < 0) {
        break;
      }
      add(text.substring(at + 5, end).strip().replace("&amp;", "&"), from, found);
      at = text.indexOf("<loc>", end);
    }
    return found;
  }

  private static void add(String address, URI from, Set<URI> to) {
    if (to.size() >= MOST
        || address.isEmpty()
        || address.startsWith("#")
        || address.length() > 500) {
      return;
    }
    try {
      var there = from.resolve(address.replace(" ", "%20"));
      var isSame =
          from.getHost() != null
              && from.getHost().equalsIgnoreCase(there.getHost())
              && from.getPort() == there.getPort()
              && String.valueOf(there.getScheme()).matches("(?i)https?");
      var path = String.valueOf(there.getPath());
      var isFile =
          path.matches(
              "(?i).*\\.(?:jpe?g|png|gif|webp|svg|pdf|docx?|xlsx?|zip|rar|mp4|mp3|css|js)");
      if (isSame && !isFile) {
        to.add(
            new URI(
                there.getScheme(), there.getAuthority(), there.getPath(), there.getQuery(), null));
      }
    } catch (IllegalArgumentException | java.net.URISyntaxException _) {
      // not an address
    }
  }
}
