package kentongan.web;

import java.io.Serializable;

/// A word of the machine at the top of a page: what was done, or why not.
///
/// @param kind `done`, `refused`, `care` or `info`
public record Word(String kind, String text) implements Serializable {
  static final String KEPT = "word";
}
