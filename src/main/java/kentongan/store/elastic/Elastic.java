package kentongan.store.elastic;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import kentongan.event.EventArchive.ArchiveFailure;
import org.apache.http.HttpHost;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.entity.ContentType;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.Response;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.RestClient;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One cluster, spoken to in plain JSON; what may pass is tried again with growing pauses.
final class Elastic implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int TRIES = 6;

  private final RestClient client;
  private final Duration firstPause;

  /// @param firstPause before the second try; each one after is twice as long
  Elastic(URI server, Duration firstPause) {
    this.firstPause = firstPause;
    this.client =
        RestClient.builder(new HttpHost(server.getHost(), server.getPort(), server.getScheme()))
            .setRequestConfigCallback(
                config -> config.setConnectTimeout(5_000).setSocketTimeout(60_000))
            .build();
  }

  /// What a server says.
  record Said(int status, JsonNode body) {
    boolean isFine() {
      return status < 300;
    }
  }

  /// Asks until there is an answer other than "not now".
  ///
  /// @param body bytes of JSON or NDJSON
  Said ask(String method, String path, byte @Nullable [] body) {
    for (var pause = new Pause(firstPause); ; pause.once()) {
      try {
        var said = once(method, path, body);
        if (said.status != 429 && said.status < 500) {
          return said;
        }
        if (pause.times >= TRIES) {
          throw failure(said);
        }
      } catch (IOException unreachable) {
        if (pause.times >= TRIES) {
          throw new ArchiveFailure("Elasticsearch: " + unreachable, unreachable);
        }
      }
    }
  }

  Said ask(String method, String path, @Nullable Object body) {
    return ask(method, path, body == null ? null : JSON.writeValueAsBytes(body));
  }

  /// Asks for what cannot be refused.
  JsonNode demand(String method, String path, @Nullable Object body) {
    var said = ask(method, path, body);
    if (!said.isFine()) {
      throw failure(said);
    }
    return said.body;
  }

  static ArchiveFailure failure(Said said) {
    var text = said.body.toString();
    var what = "Elasticsearch: HTTP %d: %s".formatted(said.status, text);
    return new ArchiveFailure(
        what.length() > 500 ? what.substring(0, 500) : what,
        new IOException("HTTP " + said.status));
  }

  private Said once(String method, String path, byte @Nullable [] body) throws IOException {
    var request = new Request(method, path);
    if (body != null) {
      var type =
          path.endsWith("_bulk")
              ? ContentType.create("application/x-ndjson", StandardCharsets.UTF_8)
              : ContentType.APPLICATION_JSON;
      request.setEntity(new ByteArrayEntity(body, type));
    }
    try {
      return said(client.performRequest(request));
    } catch (ResponseException refused) {
      return said(refused.getResponse());
    }
  }

  private static Said said(Response response) throws IOException {
    var entity = response.getEntity();
    var status = response.getStatusLine().getStatusCode();
    if (entity == null) {
      return new Said(status, JSON.createObjectNode());
    }
    try (var content = entity.getContent()) {
      return new Said(status, JSON.readTree(content));
    }
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (IOException ignored) {
      // Only connections are lost.
    }
  }

  /// Growing pauses.
  static final class Pause {
    private Duration next;
    private int times = 1;

    Pause(Duration first) {
      this.next = first;
    }

    boolean isLast() {
      return times >= TRIES;
    }

    void once() {
      try {
        Thread.sleep(next);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new ArchiveFailure("Elasticsearch: interrupted while waiting", interrupted);
      }
      next = next.multipliedBy(2);
      times++;
    }
  }
}
