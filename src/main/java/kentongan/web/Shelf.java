package kentongan.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/// The files a page needs, each under an address that holds its hash: kept by the browser for a
/// year, and never stale. On a thin line a page costs one request after the first visit.
final class Shelf {
  /// The layers of the style sheet, in their order; sent as one file.
  private static final List<String> LAYERS =
      List.of("tokens", "base", "layout", "parts", "screens");

  private final Map<String, Item> items = new LinkedHashMap<>();

  /// One file, ready to send.
  record Item(String name, String type, byte[] bytes, byte[] gzip, String version) {
    String path() {
      return "/berkas/" + version + "/" + name;
    }
  }

  static Shelf shipped() {
    var shelf = new Shelf();
    try {
      var found = new PathMatchingResourcePatternResolver();
      var css = new ByteArrayOutputStream();
      for (var layer : LAYERS) {
        css.write(
            found.getResource("classpath:/static/css/" + layer + ".css").getContentAsByteArray());
      }
      shelf.put("app.css", "text/css;charset=UTF-8", css.toByteArray());
      shelf.put("app.js", "text/javascript;charset=UTF-8", found, "classpath:/static/js/app.js");
      shelf.put(
          "htmx.js",
          "text/javascript;charset=UTF-8",
          found,
          "classpath*:/META-INF/resources/webjars/htmx.org/*/dist/htmx.min.js");
      shelf.put("icons.svg", "image/svg+xml", found, "classpath:/static/icons.svg");
      shelf.put("mark.svg", "image/svg+xml", found, "classpath:/static/mark.svg");
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    return shelf;
  }

  /// Where a file is.
  String path(String name) {
    var item = items.get(name);
    if (item == null) {
      throw new IllegalArgumentException(
          "file: %s (expected: one of %s)".formatted(name, items.keySet()));
    }
    return item.path();
  }

  Optional<Item> find(String name) {
    return Optional.ofNullable(items.get(name));
  }

  private void put(
      String name, String type, PathMatchingResourcePatternResolver found, String pattern)
      throws IOException {
    Resource[] hits = found.getResources(pattern);
    if (hits.length != 1) {
      throw new IOException("%s: %d files (expected: 1)".formatted(pattern, hits.length));
    }
    put(name, type, hits[0].getContentAsByteArray());
  }

  private void put(String name, String type, byte[] bytes) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    }
    items.put(name, new Item(name, type, bytes, packed.toByteArray(), version(bytes)));
  }

  private static String version(byte[] bytes) {
    try {
      var sha = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(sha, 0, 6);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("SHA-256 is in every JDK", missing);
    }
  }
}
