package kentongan.notice;

import java.time.Instant;
import java.util.List;

/// Notices on their way out. Put in the transaction that decided them, taken out by a dispatcher
/// afterwards: never lost between "decided" and "sent".
public interface Outbox {
  /// Puts a notice in, once.
  ///
  /// @return false when one with this id was put before; that one stays as it is
  boolean put(Notice notice);

  /// Waiting notices of a channel whose time has come, those longest due first.
  List<Notice> due(String channel, Instant now, int max);

  /// Keeps a token's hash just before a try, so that its link will work.
  void issued(NoticeId id, AckToken token, Instant at);

  /// Notes that the channel's server took it.
  void delivered(NoticeId id, Receipt receipt);

  /// Notes a try that failed, and when to try again. Nothing happens when it waits no longer.
  void failed(NoticeId id, String why, Instant nextTry);

  /// Notes that it will never be sent. Nothing happens when it waits no longer.
  void dropped(NoticeId id, String why, Instant at);
}
