package kentongan.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import kentongan.agent.Agent;
import kentongan.agent.ConfigFile;
import kentongan.agent.SelfCheck;

/// `kentongan agent --collector URL [--token T] [--data DIR]`: the office process. Reads its few
/// words by itself and loads neither the command-line library nor the collector's frame.
public final class AgentCommand {
  private static final String USAGE =
      "kentongan agent [check] --collector URL [--token T] [--data DIR]   (settings:"
          + " DIR/agent.yaml)";

  private AgentCommand() {}

  /// Runs an agent until the process is told to end.
  ///
  /// @param args without the word `agent`
  /// @return 0 ended as told, 1 a fault in the settings or refused by the collector, 2 wrong usage
  public static int run(String[] args) {
    var words = new HashMap<String, String>();
    var isCheck = args.length > 0 && args[0].equals("check");
    for (var i = isCheck ? 1 : 0; i < args.length; i++) {
      var equals = args[i].indexOf('=');
      var name = equals < 0 ? args[i] : args[i].substring(0, equals);
      if (name.equals("--help") || name.equals("-h")) {
        System.err.println(USAGE);
        return 0;
      }
      var isKnown = name.matches("--(collector|token|data)");
      if (!isKnown || (equals < 0 && i + 1 == args.length)) {
        System.err.printf("kentongan agent: '%s' (expected: %s)%n", args[i], USAGE);
        return 2;
      }
      words.put(name.substring(2), equals < 0 ? args[++i] : args[i].substring(equals + 1));
    }
    var data = words.remove("data");
    var directory = Path.of(data == null ? ".data/agent" : data);
    return isCheck ? check(directory, words) : run(directory, words);
  }

  /// Says in words whether everything works.
  ///
  /// @return 0 when it does, 1 when something does not
  private static int check(Path data, Map<String, String> words) {
    try {
      Files.createDirectories(data);
      var findings =
          SelfCheck.of(ConfigFile.read(data.toAbsolutePath(), words), InstantSource.system());
      findings.forEach(f -> System.out.println((f.isGood() ? "baik   " : "RUSAK  ") + f.text()));
      return findings.stream().allMatch(SelfCheck.Finding::isGood) ? 0 : 1;
    } catch (ConfigFile.Faulty e) {
      e.faults().forEach(f -> System.out.println("RUSAK  pengaturan: " + f));
      return 1;
    } catch (IOException e) {
      System.out.println("RUSAK  " + e.getMessage());
      return 1;
    }
  }

  private static int run(Path data, Map<String, String> words) {
    try {
      Files.createDirectories(data);
      var config = ConfigFile.read(data.toAbsolutePath(), words);
      NativeLibraries.into(data.resolve("native").toAbsolutePath());
      var agent = new Agent(config, InstantSource.system(), AgentCommand::say);
      agent.start();
      say("agen berjalan, data di " + data.toAbsolutePath());
      return lived(agent);
    } catch (ConfigFile.Faulty e) {
      e.faults().forEach(System.err::println);
      return 1;
    } catch (IOException e) {
      System.err.println("kentongan agent: " + e.getMessage());
      return 1;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  private static int lived(Agent agent) throws InterruptedException {
    var over = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .unstarted(() -> {
                  agent.close();
                  over.countDown();
                }));
    while (over.getCount() > 0) {
      if (agent.awaitRefusal(Duration.ofDays(1))) {
        return 1;
      }
    }
    return 0;
  }

  private static void say(String text) {
    var time = LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS);
    System.err.println("agen " + time + " " + text);
  }
}
