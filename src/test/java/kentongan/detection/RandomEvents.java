package kentongan.detection;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.random.RandomGenerator;

/// Documents that hold the fields that rules ask for, in all the ways in which they may.
final class RandomEvents {
  static final List<String> FIELDS =
      List.of("A", "B", "a", "a.b", "a.b.c", "b.c", "url.path", "é.ß", "d.e.f.g", "a..b", "A b");

  private final RandomGenerator random;
  private final RandomTexts texts;

  RandomEvents(RandomGenerator random, RandomTexts texts) {
    this.random = random;
    this.texts = texts;
  }

  Tree.Obj event() {
    var event = new Tree.Obj();
    for (int n = random.nextInt(9); n > 0; n--) {
      put(event, texts.pick(FIELDS), value(0));
    }
    if (texts.chance(4)) {
      put(event, "kind", new Tree.Str(texts.pick(List.of("test", "TEST", "web", "other", ""))));
    }
    if (texts.chance(5)) {
      put(event, texts.text().replace("\uD83D", "").replace("\uDE00", ""), value(0));
    }
    return event;
  }

  /// The same event, a little different: what a memory must not mix up.
  Tree.Obj alike(Tree.Obj event) {
    var other = new Tree.Obj(new LinkedHashMap<>(event.members()));
    switch (random.nextInt(4)) {
      case 0 -> put(other, texts.pick(FIELDS), value(0));
      case 1 -> {
        if (!other.members().isEmpty()) {
          other.members().remove(texts.pick(List.copyOf(other.members().keySet())));
        }
      }
      default -> {
        if (!other.members().isEmpty()) {
          other.members().replaceAll((k, v) -> texts.chance(3) ? alike(v) : v);
        }
      }
    }
    return other;
  }

  private Tree alike(Tree tree) {
    return switch (tree) {
      case Tree.Str(var text) when !text.isEmpty() ->
          new Tree.Str(
              switch (random.nextInt(5)) {
                case 0 -> texts.swapped(text);
                case 1 -> text + texts.word();
                case 2 -> texts.word() + text;
                case 3 -> text.substring(0, text.length() - 1);
                default -> texts.text();
              });
      case Tree.Obj object -> alike(object);
      case Tree.Arr(var items) when !items.isEmpty() ->
          new Tree.Arr(items.stream().map(item -> texts.chance(2) ? alike(item) : item).toList());
      default -> value(0);
    };
  }

  private Tree value(int level) {
    return switch (random.nextInt(level > 2 ? 12 : 16)) {
      case 0 -> new Tree.Nil();
      case 1 -> new Tree.Bool(random.nextBoolean());
      case 2, 3 ->
          new Tree.Num(
              texts.pick(
                  List.of(
                      "0",
                      "-0",
                      "1",
                      "10",
                      "-5",
                      "9.5",
                      "1.50",
                      "1e3",
                      "1E+2",
                      "1000",
                      "999999999",
                      "12345678901234567890",
                      "0.1",
                      "-0.0",
                      "123456789012345",
                      "1234567890123456")));
      case 12, 13 -> {
        var items = new ArrayList<Tree>();
        for (int n = random.nextInt(4); n > 0; n--) {
          items.add(value(level + 1));
        }
        yield new Tree.Arr(items);
      }
      case 14 -> {
        var object = new Tree.Obj();
        for (int n = random.nextInt(3); n > 0; n--) {
          put(object, texts.pick(FIELDS), value(level + 1));
        }
        yield object;
      }
      default -> new Tree.Str(texts.text());
    };
  }

  /// Nested, with dots in its keys, or through arrays.
  private void put(Tree.Obj into, String path, Tree value) {
    var steps = path.split("\\.", -1);
    var here = into;
    int at = 0;
    while (true) {
      int taken = random.nextInt(1, steps.length - at + 1);
      var key = String.join(".", List.of(steps).subList(at, at + taken));
      at += taken;
      if (at == steps.length) {
        here.members().put(key, value);
        return;
      }
      var child = new Tree.Obj();
      if (here.members().get(key) instanceof Tree.Obj(var members)) {
        child.members().putAll(members);
      }
      here.members().put(key, texts.chance(6) ? beside(child) : child);
      here = child;
    }
  }

  private Tree beside(Tree child) {
    var items = new ArrayList<Tree>(List.of(child));
    if (texts.chance(2)) {
      items.add(random.nextInt(2), value(2));
    }
    return new Tree.Arr(items);
  }
}
