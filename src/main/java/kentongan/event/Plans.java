package kentongan.event;

import java.util.Optional;

/// What the door asks of the plans: the newest for an agent, and the key that they are signed with.
/// Asked with each batch: answer from memory.
public interface Plans {
  /// No plans: agents do what their own file says.
  Plans NONE =
      new Plans() {
        @Override
        public Optional<SignedPlan> newer(AgentId agent, long held) {
          return Optional.empty();
        }

        @Override
        public byte[] publicKey() {
          return new byte[0];
        }
      };

  /// The plan in force for an agent; empty when it holds that one already, or there is none for it.
  ///
  /// @param held the version it says it holds; 0 for none
  Optional<SignedPlan> newer(AgentId agent, long held);

  /// The key that agents check plans with, given to them at enrolment: Ed25519, 32 bytes, raw;
  /// empty when nobody signs plans.
  byte[] publicKey();
}
