package kentongan.boot;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import kentongan.event.EnrolmentToken;
import kentongan.intake.Authority;
import kentongan.ledger.Act;
import kentongan.office.Actor;
import kentongan.office.OfficeId;
import kentongan.office.Offices;
import kentongan.store.sqlite.SqliteAgents;
import kentongan.store.sqlite.SqliteDesk;
import kentongan.store.sqlite.SqliteLedger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/// `kentongan enrol token --office CODE [--hours N] [--data DIR]`.
@Command(name = "enrol", description = "Lets agents in.", subcommands = EnrolCommand.Token.class)
public final class EnrolCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return 2;
  }

  /// Prints a one-time token, and enters in the ledger that there is one. The collector may be
  /// running.
  @Command(name = "token", description = "A one-time token for one agent of one office.")
  static final class Token implements Callable<Integer> {
    private static final int MOST_HOURS = 30 * 24;

    @Option(names = "--office", paramLabel = "CODE", required = true, description = "As in 51.03.")
    private String office = "";

    @Option(names = "--hours", paramLabel = "N", description = "How long it works (default: 24).")
    private int hours = 24;

    @Option(names = "--data", paramLabel = "DIR", description = "Data directory (default: .data).")
    private Path data = Path.of(".data");

    @Override
    public Integer call() {
      if (!OfficeId.isCode(office) || Offices.shipped().find(new OfficeId(office)).isEmpty()) {
        System.err.printf("--office: '%s' (expected: an office's code, as in 51.03)%n", office);
        return 1;
      }
      if (hours < 1 || hours > MOST_HOURS) {
        System.err.printf("--hours: %d (expected: 1 to %d)%n", hours, MOST_HOURS);
        return 1;
      }
      if (!Files.isDirectory(data.resolve("live"))) {
        System.err.printf(
            "--data: %s (expected: the data folder of a collector that has been started once)%n",
            data);
        return 1;
      }
      var clock = InstantSource.system();
      var until = clock.instant().plus(Duration.ofHours(hours));
      try (var desk = SqliteDesk.open(data.resolve("live"))) {
        var secret =
            desk.write(() -> {
              var issued = new SqliteAgents(desk).issueToken(new OfficeId(office), until);
              var detail = JsonMapper.shared().createObjectNode().put("hours", hours);
              new SqliteLedger(desk.jdbc())
                  .append(
                      new Act(
                          clock.instant(),
                          Actor.program("enrol"),
                          "agent.token-issued",
                          office,
                          detail));
              return issued;
            });
        var pin = Authority.open(data, clock).pin();
        System.out.println(new EnrolmentToken(secret, Optional.of(pin)));
        System.err.printf(
            "For one agent of %s, until %s. At the office, with the agents' port of this"
                + " collector:%n  kentongan agent --collector https://HOST:8443 --token …%n",
            office, until);
        return 0;
      }
    }
  }
}
