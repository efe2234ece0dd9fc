package kentongan.boot.demo;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kentongan.asset.Asset;
import kentongan.asset.Assets;
import kentongan.office.OfficeId;
import kentongan.office.People;
import kentongan.office.Person;
import kentongan.office.PersonId;
import kentongan.office.Role;
import kentongan.oncall.Post;
import kentongan.oncall.Roster;
import kentongan.oncall.Rosters;

/// The people, rosters and sites of the demonstration. All names are invented, all addresses end in
/// `.example`.
final class DemoOrganisation {
  /// Who gets the one-time sign-in link.
  static final PersonId ADMINISTRATOR = new PersonId("admin");

  private static final String DOMAIN = "bawaslu.example";

  private static final List<Seat> SEATS =
      List.of(
          new Seat("51.03", Post.ON_DUTY, "putu.wirawan", "I Putu Wirawan", "badung"),
          new Seat("51.03", Post.DEPUTY, "made.suryani", "Ni Made Suryani", "badung"),
          new Seat("51.71", Post.ON_DUTY, "ketut.adnyana", "I Ketut Adnyana", "denpasar"),
          new Seat("51.71", Post.DEPUTY, "wayan.lestari", "Ni Wayan Lestari", "denpasar"),
          new Seat("35.10", Post.ON_DUTY, "slamet.riyanto", "Slamet Riyanto", "banyuwangi"),
          new Seat("35.10", Post.DEPUTY, "dewi.kartika", "Dewi Kartika", "banyuwangi"),
          new Seat("73.71", Post.ON_DUTY, "andi.rahmat", "Andi Rahmat", "makassar"),
          new Seat("73.71", Post.DEPUTY, "nurul.hidayah", "Nurul Hidayah", "makassar"),
          new Seat("91.03", Post.ON_DUTY, "yohana.suebu", "Yohana Suebu", "jayapurakab"),
          new Seat("91.03", Post.DEPUTY, "markus.ondi", "Markus Ondi", "jayapurakab"),
          new Seat("51", Post.ON_DUTY, "gede.mahendra", "I Gede Mahendra", "bali"),
          new Seat("51", Post.DEPUTY, "komang.ayu", "Ni Komang Ayu", "bali"),
          new Seat("35", Post.ON_DUTY, "bambang.setiawan", "Bambang Setiawan", "jatim"),
          new Seat("73", Post.ON_DUTY, "hasanuddin.latif", "Hasanuddin Latif", "sulsel"),
          new Seat("91", Post.ON_DUTY, "elisabeth.wanma", "Elisabeth Wanma", "papua"),
          new Seat("00", Post.ON_DUTY, "siti.rahma", "Siti Rahma", "pusdatin"),
          new Seat("00", Post.DEPUTY, "agus.prasetyo", "Agus Prasetyo", "pusdatin"));

  private DemoOrganisation() {}

  private record Seat(String office, Post post, String id, String name, String at) {
    private Person person() {
      return new Person(
          new PersonId(id),
          name,
          title(),
          new OfficeId(office),
          roles(),
          "%s@%s.%s".formatted(id, at, DOMAIN),
          Optional.empty());
    }

    private String title() {
      if (office.equals("00")) {
        return post == Post.ON_DUTY ? "Koordinator Respons Insiden" : "Analis Keamanan Siber";
      }
      return office.length() == 2 ? "Kepala Bagian Datin" : "Staf Datin";
    }

    private Set<Role> roles() {
      return office.length() == 2
          ? Set.of(Role.VIEWER, Role.RESPONDER, Role.COMMANDER, Role.EXERCISE_CONTROLLER)
          : Set.of(Role.VIEWER, Role.RESPONDER);
    }
  }

  /// Everybody.
  static List<Person> people() {
    var people = new ArrayList<Person>();
    people.add(administrator());
    SEATS.forEach(seat -> people.add(seat.person()));
    return people;
  }

  /// Who is on duty, and who else; each with one standing holder.
  static List<Roster> rosters() {
    Map<String, Map<Post, PersonId>> standing = new LinkedHashMap<>();
    for (var seat : SEATS) {
      standing
          .computeIfAbsent(seat.office(), _ -> new EnumMap<>(Post.class))
          .put(seat.post(), new PersonId(seat.id()));
    }
    return standing.entrySet().stream()
        .map(office -> new Roster(new OfficeId(office.getKey()), office.getValue(), List.of()))
        .toList();
  }

  /// The five sites, at the addresses they have now.
  static List<Asset> assets(DemoSites sites) {
    return sites.all().stream().map(DemoOrganisation::asset).toList();
  }

  /// Stores all of it.
  static void seed(People people, Rosters rosters, Assets assets, DemoSites sites) {
    people().forEach(people::save);
    rosters().forEach(rosters::save);
    assets.save(assets(sites));
  }

  private static Person administrator() {
    return new Person(
        ADMINISTRATOR,
        "Rini Wulandari",
        "Administrator Pusdatin",
        OfficeId.HEADQUARTERS,
        Set.of(
            Role.VIEWER,
            Role.RESPONDER,
            Role.COMMANDER,
            Role.EXERCISE_CONTROLLER,
            Role.AUDITOR,
            Role.ADMINISTRATOR),
        "admin@pusdatin." + DOMAIN,
        Optional.empty());
  }

  private static Asset asset(DemoSite site) {
    var place = site.place();
    return new Asset(
        place.site(),
        "Situs " + place.office().officeName(),
        place.id(),
        Asset.Kind.WEBSITE,
        Optional.of(site.url()),
        Asset.Criticality.HIGH,
        Asset.Hosting.OFFICE);
  }
}
