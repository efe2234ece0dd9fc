package kentongan.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The playbooks that come with the product.
class ShippedPlaybooksTest {
  private static final Path DIRECTORY = Path.of("playbooks");

  @Test
  void all_three_pass_every_check() throws Exception {
    var library = Playbooks.load(DIRECTORY);

    assertThat(library.refused()).isEmpty();
    assertThat(library.all())
        .extracting(Playbook::name)
        .containsExactly("internet-terputus", "situs-diretas", "situs-terganggu");
    assertThat(library.all()).allSatisfy(p -> assertThat(p.unwalked()).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"situs-terganggu", "internet-terputus", "situs-diretas"})
  void every_card_says_everything_in_both_languages(String name) throws Exception {
    var playbook = Playbooks.load(DIRECTORY).find(name).orElseThrow();

    assertThat(playbook.cards()).hasSizeBetween(8, 16);
    for (var step : playbook.cards()) {
      var card = step.card();
      assertThat(playbook.agentOf(step)).as(step.id()).isPresent();
      assertThat(playbook.agentOf(step).orElseThrow().place()).isPresent();
      assertThat(card.phase()).as(step.id()).isPresent();
      for (var words : List.of(card.name(), card.why(), card.see(), card.stop(), card.call())) {
        assertThat(words.indonesian()).as(step.id()).isNotBlank();
        assertThat(words.english()).as(step.id()).isNotBlank();
      }
      assertThat(card.avoid()).isNotEmpty().allSatisfy(w -> assertThat(w.english()).isNotBlank());
      if (step instanceof Step.Question) {
        assertThat(card.question().english()).isNotBlank();
        assertThat(card.question().indonesian())
            .contains("?")
            .isNotEqualTo(card.question().english());
      } else {
        assertThat(card.how()).isNotEmpty().allSatisfy(w -> assertThat(w.english()).isNotBlank());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"situs-terganggu", "internet-terputus", "situs-diretas"})
  void its_json_passes_the_schema_in_both_languages(String name) throws Exception {
    var playbook = Playbooks.load(DIRECTORY).find(name).orElseThrow();

    for (var language : Language.values()) {
      var check = Playbooks.check(name + ".json", Export.json(playbook, language));
      assertThat(check.faults()).isEmpty();
      var again = check.playbook().orElseThrow();
      assertThat(again.title().indonesian()).isEqualTo(playbook.title().in(language));
      assertThat(again.cards()).hasSameSizeAs(playbook.cards());
    }
    var same = Playbooks.check(name + ".json", Export.json(playbook, Language.ID));
    assertThat(same.playbook()).contains(playbook);
    assertThat(Playbooks.pinned(name, Export.compact(playbook))).isEqualTo(playbook);
  }

  @Test
  void no_step_tells_to_pay_or_to_delete_before_evidence_is_taken() throws Exception {
    var hacked = Playbooks.load(DIRECTORY).find("situs-diretas").orElseThrow();
    var phases = hacked.cards().stream().map(s -> s.card().phase().orElseThrow()).toList();

    assertThat(phases).isSorted();
    assertThat(hacked.cards().getFirst().card().avoid())
        .extracting(Words::indonesian)
        .anyMatch(t -> t.contains("membayar"))
        .anyMatch(t -> t.contains("mematikan mesin"))
        .anyMatch(t -> t.contains("menghapus"));
  }
}
