package kentongan.watch;

import static kentongan.watch.Testimony.Answer.FAILED;
import static kentongan.watch.Testimony.Answer.NOTHING;
import static kentongan.watch.Testimony.Answer.REACHED;

import java.util.ArrayList;
import java.util.List;
import kentongan.watch.Testimony.Answer;

/// Where the fault lies, and why, in words that an officer understands.
///
/// A site is down only when nobody outside its own office reaches it: one witness can lie. What
/// headquarters sees counts for nothing while it sees nothing at all.
///
/// @param fault where it lies
/// @param reasons in Indonesian, what each witness said first
/// @param reasonsEnglish the same in English
public record Judgement(Fault fault, List<String> reasons, List<String> reasonsEnglish) {
  public Judgement {
    reasons = List.copyOf(reasons);
    reasonsEnglish = List.copyOf(reasonsEnglish);
  }

  /// Decides from what was said alone.
  public static Judgement of(Testimony said) {
    var own = said.isHeard() ? said.own() : NOTHING;
    var headquarters = said.isBlind() ? NOTHING : said.headquarters();
    var outside = said.neighbours().or(headquarters);
    var reasons = new Reasons();
    reasons.witnesses(said, own, headquarters);
    var fault = fault(said, own, outside, reasons);
    return new Judgement(fault, reasons.indonesian, reasons.english);
  }

  private static Fault fault(Testimony said, Answer own, Answer outside, Reasons why) {
    if (outside == NOTHING && own == NOTHING) {
      return alone(said, why);
    }
    if (!said.isHeard()) {
      return silent(said, outside, why);
    }
    if (outside == REACHED) {
      if (own == FAILED) {
        why.add(
            "Hanya dari kantornya sendiri situs tidak terbuka; periksa jaringan kantor itu",
            "Only its own office cannot open the site; look at that office's network");
      }
      return Fault.UP;
    }
    if (outside == FAILED) {
      why.add(
          own == REACHED
              ? "Situs hanya terbuka dari dalam kantornya, jadi masyarakat tidak dapat membukanya"
              : "Tidak seorang pun dapat membuka situs",
          own == REACHED
              ? "The site opens only from within its office, so the public cannot open it"
              : "Nobody can open the site");
      return Fault.SITE_DOWN;
    }
    return own == FAILED ? Fault.SITE_DOWN : Fault.UP;
  }

  /// The office's agent is silent, and somebody outside has looked.
  private static Fault silent(Testimony said, Answer outside, Reasons why) {
    if (outside == REACHED && said.isBehindLine()) {
      why.add(
          "Situs di kantor itu terbuka, jadi internetnya hidup: agennya yang berhenti",
          "The site at that office opens, so its line carries: the agent has stopped");
      return Fault.AGENT_DOWN;
    }
    if (outside == REACHED) {
      why.add(
          "Situsnya terbuka karena berada di tempat lain, tetapi kantornya diam",
          "The site opens because it runs elsewhere, but the office is silent");
      return Fault.OFFICE_LINE_DOWN;
    }
    if (said.isBehindLine()) {
      why.add(
          "Situs berada di kantor yang sama dan ikut hilang: internet kantor terputus",
          "The site is at the same office and is gone too: the office's line is cut");
      return Fault.OFFICE_LINE_DOWN;
    }
    why.add(
        "Situs tidak berada di kantor itu dan tidak terbuka dari mana pun",
        "The site does not run at that office and opens from nowhere");
    return Fault.SITE_DOWN;
  }

  /// Nobody has anything to say about the site.
  private static Fault alone(Testimony said, Reasons why) {
    if (said.isBlind()) {
      why.add(
          "Pusat tidak melihat apa pun; keadaan situs tidak diketahui",
          "Headquarters sees nothing; how the site is, is not known");
      return Fault.BLIND;
    }
    return said.isHeard() ? Fault.UP : Fault.OFFICE_LINE_DOWN;
  }

  /// Both languages side by side.
  private static final class Reasons {
    private final List<String> indonesian = new ArrayList<>();
    private final List<String> english = new ArrayList<>();

    void add(String inIndonesian, String inEnglish) {
      indonesian.add(inIndonesian);
      english.add(inEnglish);
    }

    void witnesses(Testimony said, Answer own, Answer headquarters) {
      add(
          said.isHeard() ? "Agen kantor terdengar" : "Agen kantor tidak terdengar",
          said.isHeard() ? "The office's agent is heard" : "The office's agent is not heard");
      if (said.isHeard()) {
        witness("Kantor sendiri", "Its own office", own);
      }
      witness("Kantor tetangga", "Neighbours", said.neighbours());
      if (said.isBlind()) {
        add(
            "Pusat sedang tidak dapat mencapai apa pun, jadi penglihatannya tidak dihitung",
            "Headquarters reaches nothing just now, so what it sees does not count");
      } else {
        witness("Pusat", "Headquarters", headquarters);
      }
    }

    private void witness(String who, String whoEnglish, Answer answer) {
      switch (answer) {
        case REACHED -> add(who + " dapat membukanya", whoEnglish + ": can open it");
        case FAILED -> add(who + " tidak dapat membukanya", whoEnglish + ": cannot open it");
        case NOTHING -> {
          // who saw nothing says nothing
        }
      }
    }
  }
}
