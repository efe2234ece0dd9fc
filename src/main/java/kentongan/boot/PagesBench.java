package kentongan.boot;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import kentongan.watch.Approved;
import kentongan.watch.Page;
import kentongan.watch.PageComparison;
import kentongan.watch.Sight;
import kentongan.watch.WordLists;
import org.jsoup.Jsoup;

/// How many pages of 100 KB a core compares: changed ones, and unchanged ones; beside what jsoup
/// alone takes to read them, which is the floor of the first.
final class PagesBench {
  private static final int AIM = 500;

  private PagesBench() {}

  /// Measures, a line of JSON a figure.
  ///
  /// @param seconds for each figure, after as long a warm-up
  static void run(int seconds) {
    var news = page(0);
    var bytes = page(7);
    var approved = Optional.of(Approved.of(Page.of(news, Optional.empty())));
    var changed = Sight.of(Page.of(bytes, Optional.empty()));
    var same = Sight.of(Page.of(news.clone(), Optional.empty()));
    var lists = WordLists.house();
    Runnable floor = () -> parsed(bytes);
    Runnable compare = () -> PageComparison.of(changed, approved, lists);
    Runnable unchanged = () -> PageComparison.of(same, approved, lists);
    for (var work : new Runnable[] {floor, compare, unchanged}) {
      a(work, seconds);
    }
    // By turns, so that a busy machine is unfair to none.
    var floorRate = a(floor, seconds);
    var rate = a(compare, seconds);
    tell("changed pages of 100 KB compared a CPU second", rate, floorRate);
    tell("unchanged pages of 100 KB compared a CPU second", a(unchanged, seconds), floorRate);
  }

  private static void tell(String figure, double rate, double floor) {
    System.out.printf(
        java.util.Locale.ROOT,
        "{\"bench\":\"agent\",\"figure\":\"%s\",\"value\":%.0f,\"aim\":%d,\"jsoup_alone\":%.0f}%n",
        figure,
        rate,
        AIM,
        floor);
  }

  private static double a(Runnable work, int seconds) {
    var end = System.nanoTime() + seconds * 1_000_000_000L;
    var cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    var done = 0;
    while (System.nanoTime() < end) {
      work.run();
      done++;
    }
    return done / ((ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / 1e9);
  }

  private static void parsed(byte[] bytes) {
    try {
      Jsoup.parse(new ByteArrayInputStream(bytes), null, "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] page(int first) {
    var body =
        new StringBuilder(
            "<!doctype html><html lang=id><meta charset=utf-8><title>Kantor</title><main>");
    for (var i = first; body.length() < 100_000; i++) {
      body.append("<article><h2><a href=\"/berita/%d\">Rapat kerja</a></h2><p>".formatted(i));
      body.append("Pengawas mengikuti rapat koordinasi daerah. ".repeat(4))
          .append("</p></article>");
    }
    return body.append("</main>").toString().getBytes(StandardCharsets.UTF_8);
  }
}
