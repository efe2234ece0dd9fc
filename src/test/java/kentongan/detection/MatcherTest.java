package kentongan.detection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatcherTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        // plain values
        "A: x; {\"A\":\"X\"}; true",
        "A: x; {\"A\":\"xy\"}; false",
        "A: 10; {\"A\":10}; true",
        "A: 10; {\"A\":\"10\"}; true",
        "A: '10'; {\"A\":10}; true",
        "A: true; {\"A\":true}; true",
        "A: true; {\"A\":\"TRUE\"}; true",
        "A: 0x1F; {\"A\":31}; true",
        "A: ''; {\"A\":\"\"}; true",
        "A: ''; {}; false",
        "A: ''; {\"A\":null}; false",
        "A: null; {}; true",
        "A: null; {\"A\":[]}; false",
        "A: [x, y]; {\"A\":\"y\"}; true",
        // paths and arrays
        "a.b.c: x; {\"a\":{\"b\":{\"c\":\"x\"}}}; true",
        "a.b.c: x; {\"a.b\":{\"c\":\"x\"}}; true",
        "a.b.c: x; {\"a\":{\"b.c\":\"x\"}}; true",
        "a.b.c: x; {\"a.b.c\":\"x\"}; true",
        "a.b: x; {\"a\":[{\"b\":\"y\"},{\"b\":\"x\"}]}; true",
        "A: x; {\"A\":[\"y\",\"x\"]}; true",
        "A: x; {\"A\":[\"y\",[\"x\"]]}; true",
        "a: x; {\"a\":{\"b\":\"x\"}}; false",
        // places
        "A|startswith: ab; {\"A\":\"ABc\"}; true",
        "A|startswith: ab; {\"A\":\"cab\"}; false",
        "A|endswith: bc; {\"A\":\"aBC\"}; true",
        "A|endswith: bc; {\"A\":\"bcd\"}; false",
        "A|contains: b; {\"A\":\"abc\"}; true",
        "A|contains: ''; {\"A\":\"abc\"}; true",
        "A|contains|all: [a, c]; {\"A\":\"abc\"}; true",
        "A|contains|all: [a, d]; {\"A\":\"abc\"}; false",
        "A: a*c; {\"A\":\"abbc\"}; true",
        "A: a*c; {\"A\":\"abbcd\"}; false",
        "A: a?c; {\"A\":\"abc\"}; true",
        "A: a?c; {\"A\":\"ac\"}; false",
        "A: '*a*b*a'; {\"A\":\"xaba\"}; true",
        "A: 'a*a'; {\"A\":\"a\"}; false",
        "A|cased: Ab; {\"A\":\"ab\"}; false",
        "A|contains|cased: Ab; {\"A\":\"xAbx\"}; true",
        "A|neq: x; {\"A\":\"y\"}; true",
        "A|neq: x; {\"A\":\"x\"}; false",
        "A|neq: x; {}; true",
        // encodings
        "A|base64: foobar; {\"A\":\"Zm9vYmFy\"}; true",
        "A|wide|base64offset|contains: ping; {\"A\":\"x cABpAG4AZw y\"}; true",
        "A|utf16le: ab; {\"A\":\"a\\u0000b\\u0000\"}; true",
        "A|windash|contains: ' -f'; {\"A\":\"x /f\"}; true",
        "A|windash|contains: ' -f'; {\"A\":\"x –f\"}; true",
        // expressions
        "A|re: b.d; {\"A\":\"abcde\"}; true",
        "A|re: B; {\"A\":\"abc\"}; false",
        "A|re|i: B; {\"A\":\"abc\"}; true",
        "A|re|m: ^b; {\"A\":\"a\\nb\"}; true",
        "A|re|s: a.b; {\"A\":\"a\\nb\"}; true",
        // numbers, networks, instants
        "A|gte: 10; {\"A\":10}; true",
        "A|gt: 10; {\"A\":10}; false",
        "A|lt: 10; {\"A\":\"9.5\"}; true",
        "A|lt: 10; {\"A\":\"nine\"}; false",
        "A|lt: 10; {}; false",
        "A|gt: -5; {\"A\":-4}; true",
        "A|cidr: 192.0.2.0/24; {\"A\":\"192.0.2.9\"}; true",
        "A|cidr: 2001:db8::/32; {\"A\":\"2001:db8::9\"}; true",
        "A|cidr: 192.0.2.0/24; {\"A\":\"x\"}; false",
        "A|hour: 2; {\"A\":\"2026-11-21T02:14:07Z\"}; true",
        "A|hour|gte: 3; {\"A\":\"2026-11-21T02:14:07Z\"}; false",
        "A|week: 47; {\"A\":\"2026-11-21T02:14:07Z\"}; true",
        // fields
        "A|exists: true; {\"A\":null}; true",
        "A|exists: false; {\"A\":\"\"}; false",
        "A|exists: false; {}; true",
        "A|fieldref: B; {\"A\":\"x\",\"B\":\"X\"}; true",
        "A|fieldref: B; {\"A\":\"x\",\"B\":\"y\"}; false",
        "A|fieldref: B; {\"A\":\"x\"}; false",
        "A|fieldref|endswith: B; {\"A\":\"abc\",\"B\":\"bc\"}; true",
        "A|fieldref|neq: B; {\"A\":\"x\",\"B\":\"y\"}; true",
      })
  void an_item_matches_or_not(String item, String json, boolean matches) {
    var rules = Rules.of("s:\n  " + item + "\ncondition: s");

    assertThat(Rules.matches(rules, json)).isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "a and b; {\"A\":1,\"B\":1}; true",
        "a and b; {\"A\":1}; false",
        "a or b and c; {\"B\":1}; false",
        "a or b and c; {\"A\":1}; true",
        "(a or b) and c; {\"A\":1}; false",
        "not a and b; {\"B\":1}; true",
        "not (a and b); {\"B\":1}; true",
        "NOT a AND b; {\"A\":1,\"B\":1}; false",
        "not not a; {\"A\":1}; true",
        "1 of them; {\"D\":1}; false",
        "1 of _*; {\"D\":1}; true",
        "all of them; {\"A\":1,\"B\":1,\"C\":1}; true",
        "all of them; {\"A\":1,\"B\":1}; false",
        "any of a*; {\"A\":1}; true",
      })
  void a_condition_holds_or_not(String condition, String json, boolean matches) {
    var rules = Rules.of("a: {A: 1}\nb: {B: 1}\nc: {C: 1}\n_d: {D: 1}\ncondition: " + condition);

    assertThat(Rules.matches(rules, json)).isEqualTo(matches);
  }

  @Test
  void keywords_are_looked_for_in_every_text_and_number() {
    var rules = Rules.of("k: [Evil, 'a*z', 4711]\ncondition: k");

    assertThat(Rules.matches(rules, "{\"x\":{\"y\":[\"so EVIL it is\"]}}")).isTrue();
    assertThat(Rules.matches(rules, "{\"x\":\"from a to z\"}")).isTrue();
    assertThat(Rules.matches(rules, "{\"x\":147112}")).isTrue();
    assertThat(Rules.matches(rules, "{\"evil\":\"good\"}")).isFalse();
  }

  @Test
  void all_keywords_may_be_asked_for() {
    var rules = Rules.of("k:\n  '|all': [one, two]\ncondition: k");

    assertThat(Rules.matches(rules, "{\"x\":\"one\",\"y\":\"two\"}")).isTrue();
    assertThat(Rules.matches(rules, "{\"x\":\"one\"}")).isFalse();
  }

  @Test
  void a_list_of_maps_is_one_of_them() {
    var rules = Rules.of("s:\n  - A: 1\n    B: 1\n  - C: 1\ncondition: s");

    assertThat(Rules.matches(rules, "{\"C\":1}")).isTrue();
    assertThat(Rules.matches(rules, "{\"A\":1}")).isFalse();
  }

  @Test
  void ten_thousand_branches_are_read_and_matched() {
    var condition = "a" + " or a".repeat(10_000);
    var rules = Rules.of("a: {A: 1}\ncondition: " + condition);

    assertThat(Rules.matches(rules, "{\"A\":1}")).isTrue();
  }

  @Test
  void hostile_documents_match_nothing_and_break_nothing() {
    var scan = new Scan(Rules.of("a: {A: 1}\ncondition: a"), Rules.MAPPING, true);

    for (var text :
        new String[] {
          "", "[]", "{", "null", "{\"A\":", "[".repeat(5000), "\u0000", "{\"A\":\"\\ud800\"}"
        }) {
      scan.document(text.getBytes(UTF_8), 1, true);
    }
    assertThat(scan.document("{".getBytes(UTF_8), 1, true)).isEmpty();
  }
}
