package kentongan.web;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.SimpleLocaleContext;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.i18n.LocaleContextResolver;

/// Indonesian, unless this reader chose English. What the browser would like is not asked: the
/// offices' machines came with English browsers.
final class LanguageByChoice implements LocaleContextResolver {
  static final String COOKIE = "bahasa";

  private static final Locale INDONESIAN = Locale.of("id");

  @Override
  public LocaleContext resolveLocaleContext(ServerWebExchange exchange) {
    return new SimpleLocaleContext(chosen(exchange));
  }

  static Locale chosen(ServerWebExchange exchange) {
    var cookie = exchange.getRequest().getCookies().getFirst(COOKIE);
    return cookie != null && cookie.getValue().equals("en") ? Locale.ENGLISH : INDONESIAN;
  }

  @Override
  public void setLocaleContext(ServerWebExchange exchange, @Nullable LocaleContext locale) {
    throw new UnsupportedOperationException("the language is chosen by its cookie");
  }
}
