package kentongan.web.incident;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import kentongan.office.Actor;
import kentongan.pipeline.Outcome;
import kentongan.web.Place;
import kentongan.web.Shown;
import kentongan.web.Told;
import kentongan.web.WebConfiguration;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.multipart.FilePart;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.server.WebSession;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/// Evidence in and out. Its bytes are hostile: they leave as a download without a type, and no
/// browser shows or runs them.
@Controller
@RequestMapping({"/insiden/{number}/bukti", "/latihan/{world}/insiden/{number}/bukti"})
final class EvidenceController {
  private final Told told;
  private final Scheduler blocking = Schedulers.fromExecutor(Thread::startVirtualThread);

  EvidenceController(Told told) {
    this.told = told;
  }

  @GetMapping("/{sha256}")
  ResponseEntity<byte[]> get(
      @PathVariable String number, @PathVariable String sha256, Place place) {
    var incident = IncidentPages.find(number, place);
    if (!incident.evidence().contains(sha256)) {
      throw Place.missing("evidence");
    }
    var evidence = place.world().handling().evidence();
    var name = evidence.find(sha256).map(piece -> fileName(piece.label().name())).orElse(sha256);
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_OCTET_STREAM)
        .header(
            "Content-Disposition",
            ContentDisposition.attachment()
                .filename(name, StandardCharsets.UTF_8)
                .build()
                .toString())
        .header("Kentongan-SHA-256", sha256)
        .body(evidence.read(sha256));
  }

  @PostMapping
  Mono<String> add(
      @PathVariable String number,
      @RequestPart("file") FilePart file,
      Place place,
      WebSession session,
      Locale locale) {
    return DataBufferUtils.join(file.content(), WebConfiguration.MOST_UPLOAD)
        .map(EvidenceController::bytes)
        .defaultIfEmpty(new byte[0])
        .publishOn(blocking)
        .map(bytes -> {
          var incident = IncidentPages.find(number, place);
          place.needsToAct(incident.office());
          Outcome outcome =
              bytes.length == 0
                  ? new Outcome.Refused("0 B")
                  : place
                      .acts()
                      .keepEvidence(
                          incident.id(),
                          bytes,
                          fileName(file.filename()),
                          "application/octet-stream",
                          Actor.person(place.me()));
          return told.go(
              session, outcome, "evidence", IncidentController.address(place, incident), locale);
        });
  }

  private static byte[] bytes(DataBuffer buffer) {
    var bytes = new byte[buffer.readableByteCount()];
    buffer.read(bytes);
    DataBufferUtils.release(buffer);
    return bytes;
  }

  /// The last part of a name, without anything a file system or a header would stumble over.
  static String fileName(String given) {
    var last = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
    var shown = Shown.line(last.replaceAll("[\"<>:|?*%]", "_"), 120).strip();
    return shown.isEmpty() || shown.chars().allMatch(c -> c == '.') ? "bukti" : shown;
  }
}
