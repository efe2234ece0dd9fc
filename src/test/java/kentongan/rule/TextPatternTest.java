package kentongan.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextPatternTest {
  @Test
  void a_backslash_escapes_wildcards_and_itself_only() {
    assertThat(TextPattern.read("C:\\Users\\*\\x")).isEqualTo(literal("C:\\Users*\\x"));
    assertThat(TextPattern.read("a\\\\*").pieces()).containsExactly("a\\");
    assertThat(TextPattern.read("a\\\\*").toEnd()).isFalse();
    assertThat(TextPattern.read("a\\\\\\*")).isEqualTo(literal("a\\*"));
    assertThat(TextPattern.read("\\\\\\\\server")).isEqualTo(literal("\\\\server"));
    assertThat(TextPattern.read("a\\b")).isEqualTo(literal("a\\b"));
    assertThat(TextPattern.read("a\\?b")).isEqualTo(literal("a?b"));
  }

  @Test
  void stars_cut_and_question_marks_stay_in_their_piece() {
    var pattern = TextPattern.read("*a?b**c");

    assertThat(pattern.pieces()).isEqualTo(List.of("a" + TextPattern.ANY + "b", "c"));
    assertThat(pattern.fromStart()).isFalse();
    assertThat(pattern.toEnd()).isTrue();
    assertThat(pattern).hasToString("*a?b*c");
  }

  @Test
  void the_empty_text_and_the_lone_star_are_opposites() {
    assertThat(TextPattern.read("").isEmpty()).isTrue();
    assertThat(TextPattern.read("*").isAnything()).isTrue();
    assertThat(TextPattern.read("*").isEmpty()).isFalse();
  }

  private static TextPattern literal(String text) {
    return TextPattern.literal(text);
  }
}
