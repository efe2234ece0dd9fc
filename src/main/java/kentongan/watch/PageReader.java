package kentongan.watch;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeVisitor;
import org.jspecify.annotations.Nullable;

/// Takes a page apart in one walk over its elements. A page is hostile: what lies beyond the bounds
/// is not read, and that is noted.
final class PageReader implements NodeVisitor {
  private static final int MOST_BYTES = 1 << 20;
  private static final int MOST_DEPTH = 256;
  private static final int MOST_TEXT = 400_000;
  private static final int MOST_LINKS = 5_000;
  private static final int MOST_SCRIPT = 200_000;
  private static final int MOST_SCRIPTS = 200;
  private static final int MOST_TITLE = 300;

  private final PageContent page = new PageContent();
  private final Style style = new Style();
  private final StringBuilder visible = new StringBuilder();
  private final StringBuilder hidden = new StringBuilder();
  private final StringBuilder comments = new StringBuilder();
  private final Deque<Level> levels = new ArrayDeque<>();

  /// What an element hands down.
  private record Level(boolean isHidden, String ground, String colour, boolean isQuiet) {}

  private PageReader() {
    levels.push(new Level(false, "", "", false));
  }

  static PageContent read(Page page) {
    var reader = new PageReader();
    var document = parsed(page);
    reader.page.isCut = page.bytes().length > MOST_BYTES;
    document.select("style").stream().limit(50).forEach(s -> reader.style.sheet(s.data()));
    document.traverse(reader);
    return reader.content();
  }

  private static Document parsed(Page page) {
    var length = Math.min(page.bytes().length, MOST_BYTES);
    var base = page.servedFrom().map(Object::toString).orElse("");
    var parser = Parser.htmlParser().setMaxDepth(MOST_DEPTH);
    try (var in = new ByteArrayInputStream(page.bytes(), 0, length)) {
      return Jsoup.parse(in, page.charset().map(c -> c.name()).orElse(null), base, parser);
    } catch (IOException _) {
      // Not text at all: an image, a stream of noise.
      return Document.createShell("");
    }
  }

  private PageContent content() {
    page.visible = visible.toString();
    page.hidden = hidden.toString();
    page.comments = comments.toString();
    return page;
  }

  @Override
  public void head(Node node, int depth) {
    switch (node) {
      case Element element -> element(element);
      case TextNode text -> text(text.getWholeText());
      case Comment comment -> add(comments, comment.getData());
      case DataNode data -> data(data);
      default -> {
        // doctype and the like
      }
    }
  }

  @Override
  public void tail(Node node, int depth) {
    if (node instanceof Element) {
      levels.pop();
    }
  }

  private void element(Element element) {
    var above = levels.getFirst();
    var ground = or(Style.colour(element, true), above.ground());
    var colour = or(Style.colour(element, false), above.colour());
    var isSame = !colour.isEmpty() && colour.equals(ground.isEmpty() ? "#ffffff" : ground);
    var name = element.normalName();
    var isQuiet = above.isQuiet() || name.equals("head") || name.equals("title");
    var isHidden = above.isHidden() || style.hiding(element) != null || isSame;
    levels.push(new Level(isHidden, ground, colour, isQuiet));
    shape(element);
    meaning(element, name, isHidden);
    if (element.isBlock() || name.equals("br")) {
      add(isHidden ? hidden : visible, " ");
    }
  }

  private void shape(Element element) {
    page.elements++;
    var parent = element.parent();
    var grand = parent == null ? null : parent.parent();
    var shape =
        (grand == null ? "" : grand.normalName())
            + ">"
            + (parent == null ? "" : parent.normalName())
            + ">"
            + element.normalName();
    page.shapes.merge(shape, 1, Integer::sum);
  }

  private void meaning(Element element, String name, boolean isHidden) {
    switch (name) {
      case "html" -> page.language = element.attr("lang");
      case "title" -> title(element);
      case "meta" -> meta(element);
      case "link" -> {
        if (element.attr("rel").equalsIgnoreCase("canonical")) {
          page.canonical = element.attr("href");
        }
      }
      case "a", "area" -> link(element, isHidden);
      case "script" -> Hosts.of(element.attr("src")).ifPresent(page.scriptHosts::add);
      case "iframe", "frame", "embed" ->
          Hosts.of(element.attr("src"))
              .ifPresent((isHidden ? page.hiddenFrameHosts : page.visibleFrameHosts)::add);
      case "object" -> Hosts.of(element.attr("data")).ifPresent(page.visibleFrameHosts::add);
      case "form" -> Hosts.of(element.attr("action")).ifPresent(page.formHosts::add);
      case "input" -> page.hasPassword |= element.attr("type").equalsIgnoreCase("password");
      case "img" -> {
        Hosts.of(element.attr("src")).ifPresent(page.imageHosts::add);
        add(isHidden ? hidden : visible, " " + element.attr("alt") + " ");
      }
      case "h1" -> page.heading += " " + cut(element.text());
      case "body" -> script(element.attr("onload"));
      default -> {
        // tells nothing by itself
      }
    }
  }

  private void title(Element element) {
    // An image drawn in the page may have a title of its own.
    if (page.title.isEmpty()
        && element.parent() != null
        && !"svg".equals(element.parent().normalName())) {
      page.title = cut(element.text());
    }
  }

  private void meta(Element element) {
    var name = Folding.lower(element.attr("name") + element.attr("property"));
    if (name.equals("description")
        || name.equals("keywords")
        || name.startsWith("og:title")
        || name.startsWith("og:desc")) {
      page.description += " " + cut(element.attr("content"));
    }
    if (element.attr("http-equiv").equalsIgnoreCase("refresh") && page.refresh.isEmpty()) {
      page.refresh = cut(element.attr("content"));
    }
  }

  private void link(Element element, boolean isHidden) {
    var address = element.attr("href").strip();
    if (page.links.size() < MOST_LINKS && !address.isEmpty()) {
      var text = cut(element.text() + " " + element.attr("title"));
      var isEmpty =
          element.text().isBlank()
              && element.selectFirst("img, svg, i, span, video, picture") == null;
      var host = Hosts.of(address).orElse("");
      page.links.add(
          new PageContent.Link(
              host, cut(address), text, isHidden || (isEmpty && element.childrenSize() == 0)));
    }
  }

  private void text(String text) {
    if (!levels.getFirst().isQuiet()) {
      add(levels.getFirst().isHidden() ? hidden : visible, text);
    }
  }

  private void data(DataNode data) {
    var parent = data.parent();
    if (parent != null && parent.normalName().equals("script")) {
      var type = Folding.lower(parent.attr("type"));
      if (type.isEmpty() || type.contains("javascript") || type.equals("module")) {
        script(data.getWholeData());
      }
    }
  }

  private void script(String text) {
    if (!text.isBlank() && page.inlineScripts.size() < MOST_SCRIPTS) {
      page.inlineScripts.add(text.length() > MOST_SCRIPT ? text.substring(0, MOST_SCRIPT) : text);
    }
  }

  private static void add(StringBuilder to, String text) {
    if (to.length() < MOST_TEXT) {
      to.append(text, 0, Math.min(text.length(), MOST_TEXT - to.length()));
    }
  }

  private static String cut(String text) {
    return text.length() > MOST_TITLE ? text.substring(0, MOST_TITLE) : text;
  }

  private static String or(@Nullable String given, String otherwise) {
    return given == null ? otherwise : given;
  }
}
