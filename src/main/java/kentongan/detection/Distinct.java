package kentongan.detection;

import java.util.Arrays;

/// How many different values; or how many matches of a hundred have the value of the last one.
final class Distinct extends Measure {
  private final boolean shared;
  private final Keys values = new Keys();
  private int[] valueOf = new int[16];

  /// Of each value how many matches have it, in the span or not; and how many in the span.
  private int[] holders = new int[16];

  private int[] inSpan = new int[16];
  private int[] different = new int[16];

  /// @param shared whether the share of the last value is wanted
  Distinct(boolean shared) {
    this.shared = shared;
  }

  @Override
  void open(int group, int most) {
    super.open(group, most);
    if (most > different.length) {
      different = Arrays.copyOf(different, most);
    }
    different[group] = 0;
  }

  @Override
  void keep(int match, Value value) {
    var text = value.text();
    int number = values.find(text.bytes(), text.length());
    if (number == Keys.NONE) {
      number = values.add(text.bytes(), text.length());
      if (number >= holders.length) {
        holders = Arrays.copyOf(holders, values.mostNumbers());
        inSpan = Arrays.copyOf(inSpan, values.mostNumbers());
      }
    }
    holders[number]++;
    if (match >= valueOf.length) {
      valueOf = Arrays.copyOf(valueOf, Math.max(match + 1, valueOf.length * 2));
    }
    valueOf[match] = number;
  }

  @Override
  void forget(int match) {
    int number = valueOf[match];
    if (--holders[number] == 0) {
      values.remove(number);
    }
  }

  @Override
  void add(int group, int match) {
    if (inSpan[valueOf[match]]++ == 0) {
      different[group]++;
    }
  }

  @Override
  void remove(int group, int match) {
    if (--inSpan[valueOf[match]] == 0) {
      different[group]--;
    }
  }

  @Override
  double value(int group, int end, long after) {
    return shared ? 100.0 * inSpan[valueOf[end]] / count(group) : different[group];
  }
}
