package kentongan.web;

import java.util.Locale;
import kentongan.pipeline.Worlds;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.http.codec.multipart.DefaultPartHttpMessageReader;
import org.springframework.http.codec.multipart.MultipartHttpMessageReader;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.server.i18n.LocaleContextResolver;
import org.springframework.web.server.session.CookieWebSessionIdResolver;
import org.springframework.web.server.session.WebSessionIdResolver;

/// Everything the dashboard is made of. Boot imports this one class and provides [Worlds],
/// [Accounts] and [Atomically]; where there are exercises also
/// [kentongan.web.exercise.ExerciseRoom].
@Configuration(proxyBeanMethods = false)
@ComponentScan
@Import(SecurityConfiguration.class)
public class WebConfiguration implements WebFluxConfigurer {
  /// The largest upload, for a piece of evidence.
  public static final int MOST_UPLOAD = 8_000_000;

  @Bean
  Passwords passwords() {
    return new Passwords();
  }

  @Bean
  Patience patience() {
    return new Patience();
  }

  @Bean
  Live live() {
    return new Live();
  }

  @Bean
  Setup setup(Accounts accounts, Passwords passwords, Worlds worlds, Atomically desk) {
    var live = worlds.live().world();
    return new Setup(accounts, live.organisation().people(), passwords, desk, live.clock());
  }

  @Bean
  Shelf shelf() {
    return Shelf.shipped();
  }

  /// Indonesian is the file without a suffix; whatever the machine speaks changes nothing.
  @Bean
  MessageSource messageSource() {
    var messages = new ResourceBundleMessageSource();
    messages.setBasename("messages");
    messages.setDefaultEncoding("UTF-8");
    messages.setFallbackToSystemLocale(false);
    messages.setDefaultLocale(Locale.ROOT);
    return messages;
  }

  @Bean
  LocaleContextResolver localeContextResolver() {
    return new LanguageByChoice();
  }

  /// `Secure` is set by itself on https; `Lax`, since the link in a notice must find its reader
  /// signed in.
  @Bean
  WebSessionIdResolver webSessionIdResolver() {
    var resolver = new CookieWebSessionIdResolver();
    resolver.setCookieName("kentongan");
    resolver.addCookieInitializer(cookie -> cookie.httpOnly(true).sameSite("Lax").path("/"));
    return resolver;
  }

  /// Uploads are bounded before anybody has looked at them.
  @Override
  public void configureHttpMessageCodecs(ServerCodecConfigurer codecs) {
    var parts = new DefaultPartHttpMessageReader();
    parts.setMaxParts(4);
    parts.setMaxHeadersSize(4_096);
    parts.setMaxInMemorySize(64 * 1024);
    parts.setMaxDiskUsagePerPart(MOST_UPLOAD);
    codecs.defaultCodecs().multipartReader(new MultipartHttpMessageReader(parts));
  }
}
