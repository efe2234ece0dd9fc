package kentongan.boot.demo;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import kentongan.office.OfficeId;

/// What the demonstration asks of headquarters' collector.
interface Headquarters extends AutoCloseable {
  /// Where the dashboard answers.
  URI url();

  /// Where agents knock.
  URI agentsUrl();

  /// Stores the demonstration's people, rosters and sites.
  void seed(DemoSites sites);

  /// A one-time token for an agent of an office.
  String token(OfficeId office);

  /// How many events match since then.
  ///
  /// @param query query-string syntax, as in `event.dataset:kentongan.heartbeat`
  long count(String query, Instant since);

  /// All incidents, in the order of their numbers.
  ///
  /// @param mail where their notices arrive
  List<Row> incidents(MailCatcher mail);

  /// Where a browser signs in without a password, once.
  String signInLink();

  @Override
  void close();
}
