package kentongan.watch;

/// As whom a page is fetched besides an ordinary browser.
public enum Persona {
  CRAWLER("mesin pencari"),
  PHONE("pengguna ponsel"),
  SEARCH("pengunjung dari hasil pencarian");

  private final String inWords;

  Persona(String inWords) {
    this.inWords = inWords;
  }

  String inWords() {
    return inWords;
  }
}
