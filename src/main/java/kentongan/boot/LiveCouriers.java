package kentongan.boot;

import java.util.List;
import kentongan.notice.Channel;
import kentongan.report.Agency;

/// How things leave the live world.
///
/// @param channels for notices
/// @param agency for reports
record LiveCouriers(List<Channel> channels, Agency agency) {
  LiveCouriers {
    channels = List.copyOf(channels);
  }
}
