package kentongan.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import kentongan.office.Actor;
import kentongan.office.PersonId;
import org.junit.jupiter.api.Test;

/// What every [Evidence] promises, whatever it is made of.
public interface EvidenceContract {
  byte[] PAGE = "<script>alert('bukti')</script>".getBytes(StandardCharsets.UTF_8);

  /// Fresh and empty, the same for one test.
  Evidence evidence();

  @Test
  default void a_piece_comes_back_as_it_went_in_under_its_hash() {
    var piece = evidence().keep(PAGE, label("../../etc/halaman.html"));

    assertThat(piece.sha256()).isEqualTo(Hashes.sha256(PAGE));
    assertThat(piece.bytes()).isEqualTo(PAGE.length);
    assertThat(piece.label()).isEqualTo(label("../../etc/halaman.html"));
    assertThat(evidence().read(piece.sha256())).isEqualTo(PAGE);
    assertThat(evidence().find(piece.sha256())).contains(piece);
  }

  @Test
  default void the_same_bytes_again_are_the_same_piece_and_what_was_noted_first_stays() {
    var first = evidence().keep(PAGE, label("satu.html"));

    assertThat(evidence().keep(PAGE, label("dua.html"))).isEqualTo(first);
  }

  @Test
  default void what_was_never_taken_in_is_not_there() {
    assertThat(evidence().find("a".repeat(64))).isEmpty();
    assertThatThrownBy(() -> evidence().read("a".repeat(64)))
        .isInstanceOf(Evidence.EvidenceFailure.class);
    assertThatThrownBy(() -> evidence().read("../".repeat(21) + "x"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  default void nothing_and_too_much_are_refused() {
    assertThatThrownBy(() -> evidence().keep(new byte[0], label("x")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> evidence().keep(new byte[Evidence.MOST_BYTES + 1], label("x")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Evidence.Label label(String name) {
    return new Evidence.Label(
        name,
        "text/html",
        Actor.person(new PersonId("siti.rahma")),
        Instant.parse("2026-11-21T19:04:05.678Z"));
  }
}
