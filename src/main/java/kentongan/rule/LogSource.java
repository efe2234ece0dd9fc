package kentongan.rule;

import java.util.ArrayList;
import java.util.Optional;

/// Which logs a rule is about. What is empty is not asked for.
///
/// @param category as in `webserver`
/// @param product as in `linux`
/// @param service as in `sshd`
public record LogSource(
    Optional<String> category, Optional<String> product, Optional<String> service) {

  /// Whether everything asked for here is asked for there too, with the same word.
  public boolean covers(LogSource narrower) {
    return within(category, narrower.category)
        && within(product, narrower.product)
        && within(service, narrower.service);
  }

  private static boolean within(Optional<String> wide, Optional<String> narrow) {
    return wide.isEmpty() || wide.equals(narrow);
  }

  @Override
  public String toString() {
    var words = new ArrayList<String>();
    category.ifPresent(word -> words.add("category " + word));
    product.ifPresent(word -> words.add("product " + word));
    service.ifPresent(word -> words.add("service " + word));
    return String.join(", ", words);
  }
}
