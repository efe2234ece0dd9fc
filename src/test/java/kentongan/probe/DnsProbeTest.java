package kentongan.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DnsProbeTest {
  private static final String NAME = "contoh.example";
  private final Memory memory = Memory.passing();
  private final Probes probes =
      new Probes(new AddressGuard(List.of(Network.parse("127.0.0.0/8"))), InstantSource.system());
  private DnsStub server;

  @BeforeEach
  void open() throws IOException {
    server = new DnsStub();
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  @Test
  void every_kind_of_record_is_read() {
    server.with(NAME, DnsType.A, DnsStub.address("192.0.2.7"), DnsStub.address("192.0.2.1"));
    server.with(NAME, DnsType.AAAA, DnsStub.address("2001:db8::1"));
    server.with(NAME, DnsType.NS, DnsStub.name("NS1.Contoh.example"));
    server.with(NAME, DnsType.TXT, DnsStub.text("v=spf1 ", "-all"));
    server.with(NAME, DnsType.CAA, new byte[] {0, 5, 'i', 's', 's', 'u', 'e', 'x', '.', 'y'});

    assertThat(answers(DnsType.A)).containsExactly("192.0.2.1", "192.0.2.7");
    assertThat(answers(DnsType.AAAA)).containsExactly("2001:db8:0:0:0:0:0:1");
    assertThat(answers(DnsType.NS)).containsExactly("ns1.contoh.example");
    assertThat(answers(DnsType.TXT)).containsExactly("v=spf1 -all");
    assertThat(answers(DnsType.CAA)).containsExactly("0 issue \"x.y\"");
  }

  @Test
  void a_new_value_is_told_once_and_then_known() {
    server.with(NAME, DnsType.A, DnsStub.address("192.0.2.1"));
    assertThat(ask(DnsType.A).facts()).containsEntry("kentongan.check.changed", false);

    server.with(NAME, DnsType.A, DnsStub.address("203.0.113.66"));
    var changed = ask(DnsType.A);
    assertThat(changed.isGood()).isTrue();
    assertThat(changed.facts())
        .containsEntry("kentongan.check.changed", true)
        .containsEntry("kentongan.check.added", List.of("203.0.113.66"))
        .containsEntry("kentongan.check.known", List.of("192.0.2.1"));

    assertThat(ask(DnsType.A).facts()).containsEntry("kentongan.check.changed", false);
  }

  @Test
  void what_is_not_among_the_expected_fails_until_it_is() {
    server.with(NAME, DnsType.A, DnsStub.address("203.0.113.66"));
    assertThat(reason(ask(DnsType.A, "192.0.2.1"))).isEqualTo(Reason.CHANGED);
    assertThat(reason(ask(DnsType.A, "192.0.2.1"))).isEqualTo(Reason.CHANGED);
    assertThat(ask(DnsType.A, "192.0.2.1", "203.0.113.66").isGood()).isTrue();
  }

  @Test
  void unknown_names_and_missing_records_are_told_apart() {
    assertThat(reason(ask(DnsType.A))).isEqualTo(Reason.DNS);
    server.with(NAME, DnsType.A, DnsStub.address("192.0.2.1"));
    assertThat(reason(ask(DnsType.MX))).isEqualTo(Reason.MISSING);
  }

  @Test
  void a_cut_answer_is_asked_again_by_tcp() {
    server.cutsUdp = true;
    server.with(NAME, DnsType.A, DnsStub.address("192.0.2.1"));
    assertThat(answers(DnsType.A)).containsExactly("192.0.2.1");
  }

  @Test
  void an_answer_to_another_question_is_passed_over() {
    server.liesFirst = true;
    server.with(NAME, DnsType.A, DnsStub.address("192.0.2.1"));
    assertThat(answers(DnsType.A)).containsExactly("192.0.2.1");
  }

  @Test
  void silence_ends_in_time() {
    server.isSilent = true;
    var start = System.nanoTime();
    assertThat(reason(ask(DnsType.A))).isEqualTo(Reason.DNS);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void broken_records_and_pointers_in_a_circle_are_refused() {
    server.with(NAME, DnsType.NS, DnsStub.name("ns.example"));
    for (var raw :
        List.of(
            new byte[] {},
            new byte[] {(byte) 0xc0},
            new byte[] {(byte) 0xc0, (byte) 0xff, 0, 2, 0, 1, 0, 0, 0, 0, 0, 2, 0, 0},
            new byte[] {(byte) 0xc0, 12, 0, 2, 0, 1, 0, 0, 0, 0, (byte) 0xff, (byte) 0xff, 1},
            new byte[] {(byte) 0xc0, 12, 0, 2, 0, 1, 0, 0, 0, 0, 0, 2, (byte) 0xc0, 44})) {
      server.raw = raw;
      assertThat(reason(ask(DnsType.NS))).isEqualTo(Reason.DNS);
    }
  }

  @Test
  void a_given_server_must_be_an_allowed_address() {
    var strict = new Probes(new AddressGuard(List.of()), InstantSource.system());
    var question = question(DnsType.A, List.of());
    assertThat(reason(strict.ask(question, memory))).isEqualTo(Reason.FORBIDDEN);
  }

  @Test
  void a_mail_domain_is_judged_and_its_change_told() {
    var key = "v=DKIM1; k=rsa; p=" + "A".repeat(216);
    server.with(NAME, DnsType.TXT, DnsStub.text("v=spf1 ip4:192.0.2.0/24 -all"));
    server.with("_dmarc." + NAME, DnsType.TXT, DnsStub.text("v=DMARC1; p=reject"));
    server.with(
        "utama._domainkey." + NAME,
        DnsType.TXT,
        DnsStub.text(key.substring(0, 200), key.substring(200)));
    var check =
        new MailCheck(NAME, List.of("utama"), List.of(server.place()), Duration.ofSeconds(2));
    assertThat(probes.ask(check, memory).failure()).isEmpty();

    server.with("_dmarc." + NAME, DnsType.TXT, DnsStub.text("v=DMARC1; p=none"));
    server.with(NAME, DnsType.TXT, DnsStub.text("v=spf1 +all"));
    var weak = probes.ask(check, memory);
    assertThat(reason(weak)).isEqualTo(Reason.POLICY);
    assertThat(weak.facts())
        .containsEntry("kentongan.check.mail.faults", List.of("spf_open", "dmarc_none"))
        .containsEntry("kentongan.check.added", List.of("dmarc", "spf"));
  }

  private Finding ask(DnsType type, String... expected) {
    return probes.ask(question(type, List.of(expected)), memory);
  }

  private DnsCheck question(DnsType type, List<String> expected) {
    return new DnsCheck(NAME, type, List.of(server.place()), expected, Duration.ofMillis(900));
  }

  private List<String> answers(DnsType type) {
    var data = ask(type).facts().getOrDefault("dns.answers.data", List.of());
    return ((List<?>) data).stream().map(String::valueOf).toList();
  }

  private static Reason reason(Finding finding) {
    return finding.failure().orElseThrow().reason();
  }
}
