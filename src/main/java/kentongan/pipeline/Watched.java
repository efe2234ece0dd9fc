package kentongan.pipeline;

import kentongan.asset.Asset;
import kentongan.watch.Terms;
import kentongan.watch.Watchers;

/// One asset under watch: how, and by whom.
public record Watched(Asset asset, Terms terms, Watchers watchers) {
  /// Whether several sides look at it, so that their words are compared before anybody is called.
  public boolean isJudged() {
    return watchers.witnesses() >= 2;
  }
}
