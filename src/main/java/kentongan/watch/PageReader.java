package kentongan.watch;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
  private static final int MOST_SHAPES = 4_096;

  private final WordLists lists;
  private final PageContent page = new PageContent();
  private final Style style = new Style();
  private final StringBuilder visible = new StringBuilder(4096);
  private final StringBuilder hidden = new StringBuilder();
  private final StringBuilder buried = new StringBuilder();
  private final StringBuilder comments = new StringBuilder();
  private final StringBuilder asides = new StringBuilder();
  private final StringBuilder title = new StringBuilder();
  private final StringBuilder heading = new StringBuilder();
  private final Deque<Level> levels = new ArrayDeque<>();
  private final Deque<OpenLink> open = new ArrayDeque<>();
  private boolean hasTitle;
  private boolean isWritten;

  /// What an element hands down.
  ///
  /// @param titles 0 outside, 1 in the title, 2 in a first heading
  private record Level(Hiding hiding, int ground, int colour, boolean isQuiet, int titles) {}

  /// A link whose end has not come yet.
  private static final class OpenLink {
    private final Element element;
    private final Hiding hiding;
    private final StringBuilder text = new StringBuilder();
    private boolean hasPicture;

    OpenLink(Element element, Hiding hiding) {
      this.element = element;
      this.hiding = hiding;
    }
  }

  private PageReader(WordLists lists) {
    this.lists = lists;
    levels.push(new Level(Hiding.NONE, -1, -1, false, 0));
  }

  static PageContent read(Page page, WordLists lists) {
    var reader = new PageReader(lists);
    var document = parsed(page);
    reader.page.isCut = page.bytes().length > MOST_BYTES;
    // Byte by byte, which is quick: neither needs to be known as text yet.
    var raw = new String(page.bytes(), StandardCharsets.ISO_8859_1);
    if (hasStyle(raw) || raw.contains("getElementById") || raw.indexOf('\0') >= 0) {
      reader.prepare(document);
    }
    document.traverse(reader);
    reader.written();
    return reader.content();
  }

  /// Jsoup's part of the work alone: the floor of [#read], for the benchmark.
  static Document parsed(Page page) {
    var length = Math.min(page.bytes().length, MOST_BYTES);
    var base = page.servedFrom().map(Object::toString).orElse("");
    var parser = Parser.htmlParser().setMaxDepth(MOST_DEPTH);
    try (var in = new ByteArrayInputStream(page.bytes(), 0, length)) {
      return Jsoup.parse(in, page.charset().map(c -> c.name()).orElse(null), base, parser);
    } catch (IOException | RuntimeException _) {
      // Not text at all: an image, a stream of noise.
      return Document.createShell("");
    }
  }

  /// Style sheets, and scripts that hide by id, come before what they hide.
  private void prepare(Document document) {
    var sheets = 0;
    for (var element : document.select("style, script")) {
      if (element.normalName().equals("style") && sheets++ < 50) {
        style.sheet(element.data());
      } else if (element.normalName().equals("script")
          && page.scripts.size() < MOST_SCRIPTS
          && element.data().contains("getElementById")) {
        Script.of(cut(element.data(), MOST_SCRIPT)).hides().forEach(style::hide);
      }
    }
  }

  private static boolean hasStyle(String raw) {
    for (var at = raw.indexOf('<'); at >= 0; at = raw.indexOf('<', at + 1)) {
      if (raw.regionMatches(true, at + 1, "style", 0, 5)) {
        return true;
      }
    }
    return false;
  }

  /// What scripts write is part of the page, though no visitor may see it.
  private void written() {
    isWritten = true;
    for (var script : page.scripts.toArray(new Script[0])) {
      for (var markup : script.written()) {
        Jsoup.parseBodyFragment(markup).body().traverse(this);
      }
    }
  }

  private PageContent content() {
    page.title = cut(title.toString().strip(), MOST_TITLE);
    page.heading = cut(heading.toString().strip(), MOST_TITLE);
    page.titleSays = Wording.of(page.title, lists);
    page.headingSays = Wording.of(page.heading, lists);
    page.descriptionSays = Wording.of(page.description, lists);
    page.visible = Wording.of(visible, lists, true);
    page.visibleLength = visible.length();
    page.hidden = Wording.of(hidden, lists);
    page.buried = Wording.of(buried, lists);
    page.comments = Wording.of(comments, lists);
    promotions();
    page.foreignLetters = Letters.foreign(visible);
    page.foreignTitle = Letters.foreign(page.title);
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
    if (node instanceof Element element) {
      levels.pop();
      if (!open.isEmpty() && open.peek().element == element) {
        closed(open.pop());
      }
    }
  }

  private void element(Element element) {
    var above = levels.getFirst();
    var name = element.normalName();
    var level = level(element, name, above);
    levels.push(level);
    shape(element, name);
    meaning(element, name, level);
    if (element.isBlock() || name.equals("br")) {
      separate(level.hiding());
    }
  }

  private Level level(Element element, String name, Level above) {
    var says = style.of(element);
    var titles = titles(element, name, above);
    var isQuiet = above.isQuiet() || name.equals("head") || name.equals("svg");
    if (says == Declarations.NONE && titles == above.titles() && isQuiet == above.isQuiet()) {
      return above;
    }
    var ground = says.ground() != -1 ? says.ground() : above.ground();
    var colour = says.colour() != -1 ? says.colour() : above.colour();
    var hiding = above.hiding().or(says.hiding());
    var isColoured = says.colour() != -1 || says.ground() != -1;
    if (isColoured && Colour.isSame(colour, ground)) {
      hiding = hiding.or(Hiding.BURIED);
    } else if (isColoured && ground == Colour.UNSET && Colour.isSame(colour, Colour.WHITE)) {
      hiding = hiding.or(Hiding.MAYBE);
    }
    return new Level(hiding, ground, colour, isQuiet, titles);
  }

  private int titles(Element element, String name, Level above) {
    if (name.equals("title") && !hasTitle && !isDrawn(element)) {
      hasTitle = true;
      return 1;
    }
    return name.equals("h1") ? 2 : above.titles();
  }

  /// An image drawn in the page may have a title of its own.
  private static boolean isDrawn(Element element) {
    return element.parent() != null && element.parent().normalName().equals("svg");
  }

  private void shape(Element element, String name) {
    if (isWritten) {
      return;
    }
    page.elements++;
    var parent = element.parent();
    var grand = parent == null ? null : parent.parent();
    var shape = name.hashCode();
    shape = shape * 31 + (parent == null ? 0 : parent.normalName().hashCode());
    shape = shape * 31 + (grand == null ? 0 : grand.normalName().hashCode());
    var count = page.shapes.get(shape);
    if (count != null) {
      count[0]++;
    } else if (page.shapes.size() < MOST_SHAPES) {
      page.shapes.put(shape, new int[] {1});
    }
  }

  private void meaning(Element element, String name, Level level) {
    switch (name) {
      case "html" -> page.language = cut(element.attr("lang"), 20);
      case "base" -> page.base = element.attr("href");
      case "meta" -> meta(element);
      case "link" -> related(element);
      case "a", "area" -> open.push(new OpenLink(element, hiding(level)));
      case "script" -> Hosts.of(element.attr("src")).ifPresent(page.scriptHosts::add);
      case "iframe", "frame", "embed" -> frame(element.attr("src"), level);
      case "object" -> frame(element.attr("data"), level);
      case "form" -> Hosts.of(element.attr("action")).ifPresent(page.formHosts::add);
      case "input", "button" -> {
        page.hasPassword |= element.attr("type").equalsIgnoreCase("password");
        Hosts.of(element.attr("formaction")).ifPresent(page.formHosts::add);
      }
      case "img" -> picture(element, level);
      case "i", "svg", "span", "video", "picture" -> {
        if (!open.isEmpty()) {
          open.peek().hasPicture = true;
        }
      }
      case "body" -> script(element.attr("onload"));
      default -> {
        // tells nothing by itself
      }
    }
  }

  private Hiding hiding(Level level) {
    // What a script writes is seen by no crawler that does not run it, and looked at no less.
    return isWritten ? level.hiding().or(Hiding.FOLDED) : level.hiding();
  }

  private void frame(String source, Level level) {
    Hosts.of(source)
        .ifPresent(
            (hiding(level) == Hiding.NONE ? page.visibleFrameHosts : page.hiddenFrameHosts)::add);
    if (source.startsWith("data:text/html") || source.startsWith("javascript:")) {
      script(ScriptText.percent(source.substring(source.indexOf(':') + 1)));
    }
  }

  private void picture(Element element, Level level) {
    Hosts.of(element.attr("src")).ifPresent(page.imageHosts::add);
    if (!open.isEmpty()) {
      open.peek().hasPicture = true;
    }
    text(" " + element.attr("alt") + " ");
    var error = element.attr("onerror");
    if (!error.isEmpty()) {
      script(error);
    }
  }

  private void related(Element element) {
    var kind = Folding.lower(element.attr("rel"));
    var address = element.attr("href");
    switch (kind) {
      case "canonical" -> page.canonical = address;
      case "amphtml" -> page.amp = address;
      case "alternate" -> {
        if (element.hasAttr("hreflang")) {
          Hosts.of(address).ifPresent(page.languageHosts::add);
        }
      }
      default -> {
        // style sheets, icons
      }
    }
  }

  private void meta(Element element) {
    var name = Folding.lower(element.attr("name") + element.attr("property"));
    if (name.equals("description")
        || name.equals("keywords")
        || name.equals("og:title")
        || name.equals("og:site_name")
        || name.equals("twitter:title")
        || name.equals("og:description")
        || name.equals("twitter:description")) {
      page.description = cut(page.description + " " + element.attr("content"), 4 * MOST_TITLE);
    }
    if (element.attr("http-equiv").equalsIgnoreCase("refresh") && page.refresh.isEmpty()) {
      page.refresh = cut(element.attr("content"), 2_000);
    }
  }

  private void closed(OpenLink link) {
    var address = link.element.attr("href").strip();
    if (page.links.size() >= MOST_LINKS || address.isEmpty()) {
      return;
    }
    if (address.regionMatches(true, 0, "javascript:", 0, 11)) {
      return;
    }
    var host = Hosts.of(address).orElse("");
    var said = link.text + " " + link.element.attr("title");
    var isEmpty = link.text.toString().isBlank() && !link.hasPicture;
    var hiding = isEmpty && !host.isEmpty() ? link.hiding.or(Hiding.FOLDED) : link.hiding;
    page.links.add(
        new PageContent.Link(
            host, cut(address, MOST_TITLE), hiding, cut(said, 2 * MOST_TITLE), false));
    if (!host.isEmpty() || address.indexOf('?') >= 0) {
      add(asides, address);
      add(asides, " ");
    }
    add(asides, link.element.attr("title"));
  }

  /// Which links promote: looked at only when the page has such words at all.
  private void promotions() {
    var asidesSay = Wording.of(ScriptText.percent(asides.toString()), lists);
    if (asidesSay.isInnocent()
        && page.buried.words() == 0
        && page.visible.isInnocent()
        && page.hidden.isInnocent()
        && page.buried.isInnocent()) {
      page.links.replaceAll(PageContent.Link::plain);
      return;
    }
    page.links.replaceAll(
        link -> promotes(link.text(), link.address()) ? link.promoting() : link.plain());
  }

  /// Whether a link's words promote, rather than warn.
  private boolean promotes(String text, String address) {
    var says = Wording.of(cut(text, 2 * MOST_TITLE), lists);
    var weight = Math.max(says.gambling().weight(), says.spam().weight());
    if (weight >= 6 && !says.isGuidance()) {
      return true;
    }
    var word = text.strip();
    if (word.indexOf('.') > 0 && word.indexOf(' ') < 0 && Hosts.isTelling(Folding.lower(word))) {
      return true;
    }
    // The words may stand in the address only: /?s=slot-gacor
    var isWeak = !says.gambling().weak().isEmpty() && !says.isGuidance();
    if (address.length() < 12 && !isWeak) {
      return false;
    }
    var named = Wording.of(cut(ScriptText.percent(address), MOST_TITLE), lists);
    return !named.isGuidance()
        && !says.isGuidance()
        && named.gambling().weight() >= (isWeak ? 5 : 12);
  }

  private void text(String text) {
    var level = levels.getFirst();
    if (level.titles() == 1) {
      add(title, text);
    } else if (!level.isQuiet()) {
      if (level.titles() == 2 && level.hiding() == Hiding.NONE) {
        add(heading, text);
      }
      add(place(level.hiding()), text);
      if (!open.isEmpty() && open.peek().text.length() < 1_000) {
        open.peek().text.append(text, 0, Math.min(text.length(), 1_000));
      }
    }
  }

  private StringBuilder place(Hiding hiding) {
    return switch (hiding) {
      case NONE, MAYBE -> isWritten ? hidden : visible;
      case FOLDED -> hidden;
      case BURIED -> buried;
    };
  }

  private void separate(Hiding hiding) {
    add(place(hiding), " ");
  }

  private void data(DataNode data) {
    var parent = data.parent();
    if (parent == null) {
      return;
    }
    var name = parent.normalName();
    if (name.equals("script")) {
      var type = Folding.lower(parent.attr("type"));
      if (type.isEmpty() || type.contains("javascript") || type.equals("module")) {
        script(data.getWholeData());
      }
    } else if (name.equals("noframes") || name.equals("noembed") || name.equals("noscript")) {
      Jsoup.parseBodyFragment(cut(data.getWholeData(), MOST_SCRIPT)).body().traverse(this);
    }
  }

  private void script(String text) {
    if (!text.isBlank() && page.scripts.size() < MOST_SCRIPTS && !isWritten) {
      var script = Script.of(cut(text, MOST_SCRIPT));
      page.scripts.add(script);
      page.scriptHashes.add(script.hash());
    }
  }

  private static void add(StringBuilder to, String text) {
    if (to.length() < MOST_TEXT) {
      to.append(text, 0, Math.min(text.length(), MOST_TEXT - to.length()));
    }
  }

  private static String cut(String text, int most) {
    return text.length() > most ? text.substring(0, most) : text;
  }
}
