package kentongan.web;

import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/// Sends the files of the [Shelf], packed when the browser can unpack.
@RestController
final class ShelfController {
  private final Shelf shelf;

  ShelfController(Shelf shelf) {
    this.shelf = shelf;
  }

  @GetMapping("/berkas/{version}/{name}")
  ResponseEntity<byte[]> file(
      @PathVariable String version,
      @PathVariable String name,
      @RequestHeader(name = "Accept-Encoding", defaultValue = "") String accepts) {
    var item = shelf.find(name);
    if (item.isEmpty()) {
      return ResponseEntity.notFound().build();
    }
    var found = item.get();
    var isCurrent = found.version().equals(version);
    var answer =
        ResponseEntity.ok()
            .cacheControl(
                isCurrent
                    ? CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable()
                    : CacheControl.noCache())
            .header("Content-Type", found.type())
            .header("Vary", "Accept-Encoding");
    return accepts.contains("gzip")
        ? answer.header("Content-Encoding", "gzip").body(found.gzip())
        : answer.body(found.bytes());
  }

  @GetMapping("/favicon.ico")
  ResponseEntity<Void> icon() {
    return ResponseEntity.status(302).header("Location", shelf.path("mark.svg")).build();
  }
}
