package kentongan.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

class RenderingTest {
  private static final URI LINK = URI.create("https://kentongan.example/p/AAAAAAAAAAAAAAAAAAAAAA");

  @Test
  void it_says_what_where_since_when_what_to_do_and_by_when_in_both_languages() {
    var message = Message.of(NoticeSamples.siteDown(), LINK);

    assertThat(message.subject()).isEqualTo("[Tinggi] Situs tidak dapat diakses - INC-2026-000123");
    assertThat(message.text())
        .isEqualTo(
            """
            Yang terjadi: Situs tidak dapat diakses
            Di mana: Bawaslu Kabupaten Badung, Situs Bawaslu Kabupaten Badung
            Sejak: 21 November 2026 pukul 10.14 WITA (09.14 WIB)
            Tingkat keparahan: Tinggi
            Lakukan sekarang: Buka panduan Situs terganggu dan periksa apakah server menyala.
            Laporan ke BSSN paling lambat: 22 November 2026 pukul 10.14 WITA (09.14 WIB)
            Nomor insiden: INC-2026-000123

            Konfirmasi penerimaan:
            https://kentongan.example/p/AAAAAAAAAAAAAAAAAAAAAA

            Buka tautan, lalu tekan tombol Terima. Tanpa konfirmasi, panggilan diulang lalu\
             dieskalasi ke petugas berikutnya.

            -- English --

            What is wrong: The site cannot be reached
            Where: Bawaslu Kabupaten Badung, Situs Bawaslu Kabupaten Badung
            Since: 21 November 2026, 10:14 WITA (21 November 2026, 09:14 WIB)
            Severity: High
            Do now: Open the playbook and see whether the server is on.
            The agency must know by: 22 November 2026, 10:14 WITA (22 November 2026, 09:14 WIB)
            Incident: INC-2026-000123

            Acknowledge:
            https://kentongan.example/p/AAAAAAAAAAAAAAAAAAAAAA

            Open the link and press the button. Without it you are called again, then the next\
             person is.
            """);
  }

  @Test
  void an_exercise_says_so_first() {
    var message = Message.of(NoticeSamples.inExercise(), LINK);

    assertThat(message.subject()).startsWith("[LATIHAN] ");
    assertThat(message.text())
        .startsWith("LATIHAN: pesan ini bagian dari latihan, bukan kejadian nyata.");
    assertThat(message.html()).contains("LATIHAN: pesan ini", "EXERCISE: this message");
  }

  @Test
  void hostile_text_makes_no_line_no_tag_and_no_link() {
    var message = Message.of(NoticeSamples.hostile(), LINK);

    assertThat(message.subject()).doesNotContain("\r", "\n", "\u202e").hasSizeLessThan(200);
    assertThat(message.subject()).endsWith("(panggilan ke-2) - INC-2026-000123");
    assertThat(message.text()).doesNotContain("\r", "\nBcc:", "https://judi");
    var page = Jsoup.parse(message.html());
    assertThat(page.select("script, img")).isEmpty();
    assertThat(page.select("a").eachAttr("href")).containsOnly(LINK.toString());
    assertThat(page.text()).contains("<script>alert(1)</script> Bcc: x@evil.example");
    assertThat(message.text().length()).isLessThan(4000);
  }

  @Test
  void the_link_keeps_a_path_before_it() {
    var token = new AckToken("AAAAAAAAAAAAAAAAAAAAAA");

    assertThat(Message.link(URI.create("https://kentongan.example/"), token)).isEqualTo(LINK);
    assertThat(Message.link(URI.create("https://kentongan.example/k"), token))
        .hasToString("https://kentongan.example/k/p/AAAAAAAAAAAAAAAAAAAAAA");
  }

  @Test
  void a_bounded_text_never_ends_within_a_character() {
    var faces = "😀".repeat(300);

    for (var max = 9; max < 12; max++) {
      var text = Words.bounded(faces, max);
      assertThat(text).hasSizeLessThanOrEqualTo(max + 1).endsWith("😀…");
    }
  }
}
