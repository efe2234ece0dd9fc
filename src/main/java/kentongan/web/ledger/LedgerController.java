package kentongan.web.ledger;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import kentongan.ledger.Entry;
import kentongan.ledger.Export;
import kentongan.office.OfficeId;
import kentongan.office.Role;
import kentongan.web.Place;
import kentongan.web.Shown;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/// The ledger speaks of all offices: those of headquarters who may read everything see it.
@Controller
final class LedgerController {
  private static final int ON_A_PAGE = 100;

  private final ObjectProvider<LedgerKey> key;

  LedgerController(ObjectProvider<LedgerKey> key) {
    this.key = key;
  }

  @GetMapping({"/ledger", "/latihan/{world}/ledger"})
  String page(
      Place place, @RequestParam(name = "sebelum", defaultValue = "0") long before, Model m) {
    mayRead(place);
    var ledger = place.world().handling().ledger();
    var head = ledger.head();
    var last = before > 1 && before <= head.number() ? before - 1 : head.number();
    var from = Math.max(1, last - ON_A_PAGE + 1);
    var rows =
        last < 1
            ? List.<LedgerPage.Row>of()
            : ledger.read(from, (int) (last - from + 1)).reversed().stream()
                .map(entry -> row(entry, place))
                .toList();
    m.addAttribute(
        "l",
        new LedgerPage(
            head.number(), head.hash(), rows, from > 1 ? Optional.of(from) : Optional.empty()));
    return "ledger/page";
  }

  /// The whole ledger with its signed head, to be checked elsewhere.
  @GetMapping({"/ledger/ekspor", "/latihan/{world}/ledger/ekspor"})
  ResponseEntity<byte[]> export(Place place) throws IOException {
    mayRead(place);
    var signer = key.getIfAvailable();
    if (signer == null) {
      throw Place.missing("ledger key");
    }
    var bytes = new ByteArrayOutputStream();
    try (var out = new OutputStreamWriter(bytes, StandardCharsets.UTF_8)) {
      Export.write(
          place.world().handling().ledger(), out, signer::sign, signer.publicKey(), place.now());
    }
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_NDJSON)
        .header("Content-Disposition", "attachment; filename=\"ledger.ndjson\"")
        .body(bytes.toByteArray());
  }

  private static void mayRead(Place place) {
    var person = place.viewer().person();
    var mayReadAll =
        person.may(Role.AUDITOR) || person.may(Role.ADMINISTRATOR) || person.may(Role.COMMANDER);
    if (!place.viewer().maySee(OfficeId.HEADQUARTERS) || !mayReadAll) {
      throw new ResponseStatusException(HttpStatus.FORBIDDEN, "the ledger speaks of all offices");
    }
  }

  private static LedgerPage.Row row(Entry entry, Place place) {
    var act = entry.act();
    return new LedgerPage.Row(
        entry.number(),
        place.mine(act.at()),
        act.actor().person().map(place::name).orElse(act.actor().toString()),
        act.act(),
        Shown.line(act.subject(), 200),
        Shown.block(entry.canonicalDetail(), 4_000),
        entry.hash());
  }
}
