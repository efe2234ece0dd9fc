package kentongan.report;

import static kentongan.report.ReportSamples.AGENCY;
import static kentongan.report.ReportSamples.COMMANDER;
import static kentongan.report.ReportSamples.FOUND;
import static kentongan.report.ReportSamples.ID;
import static kentongan.report.ReportSamples.RESPONDER;
import static kentongan.report.ReportSamples.approved;
import static kentongan.report.ReportSamples.draft;
import static kentongan.report.ReportSamples.gamblingLinks;
import static kentongan.report.ReportSamples.inExercise;
import static kentongan.report.ReportSamples.then;
import static kentongan.report.ReportSamples.withoutImpact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReportTest {
  @Test
  void it_is_prefilled_from_the_record_and_nothing_is_made_up() {
    var content = draft(withoutImpact()).content();

    assertThat(content.part(Part.CONTACT))
        .isEqualTo(
            "Nama: Siti Rahma\nJabatan: Staf Data dan Informasi\nSurel: siti.rahma@bawaslu.example"
                + "\nTelepon: (0361) 000000");
    assertThat(content.part(Part.DESCRIPTION))
        .contains(
            "Tautan judi online tersembunyi",
            "Ditemukan: 21 November 2026 pukul 10.14 WITA, deteksi sendiri");
    assertThat(content.part(Part.CHRONOLOGY))
        .startsWith("21/11/2026 10:14:07 WITA: Pemantauan halaman menemukan 12 tautan")
        .contains("Tindakan yang sudah dilakukan:\n- Situs diisolasi");
    assertThat(content.part(Part.IMPACT)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Part.class)
  void a_report_without_one_of_the_four_parts_cannot_be_approved(Part part) {
    var report = draft(gamblingLinks());
    report = then(report, report.edit(part, " \n ", RESPONDER.id(), FOUND));

    assertThat(report.content().missingParts()).containsExactly(part);
    assertThat(report.missing())
        .singleElement()
        .asString()
        .startsWith(part.indonesian())
        .contains("belum diisi");
    assertThat(report.approve(COMMANDER, AGENCY, FOUND)).isInstanceOf(Decision.Refused.class);
  }

  @Test
  void without_a_receiver_or_without_the_right_nobody_approves() {
    var report = draft(gamblingLinks());

    assertThat(report.approve(COMMANDER, Addressees.NONE, FOUND))
        .isEqualTo(new Decision.Refused(Addressees.NONE.missing()));
    assertThat(report.approve(RESPONDER, AGENCY, FOUND))
        .isEqualTo(new Decision.Refused(List.of("Siti Rahma tidak berwenang menyetujui laporan.")));
  }

  @Test
  void only_an_approved_report_may_go_out() {
    assertThat(draft(gamblingLinks()).release(Agency.Reach.OUTSIDE))
        .isEqualTo(new Release.Held(List.of("Laporan ini belum disetujui.")));
    assertThat(approved(gamblingLinks()).release(Agency.Reach.OUTSIDE))
        .isInstanceOf(Release.Ready.class);
  }

  @Test
  void an_edit_after_the_approval_voids_it() {
    var report = approved(gamblingLinks());

    var edited = then(report, report.edit(Part.IMPACT, "lebih besar", RESPONDER.id(), FOUND));
    var numbered = then(report, report.number("001/K.BI-03/XI/2026", RESPONDER.id(), FOUND));

    assertThat(edited.step()).isEqualTo(Report.Step.DRAFT);
    assertThat(edited.release(Agency.Reach.OUTSIDE)).isInstanceOf(Release.Held.class);
    assertThat(numbered.step()).isEqualTo(Report.Step.DRAFT);
  }

  @Test
  void an_approval_pins_the_content_and_the_receivers() {
    var report = approved(gamblingLinks());
    var approval = report.approval().orElseThrow();
    var other = report.content().with(Part.IMPACT, report.content().part(Part.IMPACT) + ".");

    assertThat(approval.sha256()).isEqualTo(report.content().sha256(AGENCY)).hasSize(64);
    assertThat(approval.sha256()).isNotEqualTo(other.sha256(AGENCY));
    assertThat(approval.sha256()).isNotEqualTo(report.content().sha256(Addressees.NONE));
    assertThatThrownBy(() -> new Dispatch(ID, other, approval))
        .hasMessage("report INC-2026-000123-L1: the content is not what wayan.sudarta approved");
  }

  @Test
  void text_moved_from_one_part_to_the_next_is_another_content() {
    var content = draft(gamblingLinks()).content();
    var one = content.with(Part.CHRONOLOGY, "ab").with(Part.IMPACT, "c");
    var other = content.with(Part.CHRONOLOGY, "a").with(Part.IMPACT, "bc");

    assertThat(one.sha256(AGENCY)).isNotEqualTo(other.sha256(AGENCY));
  }

  @Test
  void an_exercise_report_never_goes_outside_and_a_real_one_never_into_an_exercise() {
    assertThat(approved(inExercise()).release(Agency.Reach.OUTSIDE))
        .isEqualTo(new Release.Held(List.of("Laporan latihan tidak boleh keluar dari latihan.")));
    assertThat(approved(inExercise()).release(Agency.Reach.EXERCISE))
        .isInstanceOf(Release.Ready.class);
    assertThat(approved(gamblingLinks()).release(Agency.Reach.EXERCISE))
        .isInstanceOf(Release.Held.class);
  }

  @Test
  void the_rsit_class_alone_makes_it_an_exercise() {
    var file = inExercise();
    var unmarked =
        new CaseFile(
            file.incident(),
            false,
            file.title(),
            file.category(),
            "test/test",
            file.severity(),
            file.discovery(),
            file.discoveredAt(),
            file.tlp(),
            file.office(),
            file.zone(),
            file.zoneName(),
            file.assets(),
            file.contact(),
            file.timeline(),
            file.impact(),
            file.indicators(),
            file.actions());

    assertThat(approved(unmarked).release(Agency.Reach.OUTSIDE)).isInstanceOf(Release.Held.class);
  }

  @Test
  void what_was_sent_is_not_changed_and_not_sent_again() {
    var report = approved(gamblingLinks()).apply(new Fact.Sent("250 ok", COMMANDER.id(), FOUND));

    assertThat(report.step()).isEqualTo(Report.Step.SENT);
    assertThat(report.edit(Part.IMPACT, "x", RESPONDER.id(), FOUND))
        .isInstanceOf(Decision.Refused.class);
    assertThat(report.approve(COMMANDER, AGENCY, FOUND)).isInstanceOf(Decision.Refused.class);
    assertThat(report.release(Agency.Reach.OUTSIDE)).isInstanceOf(Release.Held.class);
    assertThat(then(report, report.answer("TIKET-77", RESPONDER.id(), FOUND)).ticket())
        .contains("TIKET-77");
  }

  @Test
  void a_time_line_too_long_to_read_is_cut_in_the_middle_and_says_so() {
    var file = gamblingLinks();
    var moments = new ArrayList<CaseFile.Moment>();
    for (var i = 0; i < 3000; i++) {
      moments.add(new CaseFile.Moment(FOUND.plusSeconds(i), "catatan " + i));
    }
    var longer =
        new CaseFile(
            file.incident(),
            false,
            file.title(),
            file.category(),
            file.rsit(),
            file.severity(),
            file.discovery(),
            file.discoveredAt(),
            file.tlp(),
            file.office(),
            file.zone(),
            file.zoneName(),
            file.assets(),
            file.contact(),
            moments,
            file.impact(),
            List.of(),
            List.of());

    var chronology = draft(longer).content().part(Part.CHRONOLOGY);

    assertThat(chronology.lines()).hasSize(201);
    assertThat(chronology)
        .contains("catatan 0", "catatan 99\n", "catatan 2999", "(… 2800 catatan lain")
        .doesNotContain("catatan 100\n");
  }

  @Test
  void facts_in_order_make_the_report() {
    var prepared = Report.prepare(withoutImpact(), RESPONDER.id(), FOUND);
    var edited = new Fact.Edited(Part.IMPACT, "besar", RESPONDER.id(), FOUND);

    assertThat(Report.of(ID, List.of())).isEmpty();
    assertThat(Report.of(ID, List.of(prepared, edited)))
        .hasValueSatisfying(report -> {
          assertThat(report.facts()).isEqualTo(2);
          assertThat(report.missing()).isEmpty();
        });
    assertThatThrownBy(() -> Report.of(ID, List.of(edited)))
        .isInstanceOf(IllegalStateException.class);
  }
}
