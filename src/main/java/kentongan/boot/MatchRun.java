package kentongan.boot;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import kentongan.detection.RuleFigure;
import kentongan.detection.Scan;
import kentongan.rule.Mapping;
import kentongan.rule.RuleSet;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Lines of events through rules, matches out in the order of the lines, in constant memory.
final class MatchRun {
  private static final int LINES = 500;
  private static final JsonMapper JSON = JsonMapper.shared();

  private final RuleSet rules;
  private final boolean isEnvelope;
  private final boolean isExplained;
  private final boolean isCounted;
  private final int threads;
  private final Scan inOrder;
  private final ThreadLocal<Scan> scans;
  private long lines;
  private long matches;
  private long unreadable;

  MatchRun(
      RuleSet rules,
      Mapping mapping,
      boolean isEnvelope,
      boolean isExplained,
      int threads,
      boolean isCounted) {
    this.rules = rules;
    this.isEnvelope = isEnvelope;
    this.isExplained = isExplained;
    this.isCounted = isCounted;
    // Correlations need the lines in order, so they are followed by one thread.
    this.threads = rules.correlations().isEmpty() ? threads : 1;
    this.inOrder = new Scan(rules, mapping, true);
    this.scans = ThreadLocal.withInitial(() -> new Scan(rules, mapping, false));
  }

  /// Runs over files.
  ///
  /// @param files standard input when there is none
  /// @return 1 when a line could not be read
  int over(List<Path> files) throws IOException, InterruptedException {
    long began = System.nanoTime();
    try (var out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16)) {
      if (files.isEmpty()) {
        over(new LineSource(System.in), out);
      }
      for (var file : files) {
        try (var source = LineSource.of(file)) {
          over(source, out);
        }
      }
    }
    if (isCounted) {
      double seconds = (System.nanoTime() - began) / 1e9;
      System.err.printf(
          "%d lines, %d matches, %d unreadable, %d rules, %.2f s, %.0f lines/s%n",
          lines, matches, unreadable, rules.rules().size(), seconds, lines / seconds);
      tellDearest();
    }
    if (unreadable > 0) {
      System.err.printf("%d lines are no JSON object within bounds%n", unreadable);
    }
    return unreadable == 0 ? 0 : 1;
  }

  /// Which rules took the time; of one thread's scan.
  private void tellDearest() {
    var figures = threads == 1 ? inOrder.ruleFigures() : List.<RuleFigure>of();
    figures.stream()
        .filter(figure -> figure.nanos() > 0)
        .sorted(Comparator.comparingLong(RuleFigure::nanos).reversed())
        .limit(5)
        .forEach(figure ->
            System.err.printf(
                "  %.3f s, tried %d, matched %d: %s %s%n",
                figure.nanos() / 1e9,
                figure.tried(),
                figure.matched(),
                figure.rule(),
                rules.find(figure.rule()).map(rule -> rule.about().title()).orElse("")));
  }

  private void over(LineSource source, OutputStream out) throws IOException, InterruptedException {
    if (threads == 1) {
      for (var line = source.next(); line != null; line = source.next()) {
        write(judge(inOrder, line, ++lines), out);
      }
      return;
    }
    try (var pool = Executors.newFixedThreadPool(threads)) {
      var running = new ArrayDeque<Future<List<Answer>>>();
      for (var chunk = chunk(source); !chunk.isEmpty(); chunk = chunk(source)) {
        var taken = chunk;
        long first = lines + 1;
        lines += chunk.size();
        running.add(pool.submit(() -> judge(scans.get(), taken, first)));
        if (running.size() >= threads * 3) {
          write(running.remove(), out);
        }
      }
      while (!running.isEmpty()) {
        write(running.remove(), out);
      }
    }
  }

  private static List<byte[]> chunk(LineSource source) throws IOException {
    var chunk = new ArrayList<byte[]>(LINES);
    while (chunk.size() < LINES) {
      var line = source.next();
      if (line == null) {
        return chunk;
      }
      chunk.add(line);
    }
    return chunk;
  }

  private List<Answer> judge(Scan scan, List<byte[]> chunk, long first) {
    var answers = new ArrayList<Answer>();
    for (int i = 0; i < chunk.size(); i++) {
      answers.add(judge(scan, chunk.get(i), first + i));
    }
    return answers;
  }

  private Answer judge(Scan scan, byte[] line, long number) {
    if (isBlank(line)) {
      return new Answer(number, List.of(), true);
    }
    var found =
        isEnvelope ? scan.envelope(line, isExplained) : scan.document(line, number, isExplained);
    return new Answer(
        isEnvelope ? scan.number() : number, found.orElse(List.of()), found.isPresent());
  }

  private static boolean isBlank(byte[] line) {
    for (byte b : line) {
      if (b != ' ' && b != '\r' && b != '\t') {
        return false;
      }
    }
    return true;
  }

  private void write(Future<List<Answer>> future, OutputStream out)
      throws IOException, InterruptedException {
    try {
      for (var answer : future.get()) {
        write(answer, out);
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("rules match: a line broke the matcher", e.getCause());
    }
  }

  private void write(Answer answer, OutputStream out) throws IOException {
    if (!answer.isReadable()) {
      unreadable++;
    }
    if (answer.matches().isEmpty()) {
      return;
    }
    matches += answer.matches().size();
    if (isEnvelope) {
      writeEnvelope(answer, out);
      return;
    }
    for (var match : answer.matches()) {
      var line = JSON.createObjectNode();
      line.put("line", match.line());
      describe(line, match);
      write(line, out);
    }
  }

  private void writeEnvelope(Answer answer, OutputStream out) throws IOException {
    var line = JSON.createObjectNode();
    line.put("n", answer.number());
    var ids = line.putArray("rules");
    var singles = answer.matches().stream().filter(match -> !match.isCorrelation()).toList();
    singles.stream().map(match -> match.rule().id()).sorted().forEach(ids::add);
    if (isExplained) {
      var explained = line.putArray("matches");
      singles.forEach(match -> describe(explained.addObject(), match));
    }
    if (!singles.isEmpty()) {
      write(line, out);
    }
    for (var match : answer.matches()) {
      if (match.isCorrelation()) {
        var fired = JSON.createObjectNode();
        fired.put("n", answer.number());
        describe(fired, match);
        write(fired, out);
      }
    }
  }

  private void describe(ObjectNode line, Scan.Match match) {
    var about = match.rule().about();
    line.put("rule", about.id());
    line.put("title", about.title());
    line.put("level", about.level().word());
    line.put("author", about.author());
    if (match.isCorrelation()) {
      var group = line.putObject("group");
      match.group().forEach(group::put);
      line.put("at", Instant.ofEpochMilli(match.at()).toString());
      var events = line.putArray("events");
      match.lines().forEach(events::add);
    }
    if (isExplained) {
      var why = line.putArray("explanation");
      for (var item : match.explanation()) {
        var node = why.addObject();
        node.put("field", item.field());
        node.put("expected", item.expected());
        node.put("found", item.found());
      }
    }
  }

  private static void write(ObjectNode line, OutputStream out) throws IOException {
    out.write(JSON.writeValueAsBytes(line));
    out.write('\n');
  }

  /// What was found in one line.
  ///
  /// @param number its own, when it brings one along
  private record Answer(long number, List<Scan.Match> matches, boolean isReadable) {}
}
