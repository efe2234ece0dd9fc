package kentongan.notice;

import java.net.URI;

/// One notice, rendered for one channel.
///
/// @param id which notice; a receiver that sees it twice may drop the second
/// @param to the person's name
/// @param address where on this channel: an e-mail address, a phone number, or empty when the
///   channel has one receiver only
/// @param subject one line
/// @param text plain text, Indonesian first
/// @param html the same as a simple HTML page
/// @param matter the facts, for channels that carry data
/// @param acknowledge where the receiver acknowledges
public record Message(
    NoticeId id,
    String to,
    String address,
    String subject,
    String text,
    String html,
    Matter matter,
    URI acknowledge) {

  /// A notice in words.
  ///
  /// @param acknowledge where its receiver acknowledges: a page with a button, since mail scanners
  ///   open every link they find
  public static Message of(Notice notice, URI acknowledge) {
    return Rendering.of(notice, acknowledge);
  }

  /// Where a token acknowledges.
  ///
  /// @param base the dashboard's own address, as in `https://kentongan.example`
  public static URI link(URI base, AckToken token) {
    var text = base.toString();
    return URI.create(
        (text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + "/p/" + token.text());
  }
}
