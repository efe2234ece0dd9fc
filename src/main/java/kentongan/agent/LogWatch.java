package kentongan.agent;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Reads all configured logs, one after the other, on one thread; says each fault once, and once
/// that it is over.
final class LogWatch {
  private final AgentConfig config;
  private final List<LogFiles> logs = new ArrayList<>();
  private final HashMap<String, String> said = new HashMap<>();
  private final Consumer<String> say;

  LogWatch(
      AgentConfig config,
      Spool spool,
      InstantSource clock,
      LogCounts counts,
      Consumer<String> say) {
    this.config = config;
    this.say = say;
    for (var log : config.duties().logs()) {
      logs.add(
          new LogFiles(log, config.duties().zone(), config.pace().drain(), spool, clock, counts));
    }
  }

  /// Reads until the end.
  ///
  /// @param ended waits for a while and says whether the end has come
  void run(Predicate<Duration> ended) {
    var more = false;
    while (!ended.test(more ? Duration.ZERO : config.pace().poll())) {
      more = false;
      var now = new HashMap<String, String>();
      for (var log : logs) {
        more |= log.poll();
        log.faults().forEach((path, fault) -> now.put(path.toString(), fault));
      }
      tell(now);
    }
    logs.forEach(LogFiles::close);
  }

  private void tell(HashMap<String, String> now) {
    if (now.equals(said)) {
      return;
    }
    now.forEach((path, fault) -> {
      if (!fault.equals(said.get(path))) {
        say.accept(path + ": " + fault);
      }
    });
    said.keySet().stream()
        .filter(path -> !now.containsKey(path))
        .forEach(path -> say.accept(path + ": terbaca lagi"));
    said.clear();
    said.putAll(now);
  }
}
