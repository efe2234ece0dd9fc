package kentongan.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {
  @ParameterizedTest
  @CsvSource({
    "a%20b, a b",
    "a+b, a b",
    "%41%4a, AJ",
    "%2527, %27",
    "%c3%bc, ü",
    "%e2%82%ac, €",
    "%zz%4, %zz%4",
    "100%, 100%",
    "%c3x, \uFFFDx",
    "%ff, \uFFFD",
    "%c0%ae%e0%80%af, ./",
    "%u003cb%U003E, <b>",
    "%u003, %u003",
    "\\u003cb\\x3e\\n, <b>\\n",
    "&lt;b&#62;&#x3C&#0000047b>, <b></b>",
    "$&LBRACE;jndi&colon;x&rcub;, ${jndi:x}",
    "a=1&lt=2&copy;&#;&+b, a=1&lt=2&copy;&#;& b",
    "&amp;lt;, &lt;",
    "&#9999999999;, \uFFFD",
  })
  void percent_encoding_is_undone_and_what_is_malformed_stays(String encoded, String decoded) {
    var from = encoded.toCharArray();
    var to = new char[from.length];

    int length = UrlText.decode(from, 0, from.length, to, 0);

    assertThat(new String(to, 0, length)).isEqualTo(decoded);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/a?b=c&d=e&",
        "&",
        "&#",
        "&lt",
        "C:\\users",
        "\\",
        "a&b;c",
        "&notaknownname;"
      })
  void text_without_encoding_is_left_alone(String text) {
    var from = text.toCharArray();

    assertThat(UrlText.decode(from, 0, from.length, new char[from.length], 0)).isEqualTo(-1);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-21T02:14:07.120Z, 2026-11-21T02:14:07.120Z",
    "2026-11-21T02:14:07Z, 2026-11-21T02:14:07Z",
    "2026-11-21 02:14:07.5, 2026-11-21T02:14:07.500Z",
    "2026-11-21T02:14:07.123456789Z, 2026-11-21T02:14:07.123Z",
    "2026-11-21T09:14:07+07:00, 2026-11-21T02:14:07Z",
    "2026-11-21T09:14:07.000+0700, 2026-11-21T02:14:07Z",
    "2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z",
  })
  void an_instant_is_read_in_the_forms_it_comes_in(String text, Instant instant) {
    assertThat(Times.millis(text.toCharArray(), 0, text.length()))
        .isEqualTo(instant.toEpochMilli());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "now", "2026-13-01T00:00:00Z", "2026-02-30T00:00:00Z", "2026-11-21"})
  void anything_else_is_no_instant(String text) {
    assertThat(Times.millis(text.toCharArray(), 0, text.length())).isEqualTo(Times.NONE);
  }

  @ParameterizedTest
  @CsvSource({"abc, 10, abc", "abcdef, 4, abc…", "'a\tb', 9, a\uFFFDb"})
  void shown_text_is_bounded_and_on_one_line(String text, int most, String shown) {
    assertThat(Clean.text(text, most)).isEqualTo(shown);
  }
}
