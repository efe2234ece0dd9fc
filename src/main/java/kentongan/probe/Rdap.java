package kentongan.probe;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// A registry asked by RDAP, over the same bounded HTTP as every check.
///
/// @spec https://www.rfc-editor.org/info/rfc9083 RFC 9083, sections 4.5, 4.6 and 5.3
final class Rdap implements DomainRegistry {
  private static final int MOST_VALUES = 64;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(64)
                  .maxStringLength(64 * 1024)
                  .maxNumberLength(100)
                  .maxNameLength(1024)
                  .build())
          .build();

  private final HttpProbe http;

  Rdap(HttpProbe http) {
    this.http = http;
  }

  @Override
  public Registration registration(DomainCheck check) throws CheckFailed {
    var base = check.rdap().toString();
    var url = URI.create(base + (base.endsWith("/") ? "" : "/") + "domain/" + check.domain());
    var headers = Map.of("Accept", "application/rdap+json");
    var expect = new HttpCheck.Expect(Set.of(200, 404), List.of(), List.of());
    var answer = http.ask(new HttpCheck(url, headers, expect, HttpCheck.Bounds.USUAL));
    if (answer.failure().isPresent()) {
      throw new CheckFailed(answer.failure().get().reason(), answer.failure().get().detail());
    }
    if (answer.status() == 404) {
      throw new CheckFailed(Reason.MISSING, check.domain() + ": not registered");
    }
    return new Reading().of(answer.body(), check.domain());
  }

  /// One answer's reading.
  private static final class Reading {
    private Optional<Instant> ends = Optional.empty();
    private String registrar = "";
    private String name = "";
    private final List<String> states = new ArrayList<>();
    private final List<String> servers = new ArrayList<>();

    Registration of(byte[] body, String domain) throws CheckFailed {
      try (var in = JSON.createParser(ObjectReadContext.empty(), body)) {
        if (in.nextToken() != JsonToken.START_OBJECT) {
          throw new CheckFailed(Reason.BODY, "an RDAP answer that is no JSON object");
        }
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
          var field = in.currentName();
          in.nextToken();
          read(in, field);
        }
      } catch (JacksonException e) {
        throw new CheckFailed(
            Reason.BODY, "an RDAP answer that is not JSON: " + e.getOriginalMessage());
      }
      if (!name.equalsIgnoreCase(domain)) {
        throw new CheckFailed(
            Reason.BODY, "an RDAP answer about '%s'".formatted(Facts.shown(name)));
      }
      return new Registration(ends, registrar, states, servers);
    }

    private void read(JsonParser in, String field) {
      switch (field) {
        case "ldhName" -> name = text(in);
        case "status" -> {
          if (in.currentToken() == JsonToken.START_ARRAY) {
            while (in.nextToken() != JsonToken.END_ARRAY && in.currentToken() != null) {
              add(states, text(in));
            }
          } else {
            in.skipChildren();
          }
        }
        case "events" -> each(in, this::event);
        case "nameservers" -> each(in, this::server);
        case "entities" -> each(in, this::entity);
        default -> in.skipChildren();
      }
    }

    private void event(JsonParser in) {
      var action = "";
      var date = "";
      while (in.nextToken() == JsonToken.PROPERTY_NAME) {
        var field = in.currentName();
        in.nextToken();
        switch (field) {
          case "eventAction" -> action = text(in);
          case "eventDate" -> date = text(in);
          default -> in.skipChildren();
        }
      }
      if (action.equals("expiration")) {
        try {
          ends = Optional.of(OffsetDateTime.parse(date).toInstant());
        } catch (DateTimeException _) {
          // told as a registry that does not say
        }
      }
    }

    private void server(JsonParser in) {
      while (in.nextToken() == JsonToken.PROPERTY_NAME) {
        var isName = "ldhName".equals(in.currentName());
        in.nextToken();
        if (isName) {
          add(servers, text(in).toLowerCase(Locale.ROOT));
        } else {
          in.skipChildren();
        }
      }
    }

    /// The handle is enough to see a change; names lie deep in a card.
    private void entity(JsonParser in) {
      var handle = "";
      var isRegistrar = false;
      while (in.nextToken() == JsonToken.PROPERTY_NAME) {
        var field = in.currentName();
        in.nextToken();
        if (field.equals("handle")) {
          handle = text(in);
        } else if (field.equals("roles") && in.currentToken() == JsonToken.START_ARRAY) {
          while (in.nextToken() != JsonToken.END_ARRAY && in.currentToken() != null) {
            isRegistrar |= text(in).equals("registrar");
          }
        } else {
          in.skipChildren();
        }
      }
      registrar = isRegistrar ? handle : registrar;
    }

    private static void add(List<String> values, String value) {
      if (!value.isEmpty() && values.size() < MOST_VALUES) {
        values.add(Facts.shown(value));
      }
    }

    private interface One {
      void read(JsonParser in);
    }

    private static void each(JsonParser in, One one) {
      if (in.currentToken() != JsonToken.START_ARRAY) {
        in.skipChildren();
        return;
      }
      while (in.nextToken() != JsonToken.END_ARRAY && in.currentToken() != null) {
        if (in.currentToken() == JsonToken.START_OBJECT) {
          one.read(in);
        } else {
          in.skipChildren();
        }
      }
    }

    private static String text(JsonParser in) {
      if (in.currentToken() != null && in.currentToken().isScalarValue()) {
        return in.getString();
      }
      in.skipChildren();
      return "";
    }
  }
}
