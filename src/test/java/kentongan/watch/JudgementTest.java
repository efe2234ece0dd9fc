package kentongan.watch;

import static kentongan.watch.Testimony.Answer.FAILED;
import static kentongan.watch.Testimony.Answer.NOTHING;
import static kentongan.watch.Testimony.Answer.REACHED;
import static org.assertj.core.api.Assertions.assertThat;

import kentongan.watch.Testimony.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// All combinations of what own office, neighbours and headquarters see, and whether the agent is
/// heard.
class JudgementTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # own | neighbours | headquarters | heard | runs at the office | runs elsewhere
          ok    | ok         | ok           | yes   | UP               | UP
          ok    | ok         | fails        | yes   | UP               | UP
          ok    | fails      | ok           | yes   | UP               | UP
          ok    | fails      | fails        | yes   | SITE_DOWN        | SITE_DOWN
          fails | ok         | ok           | yes   | UP               | UP
          fails | ok         | fails        | yes   | UP               | UP
          fails | fails      | ok           | yes   | UP               | UP
          fails | fails      | fails        | yes   | SITE_DOWN        | SITE_DOWN
          ok    | ok         | ok           | no    | AGENT_DOWN       | OFFICE_LINE_DOWN
          ok    | ok         | fails        | no    | AGENT_DOWN       | OFFICE_LINE_DOWN
          ok    | fails      | ok           | no    | AGENT_DOWN       | OFFICE_LINE_DOWN
          ok    | fails      | fails        | no    | OFFICE_LINE_DOWN | SITE_DOWN
          fails | ok         | ok           | no    | AGENT_DOWN       | OFFICE_LINE_DOWN
          fails | ok         | fails        | no    | AGENT_DOWN       | OFFICE_LINE_DOWN
          fails | fails      | ok           | no    | AGENT_DOWN       | OFFICE_LINE_DOWN
          fails | fails      | fails        | no    | OFFICE_LINE_DOWN | SITE_DOWN
          """)
  void all_sixteen_combinations_have_one_verdict(
      String own, String neighbours, String headquarters, String heard, Fault here, Fault away) {
    var isHeard = heard.equals("yes");
    var atOffice =
        new Testimony(answer(own), answer(neighbours), answer(headquarters), isHeard, true, false);
    var elsewhere =
        new Testimony(answer(own), answer(neighbours), answer(headquarters), isHeard, false, false);

    assertThat(Judgement.of(atOffice).fault()).isEqualTo(here);
    assertThat(Judgement.of(elsewhere).fault()).isEqualTo(away);
    assertThat(Judgement.of(atOffice).reasons())
        .hasSameSizeAs(Judgement.of(atOffice).reasonsEnglish())
        .contains(isHeard ? "Agen kantor terdengar" : "Agen kantor tidak terdengar");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # own | neighbours | heard | headquarters sees nothing at all
          ok    | nothing    | yes   | UP
          fails | nothing    | yes   | SITE_DOWN
          ok    | ok         | yes   | UP
          fails | fails      | yes   | SITE_DOWN
          ok    | nothing    | no    | BLIND
          fails | nothing    | no    | BLIND
          ok    | ok         | no    | AGENT_DOWN
          ok    | fails      | no    | OFFICE_LINE_DOWN
          """)
  void while_headquarters_is_blind_its_word_counts_for_nothing(
      String own, String neighbours, String heard, Fault fault) {
    var said =
        new Testimony(answer(own), answer(neighbours), FAILED, heard.equals("yes"), true, true);

    assertThat(Judgement.of(said).fault()).isEqualTo(fault);
  }

  @Test
  void what_a_silent_office_last_saw_does_not_count() {
    var said = new Testimony(REACHED, NOTHING, FAILED, false, false, false);

    assertThat(Judgement.of(said).fault()).isEqualTo(Fault.SITE_DOWN);
  }

  private static Answer answer(String word) {
    return switch (word) {
      case "ok" -> REACHED;
      case "fails" -> FAILED;
      default -> NOTHING;
    };
  }
}
