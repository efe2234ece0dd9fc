package kentongan.watch;

import java.net.URI;
import java.util.Arrays;
import java.util.Optional;

/// A page as it was approved, read once, with what is known of its normal change. A few kilobytes,
/// whatever the page's size.
public final class Approved {
  private final Optional<URI> url;
  private final Optional<URI> servedFrom;
  private final int length;
  private final byte[] hash;
  private final PageContent content;
  private final Habit habit;

  private Approved(
      Optional<URI> url,
      Optional<URI> servedFrom,
      int length,
      byte[] hash,
      PageContent content,
      Habit habit) {
    this.url = url;
    this.servedFrom = servedFrom;
    this.length = length;
    this.hash = hash;
    this.content = content;
    this.habit = habit;
  }

  /// Reads an approved page with the house's lists.
  public static Approved of(Page page) {
    return of(page, WordLists.house());
  }

  /// Reads an approved page.
  public static Approved of(Page page, WordLists lists) {
    return new Approved(
        page.url(),
        page.servedFrom(),
        page.bytes().length,
        page.hash(),
        PageReader.read(page, lists),
        Habit.NONE);
  }

  /// The same page, with what has been learned about it.
  public Approved with(Habit learned) {
    return new Approved(url, servedFrom, length, hash, content, learned);
  }

  /// What has been learned.
  public Habit habit() {
    return habit;
  }

  PageContent content() {
    return content;
  }

  Optional<URI> url() {
    return url;
  }

  Optional<URI> servedFrom() {
    return servedFrom;
  }

  boolean hasSameBytes(Page other) {
    return length == other.bytes().length && Arrays.equals(hash, other.hash());
  }
}
