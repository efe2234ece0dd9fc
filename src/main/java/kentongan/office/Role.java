package kentongan.office;

/// What a person may do, within the subtree of an office.
public enum Role {
  /// Looks, changes nothing.
  VIEWER,
  /// Acknowledges, walks playbooks, writes notes.
  RESPONDER,
  /// Takes charge, approves reports, closes.
  COMMANDER,
  /// Starts and stops exercises.
  EXERCISE_CONTROLLER,
  /// Reads everything, the ledger included; changes nothing.
  AUDITOR,
  /// Manages people, offices' assets, agents.
  ADMINISTRATOR
}
