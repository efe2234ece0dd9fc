package kentongan.pipeline;

import java.time.Duration;
import kentongan.ledger.Act;
import kentongan.notice.Channel;
import kentongan.notice.Notice;
import kentongan.office.Actor;

/// What is written down and told of every try to deliver a notice.
final class Deliveries {
  private static final Actor BY = Actor.program("dispatcher");

  private final World world;
  private final Recording recording;
  private final Figures figures;

  Deliveries(World world, Recording recording, Figures figures) {
    this.world = world;
    this.recording = recording;
    this.figures = figures;
  }

  /// In the transaction that records the outcome: that somebody was told, or never will be, must be
  /// provable.
  void record(Notice notice, Channel.Outcome outcome) {
    switch (outcome) {
      case Channel.Outcome.Delivered(var receipt) ->
          enter(notice, "notice.delivered", receipt.text());
      case Channel.Outcome.Refused(var why) -> enter(notice, "notice.refused", why);
      case Channel.Outcome.TryLater _ -> {
        // Tried again; only the end is for the ledger.
      }
    }
  }

  private record Said(String channel, String to, String said) {}

  private void enter(Notice notice, String act, String said) {
    var detail = Recording.detail(new Said(notice.channel(), notice.to().name(), said));
    recording.enter(new Act(world.clock().instant(), BY, act, notice.id().toString(), detail));
  }

  /// After it is recorded.
  void tell(Notice notice, Channel.Outcome outcome) {
    if (outcome instanceof Channel.Outcome.Delivered(var receipt)) {
      figures.delivered.increment();
      if (notice.attempt() == 1 && notice.rung() == 1) {
        figures.factToNotice(Duration.between(notice.matter().since(), receipt.at()));
      }
    } else {
      figures.undelivered.increment();
    }
    world.out().changed().accept("incidents");
  }
}
