package kentongan.exercise;

import java.util.List;

/// Where an exercise's world ends: what would have left it lies here, to be looked at.
public interface Tray {
  /// Keeps a message, once.
  void keep(KeptMessage message);

  /// Keeps a report, once.
  void keep(KeptReport report);

  /// The newest messages, newest first.
  List<KeptMessage> messages(int most);

  /// All reports, oldest first.
  List<KeptReport> reports();
}
