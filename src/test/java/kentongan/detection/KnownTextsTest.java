package kentongan.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class KnownTextsTest {
  @Test
  void an_answer_is_never_one_about_another_text() {
    var random = new Random(7);
    var known = new KnownTexts(2, 3);
    var remembered = 0;

    for (int round = 0; round < 200_000; round++) {
      // Few enough to come again, many enough to push each other out.
      var text = ("/jalur/" + random.nextInt(3000)).toCharArray();
      int place = known.place(random.nextInt(2), text, 0, text.length);
      if (place < 0) {
        continue;
      }
      int predicate = random.nextInt(3);
      boolean truth = (new String(text).hashCode() + predicate) % 3 == 0;
      int before = known.answer(predicate, place);
      if (before == 0) {
        known.answer(predicate, place, truth);
      } else {
        assertThat(before == 2).isEqualTo(truth);
        remembered++;
      }
    }

    assertThat(remembered).isPositive();
  }

  @Test
  void a_text_that_is_too_long_is_known_nowhere() {
    var known = new KnownTexts(1, 1);

    assertThat(known.place(0, new char[KnownTexts.LONGEST + 1], 0, KnownTexts.LONGEST + 1))
        .isNegative();
    assertThat(known.place(0, new char[KnownTexts.LONGEST], 0, KnownTexts.LONGEST)).isNotNegative();
  }

  @Test
  void a_slot_whose_texts_never_come_again_is_left_alone() {
    var known = new KnownTexts(2, 1);
    var places = 0;

    for (int i = 0; i < 60_000; i++) {
      var text = Integer.toString(i).toCharArray();
      places += known.place(0, text, 0, text.length) >= 0 ? 1 : 0;
    }

    assertThat(places).isLessThan(10_000);
    assertThat(known.place(1, new char[] {'a'}, 0, 1)).as("another slot").isNotNegative();
  }
}
