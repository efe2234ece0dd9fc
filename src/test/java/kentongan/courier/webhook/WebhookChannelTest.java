package kentongan.courier.webhook;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.http.Fault;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import kentongan.notice.Channel.Outcome;
import kentongan.notice.Message;
import kentongan.notice.NoticeSamples;
import kentongan.notice.Receipt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class WebhookChannelTest {
  private static final String SECRET = "rahasia-untuk-uji-coba";
  private static final URI LINK = URI.create("https://kentongan.example/p/AAAAAAAAAAAAAAAAAAAAAA");
  private static final Message MESSAGE =
      Message.of(NoticeSamples.call("siti.rahma", 1, "webhook"), LINK);
  private static WireMockServer receiver;

  @BeforeAll
  static void start() {
    receiver = new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
    receiver.start();
  }

  @AfterAll
  static void stop() {
    receiver.stop();
  }

  @BeforeEach
  void forget() {
    receiver.resetAll();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202, 204})
  void a_2xx_is_delivered(int status) {
    answer(status);

    assertThat(deliver())
        .isEqualTo(new Outcome.Delivered(new Receipt(NoticeSamples.START, "HTTP " + status)));
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 307, 400, 401, 404, 410, 413})
  void a_no_is_refused_and_a_redirect_is_not_followed(int status) {
    receiver.stubFor(
        post("/hook")
            .willReturn(aResponse().withStatus(status).withHeader("Location", "/elsewhere")));

    assertThat(deliver())
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused ->
                assertThat(refused.why())
                    .isEqualTo(
                        "webhook 127.0.0.1: HTTP %d; check kentongan.courier.webhook"
                            .formatted(status)));
    receiver.verify(0, postRequestedFor(urlEqualTo("/elsewhere")));
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503})
  void not_now_is_later(int status) {
    answer(status);

    assertThat(deliver()).isEqualTo(new Outcome.TryLater("webhook 127.0.0.1: HTTP " + status));
  }

  @Test
  void the_body_is_the_documented_json_and_its_signature_holds() throws Exception {
    answer(204);

    deliver();

    var request = receiver.getAllServeEvents().getFirst().getRequest();
    assertThat(request.getHeader("Idempotency-Key"))
        .isEqualTo("INC-2026-000123/siti.rahma/1/webhook");
    assertThat(request.getHeader("Content-Type")).isEqualTo("application/json");
    var signature = request.getHeader("Kentongan-Signature");
    var time = signature.substring(2, signature.indexOf(','));
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    mac.update((time + ".").getBytes(StandardCharsets.UTF_8));
    assertThat(signature)
        .isEqualTo("t=" + time + ",v1=" + HexFormat.of().formatHex(mac.doFinal(request.getBody())));
    assertThat(time).isEqualTo(Long.toString(NoticeSamples.START.getEpochSecond()));
    var json = JsonMapper.shared().readTree(request.getBody());
    assertThat(json.get("version").intValue()).isEqualTo(1);
    assertThat(json.get("incident").stringValue()).isEqualTo("INC-2026-000123");
    assertThat(json.at("/what/id").stringValue()).isEqualTo("Situs tidak dapat diakses");
    assertThat(json.get("since").stringValue()).isEqualTo("2026-11-21T02:14:07.120Z");
    assertThat(json.get("exercise").booleanValue()).isFalse();
    assertThat(json.get("acknowledge").stringValue()).isEqualTo(LINK.toString());
  }

  @Test
  void a_receiver_that_does_not_answer_in_time_is_tried_later() {
    receiver.stubFor(post("/hook").willReturn(aResponse().withStatus(200).withFixedDelay(3000)));

    var began = System.nanoTime();
    assertThat(deliver()).isInstanceOf(Outcome.TryLater.class);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(2500));
  }

  @Test
  void an_endless_answer_holds_nobody_up() {
    receiver.stubFor(
        post("/hook")
            .willReturn(
                aResponse()
                    .withStatus(200)
                    .withBody("x".repeat(1 << 20))
                    .withChunkedDribbleDelay(1000, 60_000)));

    assertThat(deliver()).isInstanceOf(Outcome.Delivered.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"EMPTY_RESPONSE", "RANDOM_DATA_THEN_CLOSE", "CONNECTION_RESET_BY_PEER"})
  void a_broken_connection_is_tried_later(String fault) {
    receiver.stubFor(post("/hook").willReturn(aResponse().withFault(Fault.valueOf(fault))));

    assertThat(deliver()).isInstanceOf(Outcome.TryLater.class);
  }

  @Test
  void settings_name_what_is_wrong_and_never_show_the_secret() {
    var second = Duration.ofSeconds(1);
    assertThatThrownBy(() -> new WebhookSettings("ftp://x.example", SECRET, second))
        .hasMessage(
            "kentongan.courier.webhook.url: 'ftp://x.example' (expected: an http or https"
                + " address)");
    assertThatThrownBy(() -> new WebhookSettings("https://x.example", "short", second))
        .hasMessage("kentongan.courier.webhook.secret: 5 characters (expected: 16 or more)");
    assertThat(new WebhookSettings("https://x.example", SECRET, second).toString())
        .doesNotContain(SECRET);
    assertThat(new WebhookSettings("", "", second).isSet()).isFalse();
  }

  private static void answer(int status) {
    receiver.stubFor(post("/hook").willReturn(aResponse().withStatus(status)));
  }

  private static Outcome deliver() {
    var settings =
        new WebhookSettings(
            "http://127.0.0.1:" + receiver.port() + "/hook", SECRET, Duration.ofMillis(1000));
    try (var channel = new WebhookChannel(settings, InstantSource.fixed(NoticeSamples.START))) {
      return channel.deliver(MESSAGE);
    }
  }
}
