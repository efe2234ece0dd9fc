package kentongan.detection;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/// Keys and the small numbers that stand for them, in both directions. Numbers of removed keys are
/// given again. The hash is seeded, so that nobody can choose keys that collide.
final class Keys {
  static final int NONE = -1;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /// Stands where no key is; told apart by its identity, since a key may be empty.
  private static final byte[] REMOVED = {};

  private static final long MIX = 0x9E3779B97F4A7C15L;

  private final long seed = ThreadLocalRandom.current().nextLong() | 1;
  private byte[][] keys = new byte[16][];

  /// The hash of each key; of a free number, the next free one.
  private int[] hashes = new int[16];

  /// Numbers and one more, by hash; 0 is empty.
  private int[] table = new int[64];

  private int used;
  private int free = NONE;
  private int size;

  int size() {
    return size;
  }

  /// The number that is given next may be up to this one.
  int mostNumbers() {
    return keys.length;
  }

  byte[] key(int number) {
    return keys[number];
  }

  /// The number of a key; [#NONE] when it is not there.
  int find(byte[] bytes, int length) {
    int hash = hash(bytes, length);
    int mask = table.length - 1;
    for (int at = hash & mask; table[at] != 0; at = at + 1 & mask) {
      int number = table[at] - 1;
      if (hashes[number] == hash && equal(keys[number], bytes, length)) {
        return number;
      }
    }
    return NONE;
  }

  /// Adds a key that is not there.
  ///
  /// @return its number
  int add(byte[] bytes, int length) {
    if (size * 2 >= table.length) {
      rehash();
    }
    int number = free;
    if (number != NONE) {
      free = hashes[number];
    } else {
      number = used++;
      if (number == keys.length) {
        keys = Arrays.copyOf(keys, number * 2);
        hashes = Arrays.copyOf(hashes, number * 2);
      }
    }
    keys[number] = Arrays.copyOf(bytes, length);
    hashes[number] = hash(bytes, length);
    put(number);
    size++;
    return number;
  }

  /// Removes a key, and moves those back that had to give way to it.
  void remove(int number) {
    int mask = table.length - 1;
    int at = hashes[number] & mask;
    while (table[at] != number + 1) {
      at = at + 1 & mask;
    }
    int hole = at;
    for (at = at + 1 & mask; table[at] != 0; at = at + 1 & mask) {
      int wanted = hashes[table[at] - 1] & mask;
      if ((at - wanted & mask) >= (at - hole & mask)) {
        table[hole] = table[at];
        hole = at;
      }
    }
    table[hole] = 0;
    keys[number] = REMOVED;
    hashes[number] = free;
    free = number;
    size--;
  }

  private void put(int number) {
    int mask = table.length - 1;
    int at = hashes[number] & mask;
    while (table[at] != 0) {
      at = at + 1 & mask;
    }
    table[at] = number + 1;
  }

  private void rehash() {
    table = new int[table.length * 2];
    for (int number = 0; number < used; number++) {
      if (keys[number] != REMOVED) {
        put(number);
      }
    }
  }

  private int hash(byte[] bytes, int length) {
    long hash = seed ^ length * MIX;
    int at = 0;
    for (; at + 8 <= length; at += 8) {
      hash = mix(hash ^ (long) LONGS.get(bytes, at));
    }
    long rest = 0;
    for (; at < length; at++) {
      rest = rest << 8 | bytes[at] & 0xFF;
    }
    hash = mix(hash ^ rest);
    return (int) (hash ^ hash >>> 32);
  }

  private long mix(long value) {
    return Math.unsignedMultiplyHigh(value, MIX ^ seed) ^ value * (MIX ^ seed) ^ value >>> 29;
  }

  private static boolean equal(byte[] key, byte[] bytes, int length) {
    return key.length == length && Arrays.equals(key, 0, length, bytes, 0, length);
  }
}
