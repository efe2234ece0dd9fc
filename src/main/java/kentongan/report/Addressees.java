package kentongan.report;

import java.util.List;
import java.util.regex.Pattern;

/// Where a report goes: configuration, empty until somebody fills it in.
///
/// @param to the sectoral team (*kepada*)
/// @param copies who gets a copy (*tembusan*): the national team
/// @spec https://jdih.bssn.go.id BSSN Reg. 1/2024, article 15(1): to the sectoral team, copy to the
///   national one
public record Addressees(List<Addressee> to, List<Addressee> copies) {
  /// Nobody: reports can be written and approved by nobody.
  public static final Addressees NONE = new Addressees(List.of(), List.of());

  public Addressees {
    to = List.copyOf(to);
    copies = List.copyOf(copies);
  }

  /// What keeps a letter from going out, in Indonesian; empty when nothing does.
  public List<String> missing() {
    return to.isEmpty()
        ? List.of("Alamat tujuan (kepada) belum diisi: isi kentongan.report.to dalam pengaturan.")
        : List.of();
  }

  /// One receiver.
  ///
  /// @param name as it stands in the letter, as in "Kepala Badan Siber dan Sandi Negara"
  /// @param place the line below the name, as in "Jakarta"; may be empty
  /// @param email where the encrypted mail goes; empty when the letter names it only
  public record Addressee(String name, String place, String email) {
    private static final Pattern EMAIL =
        Pattern.compile("[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63}){1,8}");

    public Addressee {
      name = Text.line(name, 200);
      place = Text.line(place, 200);
      if (name.isEmpty()) {
        throw new IllegalArgumentException("addressee: no name (expected: as in the letter)");
      }
      if (!email.isEmpty() && !EMAIL.matcher(email).matches()) {
        throw new IllegalArgumentException(
            "addressee %s: '%s' (expected: an e-mail address or nothing)".formatted(name, email));
      }
    }
  }
}
