package kentongan.report;

import static kentongan.report.ReportSamples.AGENCY;
import static kentongan.report.ReportSamples.COMMANDER;
import static kentongan.report.ReportSamples.FOUND;
import static kentongan.report.ReportSamples.ID;
import static kentongan.report.ReportSamples.INCIDENT;
import static kentongan.report.ReportSamples.RESPONDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import kentongan.incident.IncidentId;
import org.junit.jupiter.api.Test;

/// What every [Reports] promises, whatever it is made of.
public interface ReportsContract {
  /// Fresh and empty.
  Reports reports();

  @Test
  default void there_is_no_report_before_its_first_fact() {
    assertThat(reports().find(ID)).isEmpty();
    assertThat(reports().of(INCIDENT)).isEmpty();
  }

  @Test
  default void facts_of_every_kind_come_back_as_they_went_in() {
    var prepared = Report.prepare(ReportSamples.gamblingLinks(), RESPONDER.id(), FOUND);
    reports().append(ID, 0, prepared);
    reports()
        .append(ID, 1, new Fact.Edited(Part.IMPACT, "<b>besar</b>\n\"", RESPONDER.id(), FOUND));
    reports().append(ID, 2, new Fact.Numbered("001/K", RESPONDER.id(), FOUND));
    var report = reports().find(ID).orElseThrow();
    var approved = ((Decision.Accepted) report.approve(COMMANDER, AGENCY, FOUND)).fact();
    reports().append(ID, 3, approved);
    reports().append(ID, 4, new Fact.Sent("250 ok", COMMANDER.id(), FOUND));
    reports().append(ID, 5, new Fact.Answered("TIKET-1", RESPONDER.id(), FOUND));

    assertThat(reports().history(ID)).hasSize(6).startsWith(prepared).contains(approved);
    var back = reports().find(ID).orElseThrow();
    assertThat(back.step()).isEqualTo(Report.Step.SENT);
    assertThat(back.ticket()).contains("TIKET-1");
    assertThat(back.content().sha256(AGENCY)).isEqualTo(back.approval().orElseThrow().sha256());
    assertThat(reports().of(INCIDENT)).containsExactly(back);
  }

  @Test
  default void a_fact_decided_on_an_older_state_is_refused() {
    reports().append(ID, 0, Report.prepare(ReportSamples.gamblingLinks(), RESPONDER.id(), FOUND));
    var edit = new Fact.Edited(Part.IMPACT, "a", RESPONDER.id(), FOUND);
    reports().append(ID, 1, edit);

    assertThatThrownBy(() -> reports().append(ID, 1, edit))
        .isInstanceOf(Reports.Stale.class)
        .hasMessage("report INC-2026-000123-L1: changed since it had 1 facts; read it again");
    assertThat(reports().history(ID)).hasSize(2);
  }

  @Test
  default void reports_of_an_incident_come_in_order_and_alone() {
    for (var nth : new int[] {2, 10, 1}) {
      reports()
          .append(
              ReportId.of(INCIDENT, nth),
              0,
              Report.prepare(ReportSamples.gamblingLinks(), RESPONDER.id(), FOUND));
    }

    assertThat(reports().of(INCIDENT))
        .extracting(report -> report.id().text())
        .containsExactly("INC-2026-000123-L1", "INC-2026-000123-L2", "INC-2026-000123-L10");
    assertThat(reports().of(IncidentId.parse("INC-2026-000124"))).isEmpty();
  }
}
