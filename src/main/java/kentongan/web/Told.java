package kentongan.web;

import java.util.Locale;
import kentongan.pipeline.Outcome;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.web.server.WebSession;

/// Tells the next page what became of a deed, and where to go.
@Component
public final class Told {
  private final MessageSource messages;

  Told(MessageSource messages) {
    this.messages = messages;
  }

  /// Keeps the word for the next page.
  ///
  /// @param done the end of the message's key for when it is done, as in `saved`
  /// @param to where to go
  public String go(WebSession session, Outcome outcome, String done, String to, Locale locale) {
    var word =
        switch (outcome) {
          case Outcome.Done _ ->
              new Word("done", messages.getMessage("word." + done, null, locale));
          case Outcome.Refused(var why) -> refused(why, locale);
          case Outcome.Missing(var what) -> refused(what, locale);
        };
    session.getAttributes().put(Word.KEPT, word);
    return "redirect:" + to;
  }

  private Word refused(String why, Locale locale) {
    var shown = Shown.line(why, 500);
    return new Word("refused", messages.getMessage("word.refused", new Object[] {shown}, locale));
  }
}
