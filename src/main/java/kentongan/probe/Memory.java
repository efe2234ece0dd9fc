package kentongan.probe;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What a question's earlier answers were, kept over restarts by whoever asks. Small texts only.
public interface Memory {
  Optional<String> recall(String name);

  void keep(String name, String value);

  /// A memory of its own per question: each name is put behind the question's.
  default Memory of(String question) {
    var whole = this;
    return new Memory() {
      @Override
      public Optional<String> recall(String name) {
        return whole.recall(question + "/" + name);
      }

      @Override
      public void keep(String name, String value) {
        whole.keep(question + "/" + name, value);
      }
    };
  }

  /// A memory that ends with the process.
  static Memory passing() {
    var kept = new ConcurrentHashMap<String, String>();
    return new Memory() {
      @Override
      public Optional<String> recall(String name) {
        return Optional.ofNullable(kept.get(name));
      }

      @Override
      public void keep(String name, String value) {
        kept.put(name, value);
      }
    };
  }
}
