package kentongan.report;

import static kentongan.report.ReportSamples.AGENCY;
import static kentongan.report.ReportSamples.FOUND;
import static kentongan.report.ReportSamples.RESPONDER;
import static kentongan.report.ReportSamples.approved;
import static kentongan.report.ReportSamples.draft;
import static kentongan.report.ReportSamples.gamblingLinks;
import static kentongan.report.ReportSamples.inExercise;
import static kentongan.report.ReportSamples.then;
import static kentongan.report.ReportSamples.withoutImpact;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

class LetterTest {
  @Test
  void it_has_everything_an_official_letter_has() throws IOException {
    var report = draft(gamblingLinks());
    report = then(report, report.number("001/K.BI-03/XI/2026", RESPONDER.id(), FOUND));
    report = then(report, report.approve(ReportSamples.COMMANDER, AGENCY, FOUND));

    var text = text(Letter.pdf(report, Addressees.NONE));

    assertThat(text)
        .contains(
            "BADAN PENGAWAS PEMILIHAN UMUM",
            "KABUPATEN BADUNG",
            "TLP:AMBER",
            "001/K.BI-03/XI/2026",
            "21 November 2026 pukul 10.14 WITA",
            "Rahasia, segera",
            "Laporan Insiden Siber",
            "Kepada Yth.",
            "Kepala Badan Siber dan Sandi Negara",
            "di Jakarta",
            "Nomor 1 Tahun 2024",
            "A. Kontak pelapor",
            "B. Deskripsi insiden",
            "C. Kronologi",
            "D. Dampak",
            "Kepala Sekretariat Bawaslu Kabupaten Badung",
            "I Wayan Sudarta",
            "Tembusan:",
            "Tim Tanggap Insiden Siber Nasional",
            "Halaman 1 dari 2",
            report.approval().orElseThrow().sha256())
        .doesNotContain("KONSEP", "LATIHAN");
  }

  @Test
  void the_same_report_is_the_same_bytes() {
    assertThat(Letter.pdf(approved(gamblingLinks()), AGENCY))
        .isEqualTo(Letter.pdf(approved(gamblingLinks()), AGENCY));
  }

  @Test
  void a_draft_says_so_and_shows_what_is_missing() throws IOException {
    var text = text(Letter.pdf(draft(withoutImpact()), Addressees.NONE));

    assertThat(text)
        .contains(
            "KONSEP",
            "(belum disetujui)",
            "(belum diisi)",
            "alamat tujuan belum diisi",
            "(menunggu persetujuan)");
  }

  @Test
  void an_exercise_says_so_on_every_page() throws IOException {
    var text = text(Letter.pdf(approved(inExercise()), AGENCY));

    assertThat(text).contains("surat ini bagian dari latihan, bukan laporan nyata");
    assertThat(text.split("LATIHAN", -1)).hasSizeGreaterThanOrEqualTo(4);
  }

  @Test
  void hostile_text_is_printed_as_text() throws IOException {
    var report = draft(gamblingLinks());
    var evil =
        "</div><script>x</script> {{parts}} <img src='file:///etc/hostname'/> &#0; \u0000 \u202e"
            + " ]]>";
    report = then(report, report.edit(Part.IMPACT, evil, RESPONDER.id(), FOUND));

    var text = text(Letter.pdf(report, AGENCY));

    assertThat(text)
        .contains("</div><script>x</script> {{parts}} <img src='file:///etc/hostname'/> &#0;");
  }

  @Test
  void long_text_runs_over_pages_and_loses_nothing() throws IOException {
    var report = draft(gamblingLinks());
    var words = new StringBuilder();
    for (var i = 0; i < 5000; i++) {
      words.append("kata").append(i).append(i % 50 == 49 ? "\n" : " ");
    }
    report = then(report, report.edit(Part.IMPACT, words.toString(), RESPONDER.id(), FOUND));

    var pdf = Letter.pdf(report, AGENCY);

    try (var document = Loader.loadPDF(pdf)) {
      assertThat(document.getNumberOfPages()).isGreaterThan(8);
    }
    assertThat(text(pdf)).contains("kata0 ", "kata2499", "kata4999");
  }

  private static String text(byte[] pdf) throws IOException {
    try (var document = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
    }
  }
}
