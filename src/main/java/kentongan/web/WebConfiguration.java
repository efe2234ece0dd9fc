package kentongan.web;

import java.time.InstantSource;
import java.util.Locale;
import kentongan.office.Offices;
import kentongan.office.People;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.web.server.i18n.LocaleContextResolver;
import org.springframework.web.server.session.CookieWebSessionIdResolver;
import org.springframework.web.server.session.WebSessionIdResolver;

/// Everything the dashboard is made of. Boot imports this one class and provides: [Offices],
/// [People], [Accounts], [Atomically] (the live desk's `write`), an [InstantSource].
@Configuration(proxyBeanMethods = false)
@ComponentScan
@Import(SecurityConfiguration.class)
public class WebConfiguration {
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
  Setup setup(
      Accounts accounts, People people, Passwords passwords, Atomically desk, InstantSource clock) {
    return new Setup(accounts, people, passwords, desk, clock);
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
}
