package kentongan.web;

import static org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers.pathMatchers;

import java.net.URI;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.DelegatingServerAuthenticationEntryPoint;
import org.springframework.security.web.server.DelegatingServerAuthenticationEntryPoint.DelegateEntry;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.HttpStatusServerEntryPoint;
import org.springframework.security.web.server.authentication.RedirectServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authentication.RedirectServerAuthenticationSuccessHandler;
import org.springframework.security.web.server.authentication.ServerAuthenticationFailureHandler;
import org.springframework.security.web.server.authentication.logout.RedirectServerLogoutSuccessHandler;
import org.springframework.security.web.server.context.ServerSecurityContextRepository;
import org.springframework.security.web.server.context.WebSessionServerSecurityContextRepository;
import org.springframework.security.web.server.csrf.CookieServerCsrfTokenRepository;
import org.springframework.security.web.server.csrf.CsrfWebFilter;
import org.springframework.security.web.server.csrf.XorServerCsrfTokenRequestAttributeHandler;
import org.springframework.security.web.server.header.ReferrerPolicyServerHttpHeadersWriter.ReferrerPolicy;
import org.springframework.security.web.server.savedrequest.CookieServerRequestCache;
import org.springframework.security.web.server.util.matcher.AndServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.NegatedServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.OrServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher.MatchResult;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// Who gets in, and what a browser is told never to do.
///
/// No session is made for a stranger: the CSRF token and the wanted page travel in cookies, so
/// nobody can fill the session store from outside.
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class SecurityConfiguration {
  /// Everything from here, nothing from elsewhere, nothing inline, never in a frame.
  static final String CONTENT_POLICY =
      "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  static final Duration SESSION_LASTS = Duration.ofHours(12);

  /// Machines with their own signatures come here; no cookie counts there, so none can be misused.
  private static final String[] MACHINES = {"/intake/**", "/enrol/**"};

  private static final String[] OPEN = {
    "/masuk", "/masuk/*", "/setup/*", "/p/*", "/pilihan", "/berkas/**", "/favicon.ico", "/galat"
  };

  @Bean
  ServerSecurityContextRepository securityContextRepository() {
    return new WebSessionServerSecurityContextRepository();
  }

  @Bean
  SecurityWebFilterChain security(
      ServerHttpSecurity http,
      ReactiveAuthenticationManager signIn,
      ServerSecurityContextRepository sessions) {
    var wantedPage = new CookieServerRequestCache();
    return http.authorizeExchange(who ->
            who.pathMatchers(MACHINES)
                .permitAll()
                .pathMatchers(HttpMethod.GET, "/actuator/health/**", "/actuator/prometheus")
                .permitAll()
                .pathMatchers("/actuator/**")
                .denyAll()
                .pathMatchers(OPEN)
                .permitAll()
                .anyExchange()
                .authenticated())
        .securityContextRepository(sessions)
        .authenticationManager(signIn)
        .formLogin(form ->
            form.loginPage("/masuk")
                .authenticationEntryPoint(strangers(wantedPage))
                .authenticationSuccessHandler(welcome(wantedPage))
                .authenticationFailureHandler(refused())
                .securityContextRepository(sessions))
        .logout(out ->
            out.logoutUrl("/keluar")
                .logoutHandler((exchange, _) ->
                    exchange.getExchange().getSession().flatMap(s -> s.invalidate()))
                .logoutSuccessHandler(goodbye()))
        .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
        .requestCache(cache -> cache.requestCache(wantedPage))
        .exceptionHandling(faults ->
            faults
                .authenticationEntryPoint(strangers(wantedPage))
                .accessDeniedHandler((_, denied) ->
                    Mono.error(
                        new ResponseStatusException(HttpStatus.FORBIDDEN, "not allowed", denied))))
        .csrf(csrf ->
            csrf.csrfTokenRepository(csrfCookie())
                .csrfTokenRequestHandler(tokensInUploadsToo())
                .requireCsrfProtectionMatcher(
                    new AndServerWebExchangeMatcher(
                        CsrfWebFilter.DEFAULT_CSRF_MATCHER,
                        new NegatedServerWebExchangeMatcher(pathMatchers(MACHINES))))
                .accessDeniedHandler((_, denied) ->
                    Mono.error(
                        new ResponseStatusException(HttpStatus.FORBIDDEN, "form too old", denied))))
        .headers(SecurityConfiguration::headers)
        .build();
  }

  private static void headers(ServerHttpSecurity.HeaderSpec headers) {
    headers
        .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
        .frameOptions(frame ->
            frame.mode(
                org.springframework.security.web.server.header.XFrameOptionsServerHttpHeadersWriter
                    .Mode.DENY))
        .permissionsPolicy(
            policy -> policy.policy("camera=(), geolocation=(), microphone=(), payment=()"))
        .crossOriginOpenerPolicy(policy ->
            policy.policy(
                org.springframework.security.web.server.header
                    .CrossOriginOpenerPolicyServerHttpHeadersWriter.CrossOriginOpenerPolicy
                    .SAME_ORIGIN));
  }

  private static XorServerCsrfTokenRequestAttributeHandler tokensInUploadsToo() {
    var handler = new XorServerCsrfTokenRequestAttributeHandler();
    handler.setTokenFromMultipartDataEnabled(true);
    return handler;
  }

  private static CookieServerCsrfTokenRepository csrfCookie() {
    var repository = new CookieServerCsrfTokenRepository();
    repository.setCookieName("kentongan-form");
    repository.setCookieCustomizer(cookie -> cookie.httpOnly(true).sameSite("Strict"));
    return repository;
  }

  /// A person gets the sign-in page and then the page that was wanted; a script gets 401.
  private static DelegatingServerAuthenticationEntryPoint strangers(
      CookieServerRequestCache wanted) {
    var toSignIn = new RedirectServerAuthenticationEntryPoint("/masuk");
    toSignIn.setRequestCache(wanted);
    var point =
        new DelegatingServerAuthenticationEntryPoint(
            new DelegateEntry(pageMatcher(), toSignIn),
            new DelegateEntry(
                new OrServerWebExchangeMatcher(pathMatchers("/**")),
                new HttpStatusServerEntryPoint(HttpStatus.UNAUTHORIZED)));
    return point;
  }

  private static ServerWebExchangeMatcher pageMatcher() {
    return exchange -> {
      var headers = exchange.getRequest().getHeaders();
      var accept = headers.getFirst("Accept");
      return accept != null
              && accept.contains("text/html")
              && headers.getFirst("HX-Request") == null
          ? MatchResult.match()
          : MatchResult.notMatch();
    };
  }

  private static RedirectServerAuthenticationSuccessHandler welcome(
      CookieServerRequestCache wanted) {
    var handler =
        new RedirectServerAuthenticationSuccessHandler("/") {
          @Override
          public Mono<Void> onAuthenticationSuccess(
              org.springframework.security.web.server.WebFilterExchange filter,
              org.springframework.security.core.Authentication who) {
            return filter
                .getExchange()
                .getSession()
                .doOnNext(session -> session.setMaxIdleTime(SESSION_LASTS))
                .then(super.onAuthenticationSuccess(filter, who));
          }
        };
    handler.setRequestCache(wanted);
    return handler;
  }

  /// Says "wrong" or "wait", and never whether the name exists.
  private static ServerAuthenticationFailureHandler refused() {
    return (filter, why) -> {
      var query = why instanceof SignIn.TooSoon soon ? "?tunggu=" + soon.seconds() : "?gagal";
      return redirect(filter.getExchange(), "/masuk" + query);
    };
  }

  private static RedirectServerLogoutSuccessHandler goodbye() {
    var handler = new RedirectServerLogoutSuccessHandler();
    handler.setLogoutSuccessUrl(URI.create("/masuk?keluar"));
    return handler;
  }

  static Mono<Void> redirect(ServerWebExchange exchange, String path) {
    exchange.getResponse().setStatusCode(HttpStatus.SEE_OTHER);
    exchange.getResponse().getHeaders().setLocation(URI.create(path));
    return exchange.getResponse().setComplete();
  }
}
