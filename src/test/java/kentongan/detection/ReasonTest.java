package kentongan.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kentongan.detection.Reason.Node;
import kentongan.rule.LogSource;
import kentongan.rule.Mapping;
import kentongan.rule.RuleSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReasonTest {
  private static final Mapping DECODED =
      new Mapping(
          Rules.MAPPING.sources(),
          List.of(
              new Mapping.FieldGroup(
                  new LogSource(Optional.empty(), Optional.empty(), Optional.empty()),
                  Map.of("query", "url.query"),
                  Optional.empty(),
                  Set.of("url.query"))));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sel: {user.name: ani, n|gte: 3}\ncondition: sel",
        "sel: [{user.name: budi}, {tags|all: [x, y]}]\ncondition: sel",
        "sel: {user.name|neq: budi}\ncondition: sel",
        "sel: {gone: null, user.name|exists: true}\ncondition: sel",
        "sel: [secret, hidden]\ncondition: sel",
        "sel: {tags|re: '^[xz]$'}\nno: {n: [1, 2]}\ncondition: sel and not no",
        "a1: {n: 3}\na2: {n: 4}\ncondition: 1 of a*",
        "a1: {n: 3}\na2: {n: 4}\ncondition: all of a*",
        "a1: {n: 3}\na2: {n: 4}\ncondition: not (a1 and not a2)",
        "sel: {query|contains: \"' or 1\"}\ncondition: sel",
      })
  void a_reason_says_what_the_matcher_says(String detection) {
    var rules = Rules.of(detection);
    for (var event :
        List.of(
            "{\"kind\":\"test\",\"user\":{\"name\":\"ani\"},\"n\":3,\"tags\":[\"x\",\"y\"]}",
            "{\"kind\":\"test\",\"user.name\":\"budi\",\"n\":4,\"m\":\"a SECRET\"}",
            "{\"kind\":\"test\",\"url\":{\"query\":\"a=%27%20or%201\"}}",
            "{\"kind\":\"other\",\"user.name\":\"ani\",\"n\":3}",
            "{}")) {
      var reason = reason(rules, event);

      assertThat(reason.isMatch()).as(event).isEqualTo(isMatched(rules, event));
      assertThat(reason.isMatch()).isEqualTo(reason.isRouted() && reason.condition().isMet());
      assertThat(reason.lacking().isEmpty()).isEqualTo(reason.condition().isMet());
    }
  }

  @Test
  void values_are_found_in_nested_objects_dotted_keys_and_arrays_and_decoded_ones_are_named() {
    var tags =
        reason(
            Rules.of("sel: {a.b.c: z}\ncondition: sel"),
            """
            {"a":{"b.c":["x",{"d":1}],"b":{"c":null}}}\
            """);
    var query =
        reason(
            Rules.of("sel: {query|contains: \"' or\"}\ncondition: sel"),
            """
            {"kind":"test","url.query":"a=%27%20or%201"}\
            """);

    assertThat(((Node.Item) tags.condition()).found()).containsExactly("null", "x", "{\"d\":1}");
    var item = (Node.Item) query.condition();
    assertThat(item.path()).isEqualTo("url.query");
    assertThat(item.found()).containsExactly("a=%27%20or%201");
    assertThat(item.met()).isEqualTo("a=' or 1");
  }

  @Test
  void of_alternatives_the_one_that_lacks_least_is_named() {
    var rules =
        Rules.of(
            "a: {x: 1, y: 1, z: 1}\nb: {x: 2, y: 2}\nc: {w: 1}\ncondition: (a or b) and not c");

    var lacking = reason(rules, "{\"kind\":\"test\",\"x\":1,\"y\":2,\"w\":1}").lacking();

    assertThat(lacking)
        .extracting(lack -> lack.wanted() + " " + lack.item().field() + lack.item().expected())
        .containsExactly("true x[2]", "false w[1]");
  }

  @Test
  void an_event_that_is_none_is_refused() {
    for (var json : List.of("[]", "", "{", "3", "{} {}")) {
      assertThatThrownBy(() -> reason(Rules.of("a: {x: 1}\ncondition: a"), json))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("event:");
    }
  }

  private static Reason reason(RuleSet rules, String event) {
    var json = event.getBytes(StandardCharsets.UTF_8);
    return new Reasons(DECODED, json, Optional.empty()).of(rules.eventRules().getFirst());
  }

  private static boolean isMatched(RuleSet rules, String event) {
    var json = event.getBytes(StandardCharsets.UTF_8);
    return !new Scan(rules, DECODED, true).document(json, 1, false).orElseThrow().isEmpty();
  }
}
