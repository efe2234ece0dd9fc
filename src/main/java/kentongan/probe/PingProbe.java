package kentongan.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;

/// Measures round trips by TCP connections; an answered one counts, accepted or refused.
final class PingProbe {
  private final Reach reach;

  PingProbe(Reach reach) {
    this.reach = reach;
  }

  Finding ask(PingCheck check) {
    var facts = new Facts();
    facts.text("server.address", check.host());
    InetAddress address;
    try (var deadline = new Deadline(check.patience())) {
      address = reach.addresses(check.host(), deadline).getFirst();
    } catch (CheckFailed e) {
      return facts.bad(e);
    }
    facts.text("server.ip", address.getHostAddress());
    var trips = new ArrayList<Double>();
    var last = new HttpAnswer.Failure(Reason.TIMEOUT, "no answer");
    var answering = 0; // the port that answered before is asked first
    for (var i = 0; i < check.tries(); i++) {
      for (var p = 0; p < check.ports().size(); p++) {
        var which = (answering + p) % check.ports().size();
        var trip = trip(check, address, check.ports().get(which));
        if (trip.answered()) {
          trips.add(trip.millis());
          answering = which;
          break;
        }
        last = trip.failure();
      }
    }
    facts.number("kentongan.check.ping.sent", check.tries());
    facts.number(
        "kentongan.check.ping.loss", (check.tries() - trips.size()) / (double) check.tries());
    if (trips.isEmpty()) {
      return facts.bad(last.reason(), last.detail());
    }
    Collections.sort(trips);
    facts.number("kentongan.check.ping.median_ms", trips.get(trips.size() / 2));
    facts.number("kentongan.check.ping.max_ms", trips.getLast());
    return facts.good(
        "%s menjawab dalam %d ms".formatted(check.host(), Math.round(trips.get(trips.size() / 2))));
  }

  private record Trip(boolean answered, double millis, HttpAnswer.Failure failure) {}

  private Trip trip(PingCheck check, InetAddress address, int port) {
    var before = System.nanoTime();
    var none = new HttpAnswer.Failure(Reason.TIMEOUT, "no answer");
    try (var deadline = new Deadline(check.patience());
        var socket = new Socket()) {
      try {
        reach.connect(socket, address, port, check.patience(), deadline);
        return new Trip(true, millis(before), none);
      } catch (IOException e) {
        var failure = Reach.failure(e, deadline);
        return new Trip(failure.reason() == Reason.REFUSED, millis(before), failure);
      }
    } catch (CheckFailed e) {
      return new Trip(false, 0, new HttpAnswer.Failure(e.reason(), e.detail()));
    } catch (IOException _) {
      return new Trip(false, 0, none);
    }
  }

  private static double millis(long since) {
    return (System.nanoTime() - since) / 1e6;
  }
}
