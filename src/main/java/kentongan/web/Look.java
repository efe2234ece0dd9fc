package kentongan.web;

import org.springframework.web.server.ServerWebExchange;

/// What every page needs, even one for a stranger: language, light or dark, and where its files
/// are.
///
/// @param language `id` or `en`
/// @param theme `auto`, `light` or `dark`
/// @param path the page itself with its query, to come back to
public record Look(
    String language,
    String theme,
    String path,
    String css,
    String js,
    String htmx,
    String icons,
    String mark) {
  static final String COOKIE = "tampilan";

  static Look of(ServerWebExchange exchange, Shelf shelf) {
    var cookie = exchange.getRequest().getCookies().getFirst(COOKIE);
    var wanted = cookie == null ? "auto" : cookie.getValue();
    var theme = wanted.equals("dark") || wanted.equals("light") ? wanted : "auto";
    var uri = exchange.getRequest().getURI();
    var query = uri.getRawQuery();
    return new Look(
        LanguageByChoice.chosen(exchange).getLanguage(),
        theme,
        query == null ? uri.getRawPath() : uri.getRawPath() + "?" + query,
        shelf.path("app.css"),
        shelf.path("app.js"),
        shelf.path("htmx.js"),
        shelf.path("icons.svg"),
        shelf.path("mark.svg"));
  }
}
