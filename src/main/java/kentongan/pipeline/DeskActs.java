package kentongan.pipeline;

import java.time.Duration;
import java.time.Instant;
import kentongan.event.AgentId;
import kentongan.ledger.Act;
import kentongan.office.Actor;
import kentongan.office.OfficeId;
import kentongan.office.PersonId;
import kentongan.oncall.Post;
import kentongan.oncall.Roster;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What people change at the desk beside incidents: rosters, agents. Each change is an entry of the
/// ledger in the same transaction.
public final class DeskActs {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final World world;

  public DeskActs(World world) {
    this.world = world;
  }

  /// Replaces the roster of its office.
  public Outcome save(Roster roster, PersonId by) {
    world
        .desk()
        .write(() -> {
          world.organisation().rosters().save(roster);
          var detail = JSON.createObjectNode();
          for (var post : Post.values()) {
            var person = roster.standing().get(post);
            detail.put(Recording.word(post.name()), person == null ? "" : person.name());
          }
          enter("roster.saved", roster.office().code(), detail, by);
        });
    return Outcome.DONE;
  }

  /// Issues a token that lets one agent of an office in.
  ///
  /// @return the token; it is not kept and not written down
  public String issueToken(OfficeId office, Duration worksFor, PersonId by) {
    return world
        .desk()
        .write(() -> {
          var token = world.events().agents().issueToken(office, now().plus(worksFor));
          enter("agent.token-issued", office.code(), JSON.createObjectNode(), by);
          return token;
        });
  }

  /// Refuses everything from an agent from now on.
  ///
  /// @param why told to the agent and kept in the ledger; must not be blank
  public Outcome revoke(AgentId agent, String why, PersonId by) {
    if (why.isBlank()) {
      return new Outcome.Refused("alasan pencabutan: kosong (harap diisi)");
    }
    world
        .desk()
        .write(() -> {
          world.events().agents().revoke(agent, why, now());
          enter("agent.revoked", agent.value(), JSON.createObjectNode().put("why", why), by);
        });
    world.out().changed().accept("agents");
    return Outcome.DONE;
  }

  private void enter(String act, String subject, ObjectNode detail, PersonId by) {
    world.handling().ledger().append(new Act(now(), Actor.person(by), act, subject, detail));
  }

  private Instant now() {
    return world.clock().instant();
  }
}
