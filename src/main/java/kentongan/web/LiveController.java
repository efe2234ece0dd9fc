package kentongan.web;

import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;

/// The stream of hints of one world.
@RestController
final class LiveController {
  private final Live live;

  LiveController(Live live) {
    this.live = live;
  }

  @GetMapping(
      path = {"/live", "/latihan/{world}/live"},
      produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  Flux<ServerSentEvent<String>> hints(Place place) {
    return live.stream(place.world().id().name());
  }
}
