package kentongan.boot.demo;

import kentongan.asset.AssetId;
import kentongan.office.Office;
import kentongan.office.OfficeId;
import kentongan.office.Offices;

/// One of the five offices of the demonstration, with its invented address. No real host is named:
/// all end in `.example`.
enum DemoPlace {
  BADUNG("51.03", "badung.bawaslu.example", "Jalan Contoh Raya 3, Mangupura", "(0361) 555-0103"),
  DENPASAR(
      "51.71", "denpasar.bawaslu.example", "Jalan Contoh Barat 71, Denpasar", "(0361) 555-0171"),
  BANYUWANGI(
      "35.10",
      "banyuwangi.bawaslu.example",
      "Jalan Contoh Timur 10, Banyuwangi",
      "(0333) 555-0110"),
  MAKASSAR(
      "73.71", "makassar.bawaslu.example", "Jalan Contoh Pantai 71, Makassar", "(0411) 555-0171"),
  JAYAPURA(
      "91.03", "jayapurakab.bawaslu.example", "Jalan Contoh Danau 3, Sentani", "(0967) 555-0103");

  private static final Offices OFFICES = Offices.shipped();

  private final OfficeId office;
  private final String host;
  private final String address;
  private final String telephone;

  DemoPlace(String office, String host, String address, String telephone) {
    this.office = new OfficeId(office);
    this.host = host;
    this.address = address;
    this.telephone = telephone;
  }

  OfficeId id() {
    return office;
  }

  /// The office as the product knows it.
  Office office() {
    return OFFICES.get(office);
  }

  /// The name of any office, as in "Kota Makassar".
  static String nameOf(OfficeId office) {
    return OFFICES.find(office).map(Office::name).orElse(office.code());
  }

  String host() {
    return host;
  }

  String address() {
    return address;
  }

  String telephone() {
    return telephone;
  }

  /// The asset that is this office's site, as in `situs-51.03`.
  AssetId site() {
    return new AssetId("situs-" + office.code());
  }

  /// The name of the office's web server, as in `web-51-03`.
  String machine() {
    return "web-" + office.code().replace('.', '-');
  }
}
