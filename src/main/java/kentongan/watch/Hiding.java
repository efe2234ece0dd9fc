package kentongan.watch;

/// How an element is kept from being seen.
enum Hiding {
  /// It is seen.
  NONE,
  /// The letters may be in the colour of their ground, as far as this page's own style tells.
  MAYBE,
  /// As menus and dialogues are, until somebody opens them.
  FOLDED,
  /// As nobody does who wants it read: far off, of no size, transparent, in the colour of its
  /// ground.
  BURIED;

  Hiding or(Hiding other) {
    return other.compareTo(this) > 0 ? other : this;
  }
}
