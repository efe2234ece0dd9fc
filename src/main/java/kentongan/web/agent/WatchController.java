package kentongan.web.agent;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import kentongan.asset.Asset;
import kentongan.asset.AssetId;
import kentongan.office.Role;
import kentongan.pipeline.Outcome;
import kentongan.pipeline.WatchActs;
import kentongan.watch.Maintenance;
import kentongan.watch.Terms;
import kentongan.web.Place;
import kentongan.web.Shown;
import kentongan.web.Told;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.WebSession;

/// How assets are watched, and announced work.
@Controller
final class WatchController {
  private static final String PAGE = "/pemantauan";
  private static final int MOST_ASSETS = 600;

  private final Told told;

  WatchController(Told told) {
    this.told = told;
  }

  @GetMapping(PAGE)
  String page(Place place, Model model) {
    var scope = place.viewer().scope();
    var terms = place.world().watching().plans().terms();
    var assets = place.world().organisation().assets().of(scope);
    model.addAttribute(
        "w",
        new WatchPage(
            assets.stream().limit(MOST_ASSETS).map(a -> row(a, terms.get(a.id()))).toList(),
            place.world().watching().maintenance().all().stream()
                .filter(work -> scope.contains(work.about().office()))
                .filter(work -> !work.isOver(place.now()))
                .map(work -> row(work, place))
                .toList(),
            mayChange(place)));
    return "agent/watch";
  }

  @PostMapping(PAGE + "/aset")
  String set(@ModelAttribute Form form, Place place, WebSession session, Locale locale) {
    var asset = asset(form, place);
    place.needs(Role.ADMINISTRATOR, asset.office());
    return told.go(session, terms(asset.id(), form, place), "watch.set", PAGE, locale);
  }

  private static Outcome terms(AssetId asset, Form form, Place place) {
    var before = place.world().watching().plans().terms().getOrDefault(asset, Terms.USUAL);
    try {
      var terms =
          new Terms(
              form.dipantau() != null,
              Duration.ofSeconds(number(form.tiap())),
              Duration.ofSeconds(number(form.halaman())),
              before.status(),
              words(form.memuat()),
              words(form.tanpa()),
              before.allow());
      return new WatchActs(place.world()).set(asset, terms, place.me());
    } catch (IllegalArgumentException wrong) {
      return new Outcome.Refused(String.valueOf(wrong.getMessage()));
    }
  }

  @PostMapping(PAGE + "/pemeliharaan")
  String announce(@ModelAttribute Form form, Place place, WebSession session, Locale locale) {
    var asset = asset(form, place);
    place.needsToAct(asset.office());
    return told.go(session, announced(asset, form, place), "watch.announced", PAGE, locale);
  }

  private static Outcome announced(Asset asset, Form form, Place place) {
    try {
      var from = LocalDate.parse(String.valueOf(form.mulai()));
      var days = days(form.hari());
      var until = String.valueOf(form.sampai());
      var about =
          form.kantor() == null
              ? new Maintenance.About(asset.office(), Optional.of(asset.id()))
              : new Maintenance.About(asset.office(), Optional.empty());
      var work =
          new Maintenance(
              "p-" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()),
              about,
              days,
              LocalTime.parse(String.valueOf(form.jam())),
              Duration.ofMinutes(number(form.menit())),
              ZoneId.of(String.valueOf(form.zona())),
              from,
              days.isEmpty() || until.length() != 10 ? from : LocalDate.parse(until),
              place.me().name(),
              Shown.line(String.valueOf(form.alasan()), 300));
      return new WatchActs(place.world()).announce(work, place.me());
    } catch (IllegalArgumentException | DateTimeException wrong) {
      return new Outcome.Refused(String.valueOf(wrong.getMessage()));
    }
  }

  @PostMapping(PAGE + "/selesai")
  String end(@ModelAttribute Form form, Place place, WebSession session, Locale locale) {
    var work =
        place.world().watching().maintenance().all().stream()
            .filter(one -> one.id().equals(form.id()))
            .findFirst()
            .orElseThrow(() -> Place.missing("maintenance"));
    place.needsToAct(work.about().office());
    var outcome = new WatchActs(place.world()).end(work.id(), place.me());
    return told.go(session, outcome, "watch.ended", PAGE, locale);
  }

  private static Asset asset(Form form, Place place) {
    return Optional.ofNullable(form.aset())
        .filter(AssetId::isName)
        .flatMap(name -> place.world().organisation().assets().find(new AssetId(name)))
        .filter(asset -> place.viewer().maySee(asset.office()))
        .orElseThrow(() -> Place.missing("asset"));
  }

  private static boolean mayChange(Place place) {
    return place.viewer().may(Role.ADMINISTRATOR, place.viewer().person().office());
  }

  private static long number(@Nullable String text) {
    if (text == null || !text.matches("[0-9]{1,6}")) {
      throw new IllegalArgumentException("'%s' (1–999999)".formatted(text));
    }
    return Long.parseLong(text);
  }

  private static List<String> words(@Nullable String lines) {
    return lines == null
        ? List.of()
        : Arrays.stream(lines.split(",", -1)).map(String::strip).filter(w -> !w.isEmpty()).toList();
  }

  private static Set<DayOfWeek> days(@Nullable String joined) {
    return joined == null
        ? Set.of()
        : Arrays.stream(joined.split(",", -1))
            .filter(day -> !day.isEmpty())
            .map(DayOfWeek::valueOf)
            .collect(Collectors.toUnmodifiableSet());
  }

  private static WatchPage.AssetRow row(Asset asset, @Nullable Terms terms) {
    var now = terms == null ? Terms.USUAL : terms;
    return new WatchPage.AssetRow(
        asset.id().name(),
        Shown.line(asset.name(), 200),
        now.isWatched(),
        now.every().toSeconds(),
        now.pageEvery().toSeconds(),
        String.join(", ", now.contains()),
        String.join(", ", now.absent()));
  }

  private static WatchPage.WorkRow row(Maintenance work, Place place) {
    var office = place.office(work.about().office());
    return new WatchPage.WorkRow(
        work.id(),
        work.about().asset().map(AssetId::name).orElse(office.officeName()),
        work.days().stream().sorted().map(Enum::name).toList(),
        "%s–%s".formatted(work.begins(), work.begins().plus(work.lasts())),
        work.zone().getId(),
        "%s – %s".formatted(work.from(), work.until()),
        work.owner(),
        work.reason(),
        work.isOn(place.now()));
  }

  /// What the forms of this page send.
  public record Form(
      @Nullable String aset,
      @Nullable String dipantau,
      @Nullable String tiap,
      @Nullable String halaman,
      @Nullable String memuat,
      @Nullable String tanpa,
      @Nullable String kantor,
      @Nullable String hari,
      @Nullable String jam,
      @Nullable String menit,
      @Nullable String zona,
      @Nullable String mulai,
      @Nullable String sampai,
      @Nullable String alasan,
      @Nullable String id) {}
}
