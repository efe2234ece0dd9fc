package kentongan.pipeline;

import java.time.Duration;
import java.time.Instant;
import kentongan.asset.AssetId;
import kentongan.ledger.Act;
import kentongan.office.Actor;
import kentongan.office.PersonId;
import kentongan.watch.Maintenance;
import kentongan.watch.Terms;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What people change about watching: how an asset is checked, and when work is announced. Each
/// change is an entry of the ledger in the same transaction.
public final class WatchActs {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final World world;

  public WatchActs(World world) {
    this.world = world;
  }

  /// Changes how an asset is watched; agents have it within ten seconds.
  public Outcome set(AssetId asset, Terms terms, PersonId by) {
    if (world.organisation().assets().find(asset).isEmpty()) {
      return new Outcome.Missing(asset.name());
    }
    world
        .desk()
        .write(() -> {
          world.watching().plans().set(asset, terms, now());
          var detail = JSON.createObjectNode();
          detail.put("watched", terms.isWatched());
          detail.put("every_s", terms.every().toSeconds());
          detail.put("page_every_s", terms.pageEvery().toSeconds());
          detail.set("status", JSON.valueToTree(terms.status().stream().sorted().toList()));
          detail.set("contains", JSON.valueToTree(terms.contains()));
          detail.set("absent", JSON.valueToTree(terms.absent()));
          detail.set("allow", JSON.valueToTree(terms.allow()));
          enter("watch.terms-set", asset.name(), detail, by);
        });
    return Outcome.DONE;
  }

  /// Announces work: while it lasts nobody is called about what does not answer.
  public Outcome announce(Maintenance work, PersonId by) {
    if (work.isOver(now())) {
      return new Outcome.Refused("Waktu pemeliharaan itu sudah lewat");
    }
    world
        .desk()
        .write(() -> {
          world.watching().maintenance().add(work, now());
          var detail = JSON.createObjectNode();
          detail.put("office", work.about().office().code());
          work.about().asset().ifPresent(asset -> detail.put("asset", asset.name()));
          detail.set(
              "days", JSON.valueToTree(work.days().stream().sorted().map(Enum::name).toList()));
          detail.put("begins", work.begins().toString()).put("zone", work.zone().getId());
          detail.put("lasts_min", Duration.ofMillis(work.lasts().toMillis()).toMinutes());
          detail.put("from", work.from().toString()).put("until", work.until().toString());
          detail.put("owner", work.owner()).put("reason", work.reason());
          enter("maintenance.announced", work.id(), detail, by);
        });
    return Outcome.DONE;
  }

  /// Ends announced work before its time.
  public Outcome end(String id, PersonId by) {
    world
        .desk()
        .write(() -> {
          world.watching().maintenance().end(id, now());
          enter("maintenance.ended", id, JSON.createObjectNode(), by);
        });
    return Outcome.DONE;
  }

  private void enter(String act, String subject, ObjectNode detail, PersonId by) {
    world.handling().ledger().append(new Act(now(), Actor.person(by), act, subject, detail));
  }

  private Instant now() {
    return world.clock().instant();
  }
}
