package kentongan.detection;

/// Rules over a stream of JSON documents, for the command line: every match, without dedupe.
public final class Scan {
  private Scan() {}
}
