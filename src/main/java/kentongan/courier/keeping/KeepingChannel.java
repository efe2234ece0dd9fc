package kentongan.courier.keeping;

import java.time.InstantSource;
import kentongan.exercise.KeptMessage;
import kentongan.exercise.Tray;
import kentongan.notice.Channel;
import kentongan.notice.Message;
import kentongan.notice.Receipt;

/// A channel that takes every message and carries it nowhere. It knows no server and no address of
/// one, so there is nothing in it that could send.
public final class KeepingChannel implements Channel {
  private final String name;
  private final Tray tray;
  private final InstantSource clock;

  /// @param name of the channel it stands for, as in `mail`
  public KeepingChannel(String name, Tray tray, InstantSource clock) {
    this.name = name;
    this.tray = tray;
    this.clock = clock;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Outcome deliver(Message message) {
    if (!message.matter().exercise()) {
      return new Outcome.Refused(
          "latihan: pesan %s tidak berasal dari latihan".formatted(message.id()));
    }
    var now = clock.instant();
    tray.keep(
        new KeptMessage(
            message.id().text(),
            now,
            name,
            message.to(),
            message.address(),
            marked(message.subject()),
            message.text(),
            message.matter().incident()));
    return new Outcome.Delivered(new Receipt(now, "latihan: disimpan, tidak dikirim"));
  }

  private static String marked(String subject) {
    return subject.startsWith(KeptMessage.MARK) ? subject : KeptMessage.MARK + " " + subject;
  }
}
