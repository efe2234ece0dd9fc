package kentongan.web;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.web.WebProperties;
import org.springframework.boot.web.error.ErrorAttributeOptions;
import org.springframework.boot.webflux.autoconfigure.error.AbstractErrorWebExceptionHandler;
import org.springframework.boot.webflux.error.ErrorAttributes;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.result.view.ViewResolver;
import reactor.core.publisher.Mono;

/// What goes wrong, in people's words for people and as a problem document for programs. Neither
/// tells how the program is made.
///
/// @spec https://www.rfc-editor.org/info/rfc9457 RFC 9457
@Component
@Order(-2)
final class Faults extends AbstractErrorWebExceptionHandler {
  private final Shelf shelf;

  Faults(
      ErrorAttributes attributes,
      WebProperties settings,
      ApplicationContext context,
      ObjectProvider<ViewResolver> views,
      ServerCodecConfigurer codecs,
      Shelf shelf) {
    super(attributes, settings.getResources(), context);
    setViewResolvers(views.orderedStream().toList());
    setMessageWriters(codecs.getWriters());
    setMessageReaders(codecs.getReaders());
    this.shelf = shelf;
  }

  @Override
  protected RouterFunction<ServerResponse> getRoutingFunction(ErrorAttributes attributes) {
    return RouterFunctions.route(
            RequestPredicates.accept(MediaType.TEXT_HTML).and(Faults::asksForPage), this::page)
        .andRoute(RequestPredicates.all(), this::problem);
  }

  /// A browser names `text/html`; whoever takes anything gets the problem document.
  private static boolean asksForPage(ServerRequest request) {
    return request.headers().accept().stream().anyMatch(MediaType.TEXT_HTML::equalsTypeAndSubtype);
  }

  private Mono<ServerResponse> page(ServerRequest request) {
    var status = status(request);
    var model = new LinkedHashMap<String, Object>();
    model.put("look", Look.of(request.exchange(), shelf));
    model.put("status", status);
    model.put("kind", kind(status));
    model.put("request", status >= 500 ? request.exchange().getRequest().getId() : "");
    Mono<CsrfToken> csrf = request.exchange().getAttribute(CsrfToken.class.getName());
    var answer = ServerResponse.status(status).contentType(MediaType.TEXT_HTML);
    return (csrf == null ? Mono.<CsrfToken>empty() : csrf)
        .doOnNext(token -> model.put("_csrf", token))
        .then(Mono.defer(() -> answer.render("error/page", model)));
  }

  private Mono<ServerResponse> problem(ServerRequest request) {
    var status = status(request);
    return ServerResponse.status(status)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .bodyValue(
            Map.of(
                "type", URI.create("urn:kentongan:problem:" + kind(status)).toString(),
                "title", kind(status),
                "status", status,
                "instance", request.exchange().getRequest().getId()));
  }

  private int status(ServerRequest request) {
    var attributes = getErrorAttributes(request, ErrorAttributeOptions.defaults());
    return attributes.get("status") instanceof Integer status ? status : 500;
  }

  private static String kind(int status) {
    return switch (status) {
      case 401, 403 -> "denied";
      case 404, 405, 410 -> "missing";
      case 413 -> "large";
      default -> status >= 500 ? "fault" : "bad";
    };
  }
}
