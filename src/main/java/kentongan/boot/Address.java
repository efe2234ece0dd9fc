package kentongan.boot;

import java.net.URI;
import java.util.function.Supplier;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;

/// How people reach the dashboard: as set, or this machine and the port it listens on.
class Address implements Supplier<URI> {
  private final boolean isSet;
  private volatile URI address;

  /// @param set as in `https://kentongan.example/`; empty: this machine
  Address(String set) {
    var text = set.isBlank() ? "http://127.0.0.1:8080/" : set;
    this.address = URI.create(text.endsWith("/") ? text : text + "/");
    this.isSet = !set.isBlank();
  }

  @EventListener
  void listening(WebServerInitializedEvent event) {
    if (!isSet) {
      address = URI.create("http://127.0.0.1:%d/".formatted(event.getWebServer().getPort()));
    }
  }

  @Override
  public URI get() {
    return address;
  }
}
