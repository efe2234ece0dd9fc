package kentongan.watch;

/// As whom a page is fetched besides an ordinary browser.
public enum Persona {
  CRAWLER("mesin pencari", "search engines"),
  PHONE("pengguna ponsel", "phones"),
  SEARCH("pengunjung dari hasil pencarian", "visitors who come from a search result");

  private final String inWords;
  private final String inEnglish;

  Persona(String inWords, String inEnglish) {
    this.inWords = inWords;
    this.inEnglish = inEnglish;
  }

  String inWords() {
    return inWords;
  }

  String inEnglish() {
    return inEnglish;
  }
}
