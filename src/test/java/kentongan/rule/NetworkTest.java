package kentongan.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {
  @ParameterizedTest
  @CsvSource({
    "192.0.2.0/24, 192.0.2.255, true",
    "192.0.2.0/24, 192.0.3.0, false",
    "192.0.2.128/25, 192.0.2.127, false",
    "0.0.0.0/0, 198.51.100.1, true",
    "192.0.2.7, 192.0.2.7, true",
    "192.0.2.7, 192.0.2.8, false",
    "192.0.2.0/24, ::ffff:192.0.2.9, true",
    "192.0.2.0/24, 2001:db8::1, false",
    "2001:db8::/32, 2001:db8:ffff::1, true",
    "2001:db8::/32, 2001:db9::, false",
    "fe80::/10, febf::1, true",
    "::1/128, 0:0:0:0:0:0:0:1, true",
  })
  void an_address_lies_in_a_network_or_not(String network, String address, boolean lies) {
    assertThat(
            Network.parse(network).orElseThrow().contains(Network.address(address).orElseThrow()))
        .isEqualTo(lies);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "192.0.2",
        "192.0.2.256",
        "192.0.2.0/33",
        "192.0.2.0/-1",
        "a.b.c.d",
        ":::",
        "1::2::3",
        "2001:db8::/129",
        "12345::",
        "localhost",
        "1.2.3.4.5",
        "192.0.2.0/",
        "::1%eth0"
      })
  void anything_else_is_no_network(String text) {
    assertThat(Network.parse(text)).isEmpty();
  }
}
