package kentongan.boot.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import kentongan.incident.Category;
import kentongan.office.OfficeId;
import org.junit.jupiter.api.Test;

class VerdictsTest {
  private static final Instant AT = Instant.parse("2026-11-21T02:14:07.120Z");
  private static final Attack ATTACK =
      new Attack(
          new Words("serangan", "attack"),
          new OfficeId("51.03"),
          "rule-a",
          Category.GAMBLING_LINKS,
          "situs-diretas");

  @Test
  void an_attack_is_right_with_rule_office_playbook_and_mail() {
    var verdicts =
        Verdicts.of(List.of(ATTACK), List.of(row("rule-a", "51.03", "situs-diretas", true)));

    assertThat(verdicts.allRight()).isTrue();
    assertThat(verdicts.wrong()).isEmpty();
  }

  @Test
  void what_is_missing_is_said() {
    assertThat(why()).isEqualTo("rule rule-a opened no incident");
    assertThat(why(row("rule-x", "51.03", "situs-diretas", true)))
        .isEqualTo("rule rule-a opened no incident");
    assertThat(why(row("rule-a", "51.71", "situs-diretas", true)))
        .isEqualTo("the incident is at office 51.71 (expected: 51.03)");
    assertThat(why(row("rule-a", "51.03", "situs-terganggu", true)))
        .isEqualTo("the playbook offered is situs-terganggu (expected: situs-diretas)");
    assertThat(why(row("rule-a", "51.03", "situs-diretas", false)))
        .isEqualTo("INC-2026-000001: no mail has arrived");
  }

  @Test
  void one_right_incident_among_others_is_enough() {
    var rows =
        List.of(
            row("rule-a", "51.71", "situs-diretas", true),
            row("rule-a", "51.03", "situs-diretas", false),
            row("rule-a", "51.03", "situs-diretas", true));

    assertThat(Verdicts.of(List.of(ATTACK), rows).allRight()).isTrue();
  }

  @Test
  void a_row_is_one_line_of_json() {
    var row = row("rule-a", "51.03", "situs-diretas", true);

    assertThat(row.json())
        .isEqualTo(
            "{\"incident\":\"INC-2026-000001\",\"category\":\"gambling-links\","
                + "\"office\":\"51.03\",\"rule\":\"rule-a\","
                + "\"fact_at\":\"2026-11-21T02:14:07.120Z\","
                + "\"detected_at\":\"2026-11-21T02:14:07.320Z\","
                + "\"notice_at\":\"2026-11-21T02:14:08.120Z\",\"playbook\":\"situs-diretas\"}");
    assertThat(row.latency()).contains(Duration.ofSeconds(1));
    assertThat(row("rule-a", "51.03", "x", false).json()).contains("\"notice_at\":null");
  }

  private static String why(Row... rows) {
    var wrong = Verdicts.of(List.of(ATTACK), List.of(rows)).wrong();
    assertThat(wrong).hasSize(1);
    return wrong.getFirst().why().en();
  }

  private static Row row(String rule, String office, String playbook, boolean mailed) {
    return new Row(
        "INC-2026-000001",
        "gambling-links",
        new OfficeId(office),
        rule,
        AT,
        AT.plusMillis(200),
        mailed ? Optional.of(AT.plusSeconds(1)) : Optional.empty(),
        Optional.of(playbook));
  }
}
