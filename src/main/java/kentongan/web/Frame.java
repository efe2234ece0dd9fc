package kentongan.web;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import kentongan.web.exercise.ExerciseRoom;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// What every template finds: the look, the frame of a signed-in person's page, a word about what
/// was just done, and the token that each form carries.
@ControllerAdvice
final class Frame {
  private final Shelf shelf;
  private final Places places;
  private final ExerciseRoom exercises;

  Frame(Shelf shelf, Places places, ExerciseRoom exercises) {
    this.shelf = shelf;
    this.places = places;
    this.exercises = exercises;
  }

  @ModelAttribute("look")
  Look look(ServerWebExchange exchange) {
    return Look.of(exchange, shelf);
  }

  @ModelAttribute("shell")
  Mono<Shell> shell(ServerWebExchange exchange, Locale locale) {
    return places.of(exchange).map(place -> shell(place, locale));
  }

  private Shell shell(Place place, Locale locale) {
    var band =
        place.world().isExercise()
            ? exercises
                .band(place.world().id().name(), locale)
                .or(() -> Optional.of(plainBand(place)))
            : Optional.<Shell.ExerciseBand>empty();
    var person = place.viewer().person();
    return Shell.of(place.base(), person, place.office(person.office()).officeName(), band);
  }

  private static Shell.ExerciseBand plainBand(Place place) {
    var id = place.world().id().name();
    return new Shell.ExerciseBand(id, id, place.mine(place.now()).time(), 1, false, List.of());
  }

  /// Shown once, on the first whole page after the deed.
  @ModelAttribute("word")
  Mono<Word> word(ServerWebExchange exchange) {
    if (exchange.getRequest().getHeaders().getFirst("HX-Request") != null
        || !"GET".equals(exchange.getRequest().getMethod().name())) {
      return Mono.empty();
    }
    return exchange
        .getSession()
        .flatMap(session -> Mono.justOrEmpty((Word) session.getAttributes().remove(Word.KEPT)));
  }

  /// Under the name where Spring's form support looks for it.
  @ModelAttribute("_csrf")
  Mono<CsrfToken> csrf(ServerWebExchange exchange) {
    Mono<CsrfToken> token = exchange.getAttribute(CsrfToken.class.getName());
    return token == null ? Mono.empty() : token;
  }
}
