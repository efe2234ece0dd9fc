package kentongan.watch;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import kentongan.asset.AssetId;
import kentongan.office.OfficeId;

/// Announced work: while it lasts nobody is called about what does not answer, and everything seen
/// is kept all the same. It ends by itself.
///
/// @param id 1 to 40 of `a-z 0-9 -`
/// @param about what it is about
/// @param days on which days of the week it begins, in its zone; empty for once, on `from`
/// @param begins at which time of day
/// @param lasts how long, at most a day
/// @param zone one of Asia/Jakarta (WIB), Asia/Makassar (WITA), Asia/Jayapura (WIT)
/// @param from the first day it may begin on
/// @param until the last day it may begin on
/// @param owner who answers for it: a sign-in name
/// @param reason why, in a sentence
public record Maintenance(
    String id,
    About about,
    Set<DayOfWeek> days,
    LocalTime begins,
    Duration lasts,
    ZoneId zone,
    LocalDate from,
    LocalDate until,
    String owner,
    String reason) {
  private static final Set<String> ZONES = Set.of("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura");

  /// Nothing recurs for longer without somebody saying so again.
  public static final Duration LONGEST_LIFE = Duration.ofDays(400);

  public Maintenance {
    Objects.requireNonNull(about);
    days = Set.copyOf(days);
    expect(id.matches("[a-z0-9-]{1,40}"), "id", id, "1 to 40 of a-z 0-9 -");
    expect(ZONES.contains(zone.getId()), "zone", zone, "WIB, WITA or WIT");
    expect(
        lasts.compareTo(Duration.ofMinutes(1)) >= 0 && lasts.compareTo(Duration.ofDays(1)) <= 0,
        "lasts",
        lasts,
        "1 minute to 24 hours");
    expect(
        !until.isBefore(from) && !until.isAfter(from.plusDays(LONGEST_LIFE.toDays())),
        "until",
        until,
        "not before it begins, at most 400 days later");
    expect(!owner.isBlank() && owner.length() <= 64, "owner", owner, "who answers for it");
    expect(!reason.isBlank() && reason.length() <= 300, "reason", reason, "1 to 300 characters");
  }

  /// What it is about: one asset, or everything of an office.
  ///
  /// @param asset empty for all of the office's
  public record About(OfficeId office, Optional<AssetId> asset) {
    public About {
      Objects.requireNonNull(office);
      Objects.requireNonNull(asset);
    }

    /// Whether something of this office, about this asset, is meant.
    public boolean covers(OfficeId of, Optional<AssetId> what) {
      return asset.isPresent() ? asset.equals(what) : office.equals(of);
    }
  }

  /// When the work that is under way ends; empty when none is.
  public Optional<Instant> endsAt(Instant now) {
    var today = now.atZone(zone).toLocalDate();
    // What began late yesterday may last into today.
    return endOf(today.minusDays(1), now).or(() -> endOf(today, now));
  }

  /// Whether it lasts now.
  public boolean isOn(Instant now) {
    return endsAt(now).isPresent();
  }

  /// Whether it will never be on again.
  public boolean isOver(Instant now) {
    var last = days.isEmpty() ? from : until;
    return !now.isBefore(last.atTime(begins).atZone(zone).toInstant().plus(lasts));
  }

  private Optional<Instant> endOf(LocalDate day, Instant now) {
    var isMeant =
        days.isEmpty()
            ? day.equals(from)
            : days.contains(day.getDayOfWeek()) && !day.isBefore(from) && !day.isAfter(until);
    var start = day.atTime(begins).atZone(zone).toInstant();
    var end = start.plus(lasts);
    return isMeant && !now.isBefore(start) && now.isBefore(end)
        ? Optional.of(end)
        : Optional.empty();
  }

  private static void expect(boolean holds, String what, Object given, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(
          "maintenance.%s: '%s' (expected: %s)".formatted(what, given, expected));
    }
  }
}
