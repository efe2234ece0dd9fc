package kentongan.agent;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What the agent does for the people of its office while headquarters cannot be reached.
///
/// @param listen `address:port` of the page; none without it
/// @param hosts further names under which browsers may ask for it
/// @param contacts whom to call, one line each
/// @param sms a command and its words, run without a shell; the code is its last word
/// @param smsAfter how long the line must be dead
public record OfficeSettings(
    Optional<String> listen,
    List<String> hosts,
    List<String> contacts,
    List<String> sms,
    Duration smsAfter) {
  /// No page, no messages.
  public static final OfficeSettings NONE =
      new OfficeSettings(Optional.empty(), List.of(), List.of(), List.of(), Duration.ofMinutes(10));

  public OfficeSettings {
    hosts = List.copyOf(hosts);
    contacts = List.copyOf(contacts);
    sms = List.copyOf(sms);
    if (listen.isPresent() && !listen.get().matches("\\[?[0-9A-Fa-f.:]{2,45}\\]?:[0-9]{1,5}")) {
      throw new IllegalArgumentException(
          "listen: '%s' (expected: an address and a port, as in 127.0.0.1:8686)"
              .formatted(listen.get()));
    }
    if (contacts.size() > 50 || contacts.stream().anyMatch(c -> c.length() > 300)) {
      throw new IllegalArgumentException(
          "contacts: too many or too long (expected: at most 50 of 300 characters)");
    }
  }
}
