package kentongan.detection;

/// A part of an array as a text, for the regular expressions.
@SuppressWarnings("ArrayRecordComponent") // a view, compared by nobody
record Slice(char[] text, int start, int length) implements CharSequence {
  @Override
  public char charAt(int index) {
    return text[start + index];
  }

  @Override
  public CharSequence subSequence(int from, int to) {
    return new Slice(text, start + from, to - from);
  }

  @Override
  public String toString() {
    return new String(text, start, length);
  }
}
