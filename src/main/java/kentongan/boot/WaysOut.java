package kentongan.boot;

import java.net.URI;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import kentongan.notice.CallPolicy;
import kentongan.notice.Channel;
import kentongan.report.Addressees;
import kentongan.report.Agency;

/// How things leave a world; see [kentongan.pipeline.World.Out].
public record WaysOut(
    List<Channel> channels,
    Agency agency,
    Addressees addressees,
    CallPolicy policy,
    Supplier<URI> address,
    Consumer<String> changed) {
  public WaysOut {
    channels = List.copyOf(channels);
  }
}
