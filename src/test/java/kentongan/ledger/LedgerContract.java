package kentongan.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import kentongan.office.Actor;
import kentongan.office.PersonId;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What every [Ledger] promises, whatever it is made of.
public interface LedgerContract {
  Instant AT = Instant.parse("2026-11-21T19:04:05.678Z");

  /// Fresh and empty, the same for one test.
  Ledger ledger();

  @Test
  default void an_empty_ledger_ends_before_its_first_entry() {
    assertThat(ledger().head()).isEqualTo(Ledger.EMPTY);
    assertThat(ledger().read(1, 10)).isEmpty();
  }

  @Test
  default void entries_follow_each_other_and_come_back_as_they_went_in() {
    var first =
        ledger().append(act("incident.opened", "{\"b\":[1,true,null],\"a\":\"<b>&\\u0000\"}"));
    var second = ledger().append(act("incident.acknowledged", "{}"));

    assertThat(first.number()).isEqualTo(1);
    assertThat(first.previous()).isEqualTo(Entry.GENESIS);
    assertThat(second.previous()).isEqualTo(first.hash());
    assertThat(ledger().head()).isEqualTo(new Ledger.Head(Entry.CHAIN, 2, second.hash()));
    assertThat(ledger().read(1, 10))
        .extracting(Entry::line)
        .containsExactly(first.line(), second.line());
    assertThat(ledger().read(1, 10))
        .allSatisfy(e -> assertThat(e.hash()).isEqualTo(e.expectedHash()));
    assertThat(ledger().read(2, 10)).hasSize(1);
    assertThat(ledger().read(1, 1)).hasSize(1);
    assertThat(ledger().read(3, 10)).isEmpty();
  }

  @Test
  default void a_detail_is_written_in_the_one_canonical_form() {
    var entry = ledger().append(act("x", "{\"z\": 1, \"a\" : {\"é\":\"\\u20ac\", \"B\": -5}}"));

    assertThat(entry.canonicalDetail()).isEqualTo("{\"a\":{\"B\":-5,\"é\":\"€\"},\"z\":1}");
  }

  @Test
  default void fractions_huge_numbers_and_huge_details_are_refused() {
    assertThatThrownBy(() -> act("x", "{\"a\":1.5}")).hasMessageContaining("whole number");
    assertThatThrownBy(() -> act("x", "{\"a\":9007199254740993}")).hasMessageContaining("2^53");
    assertThatThrownBy(() -> act("x", "{\"a\":\"" + "x".repeat(70_000) + "\"}"))
        .hasMessageContaining("bytes");
    assertThatThrownBy(() -> act("X y", "{}")).hasMessageContaining("act");
    assertThatThrownBy(() -> act("x", "{\"a\":".repeat(40) + "1" + "}".repeat(40)))
        .hasMessageContaining("deeper");
  }

  /// An act by a person, with this detail.
  static Act act(String act, String detail) {
    return new Act(
        AT,
        Actor.person(new PersonId("siti.rahma")),
        act,
        "INC-2026-000001",
        (ObjectNode) JsonMapper.shared().readTree(detail));
  }
}
