package kentongan.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class ShownTest {
  @Test
  void ordinary_text_stays_as_it_is() {
    assertThat(Shown.line("Tautan judi – “scatter” 🎰 é", 300))
        .isEqualTo("Tautan judi – “scatter” 🎰 é");
  }

  @Test
  void what_cannot_be_seen_is_made_visible() {
    assertThat(Shown.line("a\u202Egnp.exe\u2066b\u200Bc\uFEFF", 300))
        .isEqualTo("a⟦U+202E⟧gnp.exe⟦U+2066⟧b⟦U+200B⟧c⟦U+FEFF⟧");
    assertThat(Shown.line("\u001b[2J\u0000\u007f\u0085", 300)).isEqualTo("␛[2J␀␡⟦U+0085⟧");
    assertThat(Shown.line("ganti\nbaris\r\tsini", 300)).isEqualTo("ganti baris  sini");
    assertThat(Shown.block("ganti\nbaris", 300)).isEqualTo("ganti\nbaris");
    assertThat(Shown.line("\uD800 sendiri", 300)).isEqualTo("⟦U+D800⟧ sendiri");
  }

  @Test
  void long_text_is_cut_and_no_letter_in_half() {
    assertThat(Shown.line("x".repeat(301), 300)).hasSize(301).endsWith("x…");
    assertThat(Shown.line("x".repeat(300), 300)).hasSize(300);
    assertThat(Shown.line("xx🎰🎰", 3)).isEqualTo("xx…");
  }

  @Test
  void sizes_are_told_in_the_readers_way() {
    assertThat(Shown.size(999, Locale.of("id"))).isEqualTo("999 B");
    assertThat(Shown.size(12_400, Locale.of("id"))).isEqualTo("12,4 KB");
    assertThat(Shown.size(12_400, Locale.ENGLISH)).isEqualTo("12.4 KB");
  }
}
