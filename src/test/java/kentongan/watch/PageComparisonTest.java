package kentongan.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class PageComparisonTest {
  private static final URI HERE = URI.create("https://contoh.bawaslu.example/");

  @TestFactory
  Stream<DynamicTest> every_sample_gets_its_verdict() throws IOException {
    return new String(bytes("expected.csv"), StandardCharsets.UTF_8)
        .lines()
        .skip(1)
        .map(line -> line.split(",", 3))
        .map(row ->
            DynamicTest.dynamicTest(
                row[0] + ": " + row[2],
                () -> {
                  var found =
                      PageComparison.of(sample(row[0]), Optional.of(sample("beranda.html")));
                  assertThat(found.verdict().token()).as("%s", found).isEqualTo(row[1]);
                }));
  }

  @Test
  void the_same_page_has_not_changed() throws IOException {
    var home = sample("beranda.html");
    var found = PageComparison.of(home, Optional.of(home));
    assertThat(found.changed()).isZero();
    assertThat(found.score()).isZero();
    assertThat(found.newHosts()).isEmpty();
  }

  @Test
  void what_the_baseline_already_held_is_not_held_against_it() throws IOException {
    var bad = sample("buruk-tautan-terlihat.html");
    assertThat(PageComparison.of(bad, Optional.of(bad)).verdict()).isEqualTo(Verdict.CLEAN);
  }

  @Test
  void hidden_links_are_counted_and_new_hosts_named() throws IOException {
    var found =
        PageComparison.of(sample("buruk-css-kelas.html"), Optional.of(sample("beranda.html")));
    assertThat(found.hiddenLinks()).isEqualTo(2);
    assertThat(found.newHosts()).containsExactly("satu-luar.example", "dua-luar.example");
    assertThat(found.reasons().getFirst()).contains("2 tautan judi yang tidak terlihat");
  }

  @Test
  void what_only_the_crawler_sees_is_cloaking() throws IOException {
    var others = Map.of(Persona.CRAWLER, sample("buruk-diganti-judi.html"));
    var found = PageComparison.of(sample("beranda.html"), Optional.empty(), others);
    assertThat(found.verdict()).isEqualTo(Verdict.CLOAKED);
    assertThat(found.reasons().getFirst()).contains("mesin pencari");
  }

  @Test
  void a_phone_page_of_our_own_is_not_cloaking() throws IOException {
    var others = Map.of(Persona.PHONE, sample("baik-slot-waktu.html"));
    var found = PageComparison.of(sample("beranda.html"), Optional.empty(), others);
    assertThat(found.verdict()).isEqualTo(Verdict.CLEAN);
  }

  @Test
  void an_answer_from_another_site_is_a_redirect() throws IOException {
    var page =
        new Page(
            bytes("beranda.html"),
            Optional.empty(),
            Optional.of(HERE),
            Optional.of(URI.create("https://satu-luar.example/")));
    assertThat(PageComparison.of(page, Optional.empty()).verdict()).isEqualTo(Verdict.REDIRECT);
  }

  @Test
  void noise_depth_and_size_are_bounded() {
    var noise = new byte[300_000];
    new Random(7).nextBytes(noise);
    var deep = "<div>".repeat(100_000) + "slot gacor";
    var large = ("<p>" + "kata ".repeat(2000) + "</p>").repeat(600);
    var odd = "<a href='http://['>x</a><a href='//'>y</a><meta http-equiv=refresh content='url='>";

    for (var bytes : new byte[][] {new byte[0], noise, utf8(deep), utf8(large), utf8(odd)}) {
      var start = System.nanoTime();
      var found = PageComparison.of(Page.of(bytes, Optional.of(HERE)), Optional.empty());
      assertThat(found.score()).isBetween(0.0, 1.0);
      assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
    }
  }

  @Test
  void words_are_folded() {
    assertThat(Folding.words("ＳＬＯＴ ѕlоt S-L-O-T s​lot 𝐬𝐥𝐨𝐭 ⓢⓛⓞⓣ")).containsOnly("slot");
    assertThat(gambling("g4c0r hari ini, sl0t 0nline").strong())
        .containsKeys("gacor hari ini", "slot online");
    assertThat(gambling("slot penyimpanan 3 GB").strong()).isEmpty();
    assertThat(gambling("s.l.o.t g.a.c.o.r").strong()).containsKey("slot gacor");
    assertThat(gambling("สล็อตเว็บตรง").strong()).containsKey("สล็อต");
  }

  private static Wording.Found gambling(String text) {
    return Wording.of(text, WordLists.house()).gambling();
  }

  private static Page sample(String name) throws IOException {
    return Page.of(bytes(name), Optional.of(HERE));
  }

  private static byte[] bytes(String name) throws IOException {
    try (InputStream in = PageComparisonTest.class.getResourceAsStream(name)) {
      assertThat(in).as(name).isNotNull();
      return in.readAllBytes();
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
