package kentongan.detection;

import java.time.Duration;
import java.util.Random;
import kentongan.rule.Correlation;

/// Matches made up by chance, given to one correlation alone: what it costs without reading any
/// document. For `kentongan bench correlation`.
public final class CorrelationLoad {
  private static final long LATENESS = Duration.ofMinutes(2).toMillis();
  private static final int TEXTS = 1 << 12;

  private final Correlator correlator;
  private final boolean numeric;
  private final String[] groups;
  private final String[] values = new String[TEXTS];
  private final Object[] refs = new Object[TEXTS];
  private final KeyText key = new KeyText();
  private final Measure.Value value = new Measure.Value();
  private final Random random = new Random(1);
  private long now;
  private long firings;

  /// @param groups how many there are
  public CorrelationLoad(Correlation rule, int groups) {
    this.correlator = new Correlator(rule, LATENESS, new Allowance(Bounds.DEFAULT));
    this.numeric = rule.isNumeric();
    this.groups = new String[groups];
    for (int i = 0; i < groups; i++) {
      this.groups[i] = "2001:db8::" + Integer.toHexString(i);
    }
    for (int i = 0; i < TEXTS; i++) {
      values[i] = "value-" + random.nextInt(TEXTS);
      refs[i] = i;
    }
  }

  /// Gives it so many matches, a millisecond each, one of ten up to half a minute late.
  public void give(int count) {
    int parts = correlator.rule().rules().size();
    for (int i = 0; i < count; i++) {
      now++;
      int chance = random.nextInt();
      key.clear();
      key.add(groups[(chance >>> 1) % groups.length]);
      if (numeric) {
        value.number(chance & 0xFFFF);
      } else {
        value.text().clearForNumber();
        value.text().add(values[chance & TEXTS - 1]);
      }
      long time = random.nextInt(10) == 0 ? now - random.nextInt(30_000) : now;
      firings +=
          correlator
              .add(random.nextInt(parts), key, value, time, now, now, refs[i & TEXTS - 1])
              .size();
    }
  }

  /// Gives one match to each group.
  public void fill() {
    int at = 0;
    for (var group : groups) {
      key.clear();
      key.add(group);
      value.text().clearForNumber();
      value.text().add(group);
      correlator.add(0, key, value, now, now, now, refs[at++ & TEXTS - 1]);
    }
  }

  /// How often it fired.
  public long firings() {
    return firings;
  }

  /// How many groups it remembers.
  public int groups() {
    return correlator.groups();
  }

  /// How many matches it forgot before their time.
  public long overflow() {
    return correlator.overflow();
  }
}
