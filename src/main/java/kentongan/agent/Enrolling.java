package kentongan.agent;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import kentongan.agent.Intake.Enrolment;
import kentongan.event.EnrolmentToken;

/// How an agent gets its name and its certificate, and how it stays in possession of a valid one.
final class Enrolling {
  private final AgentConfig config;
  private final Identity identity;
  private final Intake intake;
  private final String host;
  private Optional<TlsIdentity> tls = Optional.empty();
  private boolean isRead;

  Enrolling(AgentConfig config, Identity identity, Intake intake, String host) {
    this.config = config;
    this.identity = identity;
    this.intake = intake;
    this.host = host;
  }

  /// What there is to say about an attempt.
  sealed interface Outcome {
    /// Go on.
    ///
    /// @param said for people; may be empty
    record Done(String said) implements Outcome {}

    /// It will never be different.
    record Refused(String said) implements Outcome {}

    /// Try again.
    record Later(String said) implements Outcome {}
  }

  /// Whether the agent has everything to send with.
  boolean isComplete() throws IOException {
    return identity.agent().isPresent() && (!isTls() || present().isPresent());
  }

  /// Shows the collector what we are, for the first time.
  Outcome enrol() {
    if (config.token().isEmpty()) {
      return new Outcome.Refused("agen belum terdaftar dan tidak ada token (berikan --token)");
    }
    try {
      var token = EnrolmentToken.parse(config.token().get());
      return isTls() ? enrolOverTls(token) : enrolPlainly(token);
    } catch (IllegalArgumentException cut) {
      return new Outcome.Refused(String.valueOf(cut.getMessage()));
    } catch (IOException | GeneralSecurityException e) {
      return new Outcome.Refused("kunci agen tidak dapat dibuat atau disimpan: " + e.getMessage());
    }
  }

  private Outcome enrolPlainly(EnrolmentToken token) throws IOException {
    if (token.pin().isPresent()) {
      return new Outcome.Refused(
          "token ini untuk alamat https, sedangkan collector: %s; token tidak dikirim"
              .formatted(config.collector()));
    }
    return switch (intake.enrol(token.secret(), host, identity.publicKey(), Optional.empty())) {
      case Enrolment.Done done -> {
        identity.keepPlanKey(done.planKey());
        identity.enrolled(done.agent());
        yield enrolled(done);
      }
      case Enrolment.Refused(var problem) -> refused(problem);
      case Enrolment.Later(var problem) -> new Outcome.Later(problem);
    };
  }

  private Outcome enrolOverTls(EnrolmentToken token) throws IOException, GeneralSecurityException {
    if (token.pin().isEmpty()) {
      return new Outcome.Refused(
          "token tidak memuat sidik kunci pusat (expected: RAHASIA.SIDIK); salin token seutuhnya");
    }
    var pin = token.pin().get();
    intake.over(Tls13.of(pin, Optional.empty()));
    var key = TlsIdentity.Pending.in(config.data());
    var request = identity.request(key, token.secret());
    switch (intake.enrol(token.secret(), host, identity.publicKey(), Optional.of(request))) {
      case Enrolment.Done done -> {
        var own = certified(done, key, pin);
        own.keep(config.data());
        identity.keepPlanKey(done.planKey());
        identity.enrolled(done.agent());
        // Last: until here a kill is followed by the same question and the same answer.
        TlsIdentity.Pending.clear(config.data());
        use(own);
        return enrolled(done);
      }
      case Enrolment.Refused(var problem) -> {
        return refused(problem);
      }
      case Enrolment.Later(var problem) -> {
        return new Outcome.Later(problem);
      }
    }
  }

  private static TlsIdentity certified(Enrolment.Done done, KeyPair key, String pin)
      throws IOException, GeneralSecurityException {
    if (done.certificate().isEmpty()) {
      throw new IOException("the collector gave no certificate");
    }
    var certificate = TlsIdentity.certificate(done.certificate().get());
    if (!MessageDigest.isEqual(
        certificate.getPublicKey().getEncoded(), key.getPublic().getEncoded())) {
      throw new IOException("the collector's certificate is for another key");
    }
    return new TlsIdentity(key.getPrivate(), certificate, pin);
  }

  /// Whether the certificate should be renewed now.
  ///
  /// @param now by the collector's clock
  boolean isDue(Instant now) throws IOException {
    return isTls() && present().map(own -> own.isDue(now)).orElse(false);
  }

  /// Asks for the next certificate; the present one is kept until the next is on disk.
  Outcome renew() {
    try {
      var own = present().orElseThrow();
      var agent = identity.agent().orElseThrow();
      var key = TlsIdentity.Pending.in(config.data());
      switch (intake.renew(identity.request(key, agent.value()))) {
        case Enrolment.Done done -> {
          var next = certified(done, key, own.pin());
          identity.keepPlanKey(done.planKey());
          next.keep(config.data());
          TlsIdentity.Pending.clear(config.data());
          use(next);
          return new Outcome.Done(
              "sertifikat diperbarui, berlaku sampai "
                  + Doc.text(next.certificate().getNotAfter().toInstant()));
        }
        case Enrolment.Refused(var problem) -> {
          return new Outcome.Refused(problem);
        }
        case Enrolment.Later(var problem) -> {
          return new Outcome.Later(problem);
        }
      }
    } catch (IOException | GeneralSecurityException e) {
      return new Outcome.Later("sertifikat baru tidak dapat disimpan: " + e.getMessage());
    }
  }

  private boolean isTls() {
    return "https".equals(config.collector().getScheme());
  }

  /// What is on disk, read once.
  private Optional<TlsIdentity> present() throws IOException {
    if (!isRead) {
      tls = TlsIdentity.in(config.data());
      tls.ifPresent(this::use);
      isRead = true;
    }
    return tls;
  }

  private void use(TlsIdentity own) {
    tls = Optional.of(own);
    isRead = true;
    intake.over(Tls13.of(own.pin(), tls));
  }

  private static Outcome enrolled(Enrolment.Done done) {
    return new Outcome.Done(
        "terdaftar sebagai %s di kantor %s".formatted(done.agent(), done.office()));
  }

  private static Outcome refused(String problem) {
    return new Outcome.Refused(
        "token ditolak oleh pusat (%s); minta token baru".formatted(problem));
  }
}
