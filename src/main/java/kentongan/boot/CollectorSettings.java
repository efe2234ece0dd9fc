package kentongan.boot;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import kentongan.notice.CallPolicy;
import kentongan.report.Addressees;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What the collector is told.
///
/// @param data where everything is kept
/// @param address how people reach the dashboard from outside; links in notices begin with it.
///   Empty: this machine's own
/// @param rules folder of Sigma rules; empty: the one beside the launcher
/// @param playbooks folder of playbooks; empty: the one beside the launcher
/// @param archive where events are searched
/// @param calls how people are called
/// @param report where reports to the agency go
@ConfigurationProperties("kentongan")
public record CollectorSettings(
    @DefaultValue(".data") Path data,
    @DefaultValue("") String address,
    @DefaultValue("") String rules,
    @DefaultValue("") String playbooks,
    @DefaultValue Archive archive,
    @DefaultValue Calls calls,
    @DefaultValue Report report) {

  /// Where events are searched.
  ///
  /// @param kind `lucene` (in this process) or `elastic`
  /// @param url the Elasticsearch server, for `elastic`
  /// @param replicas copies of each index, for `elastic`; 0 with one server
  public record Archive(
      @DefaultValue("lucene") Kind kind,
      @DefaultValue("http://127.0.0.1:9200") URI url,
      @DefaultValue("0") int replicas) {
    /// Which archive.
    public enum Kind {
      /// Embedded Lucene.
      LUCENE,
      /// An Elasticsearch server.
      ELASTIC
    }
  }

  /// How people are called about incidents of medium severity and above.
  ///
  /// @param every the pause after each call
  /// @param times how often one person is called before the next
  /// @param rounds how often the whole ladder is climbed
  /// @param betweenRounds the pause before it is climbed again
  public record Calls(
      @DefaultValue("5m") Duration every,
      @DefaultValue("3") int times,
      @DefaultValue("2") int rounds,
      @DefaultValue("30m") Duration betweenRounds) {
    CallPolicy policy() {
      var pace = Optional.of(new CallPolicy.Pace(every, times, rounds, betweenRounds));
      return new CallPolicy(pace, pace, pace, Optional.empty());
    }
  }

  /// Where reports to the agency go; empty until somebody fills it in.
  ///
  /// @param to the sectoral team
  /// @param copies who gets a copy: the national team
  public record Report(@DefaultValue List<Receiver> to, @DefaultValue List<Receiver> copies) {
    Addressees addressees() {
      return new Addressees(
          to.stream().map(Receiver::addressee).toList(),
          copies.stream().map(Receiver::addressee).toList());
    }
  }

  /// One receiver.
  ///
  /// @param name as in the letter
  /// @param place the line below it
  /// @param email where the encrypted mail goes; empty when the letter names it only
  public record Receiver(
      String name, @DefaultValue("") String place, @DefaultValue("") String email) {
    Addressees.Addressee addressee() {
      return new Addressees.Addressee(name, place, email);
    }
  }
}
