package kentongan.courier.webhook;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kentongan.notice.Channel;
import kentongan.notice.Message;
import kentongan.notice.Receipt;
import kentongan.notice.Words;
import tools.jackson.databind.json.JsonMapper;

/// Notices as JSON to one receiver. Redirects are not followed and the answer's body is not read.
///
/// The acknowledge link is in the body: the receiver must be as trusted as the person.
public final class WebhookChannel implements Channel, AutoCloseable {
  /// The name by which notices ask for this channel.
  public static final String NAME = "webhook";

  private static final JsonMapper JSON = JsonMapper.shared();

  private final WebhookSettings settings;
  private final InstantSource clock;
  private final HttpClient client;

  public WebhookChannel(WebhookSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.timeout())
            .build();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Outcome deliver(Message message) {
    if (!settings.isSet()) {
      return new Outcome.Refused("kentongan.courier.webhook.url is not set");
    }
    var answer = client.sendAsync(request(message), Unread.BODY);
    try {
      return outcome(answer.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException slow) {
      answer.cancel(true);
      return later("no answer in " + settings.timeout());
    } catch (ExecutionException failed) {
      return later(said(Objects.requireNonNullElse(failed.getCause(), failed)));
    } catch (InterruptedException stopped) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      return later("interrupted");
    }
  }

  private Outcome outcome(HttpResponse<Integer> answer) {
    var status = answer.statusCode();
    if (status >= 200 && status < 300) {
      return new Outcome.Delivered(new Receipt(clock.instant(), "HTTP " + status));
    }
    if (status >= 500 || status == 408 || status == 429) {
      return later("HTTP " + status);
    }
    return new Outcome.Refused(
        "webhook %s: HTTP %d; check kentongan.courier.webhook".formatted(host(), status));
  }

  private Outcome later(String why) {
    return new Outcome.TryLater("webhook %s: %s".formatted(host(), why));
  }

  /// Without path and query: they may hold a secret.
  private String host() {
    return URI.create(settings.url()).getHost();
  }

  private static String said(Throwable cause) {
    return cause instanceof IOException && cause.getMessage() != null
        ? Words.bounded(cause.getMessage())
        : cause.getClass().getSimpleName();
  }

  private HttpRequest request(Message message) {
    var body = JSON.writeValueAsBytes(payload(message));
    var now = clock.instant();
    return HttpRequest.newBuilder(URI.create(settings.url()))
        .timeout(settings.timeout())
        .header("Content-Type", "application/json")
        .header("User-Agent", "kentongan")
        .header("Idempotency-Key", message.id().text())
        .header("Kentongan-Signature", Signature.of(settings.secret(), now, body))
        .POST(BodyPublishers.ofByteArray(body))
        .build();
  }

  private static Map<String, Object> payload(Message message) {
    var matter = message.matter();
    var fields = new LinkedHashMap<String, Object>();
    fields.put("version", 1);
    fields.put("notice", message.id().text());
    fields.put("incident", matter.incident().number());
    fields.put("exercise", matter.exercise());
    fields.put("to", message.to());
    fields.put("address", message.address());
    fields.put("subject", message.subject());
    fields.put("text", message.text());
    fields.put("what", words(matter.what()));
    fields.put("severity", words(matter.severity()));
    fields.put("office", matter.office());
    matter.asset().ifPresent(asset -> fields.put("asset", asset));
    fields.put("since", matter.since().toString());
    matter.step().ifPresent(step -> fields.put("step", words(step)));
    matter.deadline().ifPresent(due -> fields.put("deadline", due.toString()));
    fields.put("acknowledge", message.acknowledge().toString());
    return fields;
  }

  private static Map<String, String> words(Words words) {
    return Map.of("id", words.id(), "en", words.en());
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  /// Takes the status and leaves the body where it is: a receiver cannot hold us with an endless
  /// one.
  private static final class Unread implements HttpResponse.BodySubscriber<Integer> {
    static final HttpResponse.BodyHandler<Integer> BODY = info -> new Unread(info.statusCode());

    private final int status;

    private Unread(int status) {
      this.status = status;
    }

    @Override
    public CompletionStage<Integer> getBody() {
      return CompletableFuture.completedFuture(status);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.cancel();
    }

    @Override
    public void onNext(List<ByteBuffer> item) {}

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onComplete() {}
  }
}
