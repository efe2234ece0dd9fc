package kentongan.watch;

import java.util.Optional;

/// A page as it was approved, read once, with what is known of its normal change. A few kilobytes,
/// whatever the page's size.
public final class Approved {
  private final Page page;
  private final PageContent content;
  private final Habit habit;

  private Approved(Page page, PageContent content, Habit habit) {
    this.page = page;
    this.content = content;
    this.habit = habit;
  }

  /// Reads an approved page with the house's lists.
  public static Approved of(Page page) {
    return of(page, WordLists.house());
  }

  /// Reads an approved page.
  public static Approved of(Page page, WordLists lists) {
    return new Approved(page, PageReader.read(page, lists), Habit.NONE);
  }

  /// The same page, with what has been learned about it.
  public Approved with(Habit learned) {
    return new Approved(page, content, learned);
  }

  /// What has been learned.
  public Habit habit() {
    return habit;
  }

  PageContent content() {
    return content;
  }

  Optional<java.net.URI> url() {
    return page.url();
  }

  Optional<java.net.URI> servedFrom() {
    return page.servedFrom();
  }

  boolean hasSameBytes(Page other) {
    return java.util.Arrays.equals(page.bytes(), other.bytes());
  }
}
