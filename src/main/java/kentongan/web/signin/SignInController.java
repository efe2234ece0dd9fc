package kentongan.web.signin;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import kentongan.office.OfficeId;
import kentongan.office.Person;
import kentongan.office.PersonId;
import kentongan.office.Role;
import kentongan.web.Passwords;
import kentongan.web.Setup;
import kentongan.web.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/// The sign-in page, the first start, and links that let somebody in once. A link's page changes
/// nothing until its button is pressed: mail programs open links by themselves.
@Controller
final class SignInController {
  private final Setup setup;
  private final SignedIn signedIn;
  private final Scheduler blocking = Schedulers.fromExecutor(Thread::startVirtualThread);

  SignInController(Setup setup, SignedIn signedIn) {
    this.setup = setup;
    this.signedIn = signedIn;
  }

  @GetMapping("/masuk")
  String page(
      @RequestParam(name = "tunggu", required = false) @Nullable Integer seconds,
      ServerWebExchange exchange,
      Model model) {
    var asked = exchange.getRequest().getQueryParams();
    model.addAttribute("seconds", seconds == null ? null : Math.clamp(seconds, 1, 600));
    model.addAttribute("isWrong", asked.containsKey("gagal"));
    model.addAttribute("isOut", asked.containsKey("keluar"));
    return "signin/page";
  }

  @GetMapping("/masuk/{token}")
  String link(@PathVariable String token, Model model) {
    var person = setup.invited(token);
    model.addAttribute("person", person.map(Person::name).orElse(""));
    return person.isPresent() ? "signin/link" : "signin/spent";
  }

  @PostMapping("/masuk/{token}")
  Mono<String> enter(@PathVariable String token, ServerWebExchange exchange) {
    return Mono.fromCallable(() -> setup.enter(token))
        .subscribeOn(blocking)
        .flatMap(person ->
            person
                .map(p -> signedIn.as(p.id(), exchange).thenReturn("redirect:/"))
                .orElseGet(() -> Mono.just("signin/spent")));
  }

  @GetMapping("/setup/{token}")
  String setupPage(@PathVariable String token, Model model) {
    model.addAttribute("form", new SetupForm("", "", "", "", "", ""));
    model.addAttribute("faults", List.of());
    return setup.maySetUp(token) ? "signin/setup" : "signin/spent";
  }

  @PostMapping("/setup/{token}")
  Mono<String> setUp(
      @PathVariable String token,
      @ModelAttribute SetupForm form,
      Model model,
      ServerWebExchange exchange) {
    var faults = form.faults();
    if (!faults.isEmpty()) {
      model.addAttribute("form", form);
      model.addAttribute("faults", faults);
      return Mono.just("signin/setup");
    }
    return Mono.fromCallable(
            () -> setup.setUp(token, form.person(), SetupForm.text(form.password())))
        .subscribeOn(blocking)
        .flatMap(isDone ->
            isDone
                ? signedIn.as(form.person().id(), exchange).thenReturn("redirect:/")
                : Mono.just("signin/spent"));
  }

  /// What the first administrator types.
  public record SetupForm(
      @Nullable String name,
      @Nullable String title,
      @Nullable String email,
      @Nullable String username,
      @Nullable String password,
      @Nullable String again) {

    /// Which fields are wrong, all at once.
    List<String> faults() {
      var faults = new ArrayList<String>();
      if (!isFilled(name)) {
        faults.add("name");
      }
      if (!isFilled(title)) {
        faults.add("title");
      }
      if (!isFilled(email) || !text(email).matches("[^@\\s]{1,64}@[^@\\s]{3,100}")) {
        faults.add("email");
      }
      if (!text(username).matches("[a-z0-9][a-z0-9._-]{0,63}")) {
        faults.add("username");
      }
      if (!Passwords.isLongEnough(text(password)) || text(password).length() > Passwords.LONGEST) {
        faults.add("password");
      } else if (!text(password).equals(text(again))) {
        faults.add("again");
      }
      return faults;
    }

    Person person() {
      return new Person(
          new PersonId(text(username).toLowerCase(Locale.ROOT)),
          text(name),
          text(title),
          OfficeId.HEADQUARTERS,
          Set.of(Role.values()),
          text(email),
          java.util.Optional.empty());
    }

    private static boolean isFilled(@Nullable String text) {
      return !text(text).isEmpty() && text(text).length() <= 200;
    }

    private static String text(@Nullable String text) {
      return text == null ? "" : text.strip();
    }
  }

  /// Language, and light or dark: kept by the browser for a year.
  @PostMapping("/pilihan")
  Mono<Void> choose(ServerWebExchange exchange) {
    return exchange
        .getFormData()
        .flatMap(form -> {
          keep(exchange, "bahasa", form.getFirst("bahasa"), Set.of("id", "en"));
          keep(exchange, "tampilan", form.getFirst("tampilan"), Set.of("auto", "light", "dark"));
          exchange.getResponse().setRawStatusCode(303);
          exchange.getResponse().getHeaders().setLocation(backTo(form.getFirst("kembali")));
          return exchange.getResponse().setComplete();
        });
  }

  private static void keep(
      ServerWebExchange exchange, String cookie, @Nullable String value, Set<String> known) {
    if (value != null && known.contains(value)) {
      exchange
          .getResponse()
          .addCookie(
              org.springframework.http.ResponseCookie.from(cookie, value)
                  .path("/")
                  .maxAge(java.time.Duration.ofDays(365))
                  .sameSite("Lax")
                  .httpOnly(true)
                  .build());
    }
  }

  /// A path of ours, or the beginning: never another site.
  static URI backTo(@Nullable String path) {
    if (path == null || !path.matches("/(?![/\\\\])[\\x21-\\x7e]*") || path.contains("\\")) {
      return URI.create("/");
    }
    try {
      return URI.create(path);
    } catch (IllegalArgumentException odd) {
      return URI.create("/");
    }
  }
}
