package kentongan.web;

import java.security.Principal;
import java.util.Optional;
import java.util.regex.Pattern;
import kentongan.office.PersonId;
import kentongan.pipeline.Pipeline;
import kentongan.pipeline.WorldId;
import kentongan.pipeline.Worlds;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/// Finds the [Place] of a request: the world by its path, the person by the session. A person whom
/// the desk no longer knows is a stranger.
@Component
final class Places implements HandlerMethodArgumentResolver {
  private static final Pattern EXERCISE = Pattern.compile("(/latihan/([a-z][a-z0-9-]{0,39}))/.*");
  private static final String KEPT = Places.class.getName();

  private final Worlds worlds;
  private final Scheduler blocking = Schedulers.fromExecutor(Thread::startVirtualThread);

  Places(Worlds worlds) {
    this.worlds = worlds;
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType().equals(Place.class);
  }

  @Override
  public Mono<Object> resolveArgument(
      MethodParameter parameter, BindingContext context, ServerWebExchange exchange) {
    return of(exchange)
        .switchIfEmpty(Mono.error(() -> Place.missing("nobody we know")))
        .cast(Object.class);
  }

  /// The place of a request; empty for strangers.
  Mono<Place> of(ServerWebExchange exchange) {
    Mono<Place> kept = exchange.getAttribute(KEPT);
    if (kept != null) {
      return kept;
    }
    var found =
        exchange
            .getPrincipal()
            .map(Principal::getName)
            .flatMap(name -> Mono.fromCallable(() -> find(exchange, name)).subscribeOn(blocking))
            .flatMap(Mono::justOrEmpty)
            .cache();
    exchange.getAttributes().put(KEPT, found);
    return found;
  }

  private Optional<Place> find(ServerWebExchange exchange, String name) {
    var path = EXERCISE.matcher(exchange.getRequest().getPath().value());
    Optional<Pipeline> pipeline =
        path.matches() ? worlds.exercise(new WorldId(path.group(2))) : Optional.of(worlds.live());
    var base = path.matches() ? path.group(1) : "";
    return pipeline.flatMap(world -> find(world, base, exchange, name));
  }

  private static Optional<Place> find(
      Pipeline pipeline, String base, ServerWebExchange exchange, String name) {
    var organisation = pipeline.world().organisation();
    return organisation
        .people()
        .find(new PersonId(name))
        .map(person ->
            new Place(
                pipeline,
                base,
                Viewer.of(person, organisation.offices()),
                LanguageByChoice.chosen(exchange),
                exchange.getRequest().getHeaders().getFirst("HX-Request") != null));
  }
}
