package kentongan.detection;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiteralsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "abc; [[abc]]",
        "ABC; [[abc]]",
        "ab+c; [[ab]]",
        "abc?; [[ab]]",
        "(?:foo|bar)baz; [[foo, bar], [baz]]",
        "foo|bar; [[foo, bar]]",
        "foo|.*; []",
        "a.b; []",
        "[a-z]+\\.exe; [[.exe]]",
        "x{0,3}abc; [[abc]]",
        "(abc)*de; [[de]]",
        "(?i)abc; [[abc]]",
        "ab(?:[x-z]+cd)ef; [[cd], [ab], [ef]]",
        "(?P<n>abc); []",
        "\\x41bc; []",
        ".*; []",
      })
  void the_necessary_texts_of_an_expression(String expression, String expected) {
    assertThat(Literals.of(expression)).hasToString(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "[a", "a{", "a\\", "(?<=x)a", ")", "[[:alpha:]]x"})
  void what_is_not_understood_says_nothing(String expression) {
    assertThat(Literals.of(expression)).isEmpty();
  }

  /// Whatever an expression finds holds one text of each of its lists.
  @Test
  void no_match_is_ever_lost() {
    var random = new Random(11);
    var atoms =
        List.of(
            "a", "b", "(.a)", "(a|bc)", "[ab]", "\\s", "c+", "b?", "(ab)*", ".", "[^a]", "(?:c|)");
    int found = 0;
    for (int round = 0; round < 20_000; round++) {
      var expression = new StringBuilder();
      for (int i = random.nextInt(5); i >= 0; i--) {
        expression.append(atoms.get(random.nextInt(atoms.size())));
        if (random.nextInt(6) == 0) {
          expression.append('|');
        }
      }
      var text = new StringBuilder();
      for (int i = random.nextInt(8); i >= 0; i--) {
        text.append("abcABC ".charAt(random.nextInt(7)));
      }
      var pattern = Pattern.compile(expression.toString(), Pattern.CASE_INSENSITIVE);
      if (pattern.matcher(text).find()) {
        found++;
        var folded = Fold.text(text.toString());
        assertThat(Literals.of(expression.toString()))
            .as("%s in '%s'", expression, text)
            .allMatch(texts -> texts.stream().anyMatch(folded::contains));
      }
    }
    assertThat(found).isGreaterThan(5000);
  }
}
