package kentongan.exercise;

import java.time.Duration;
import java.util.List;
import kentongan.asset.AssetId;
import kentongan.event.AgentId;

/// One thing that happens in a scenario.
///
/// @param id its short name
/// @param at how long after the beginning
/// @param title what happens, for the controller's eyes
public record Inject(String id, Duration at, Phrase title, Kind kind) {
  public Inject {
    Names.check("inject", id);
    if (at.isNegative()) {
      throw new IllegalArgumentException(
          "inject %s: at %s (expected: 0 or later)".formatted(id, at));
    }
  }

  /// Until when it lasts; for something of one moment that moment itself.
  public Duration until() {
    return switch (kind) {
      case Kind.ChecksFail fail -> at.plus(fail.lasts());
      case Kind.Silence silence -> at.plus(silence.lasts());
      case Kind.PageChanges page -> at.plus(page.lasts());
      case Kind.LogLines log -> at.plus(log.every().multipliedBy(log.lines().size() - 1L));
      case Kind.Tell _ -> at;
    };
  }

  /// What sort of thing it is. All but [Tell] become events, on the road that every event takes.
  public sealed interface Kind {
    /// The checks of an asset fail, as every station sees it that watches the asset.
    ///
    /// @param reason one of `kentongan.check.reason`
    /// @param status the HTTP status with reason `status`, else 0
    record ChecksFail(AssetId asset, String reason, int status, Duration lasts) implements Kind {}

    /// A station's line is cut. What it sees meanwhile arrives when the line is back.
    record Silence(AgentId station, Duration lasts) implements Kind {}

    /// The page of an asset is found changed, with every look of every station that watches it.
    ///
    /// @param verdict one of `kentongan.page.verdict`
    record PageChanges(
        AssetId asset,
        String verdict,
        double score,
        double changed,
        int hiddenLinks,
        List<String> newHosts,
        List<String> reasons,
        Duration lasts)
        implements Kind {
      public PageChanges {
        newHosts = List.copyOf(newHosts);
        reasons = List.copyOf(reasons);
      }
    }

    /// A machine writes log lines, one after the other.
    ///
    /// @param station whose agent reads them
    /// @param dataset `system.auth`, `nginx.access`, `apache.access` or `log`
    record LogLines(
        AgentId station, String dataset, String file, Duration every, List<String> lines)
        implements Kind {
      public LogLines {
        lines = List.copyOf(lines);
      }
    }

    /// A text is shown to participants: a call from the press, a question from above.
    ///
    /// @param from who seems to say it
    /// @param to which players see it; empty: all
    record Tell(Phrase from, List<String> to, Phrase text) implements Kind {
      public Tell {
        to = List.copyOf(to);
      }
    }
  }
}
