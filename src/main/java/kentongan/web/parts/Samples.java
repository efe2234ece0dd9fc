package kentongan.web.parts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import kentongan.office.Office;
import kentongan.office.OfficeId;
import kentongan.office.Offices;
import kentongan.web.Shell;
import kentongan.web.When;
import kentongan.web.agent.AgentsPage;
import kentongan.web.event.EventsPage;
import kentongan.web.exercise.ExercisesPage;
import kentongan.web.incident.IncidentPage;
import kentongan.web.incident.IncidentPage.Choice;
import kentongan.web.incident.ReportPage;
import kentongan.web.ledger.LedgerPage;
import kentongan.web.notice.AckPage;
import kentongan.web.oncall.RosterPage;
import kentongan.web.situation.Situation;

/// Sample data for every screen: a bad night in Bali, at 02:14 there.
final class Samples {
  static final List<String> SCREENS =
      List.of(
          "situasi",
          "tenang",
          "insiden",
          "baru",
          "tutup",
          "daftar",
          "laporan",
          "peristiwa",
          "salah",
          "siaga",
          "agen",
          "ledger",
          "latihan",
          "lembar",
          "terima",
          "diterima");

  private static final Offices OFFICES = Offices.shipped();
  private static final Office BADUNG = OFFICES.get(new OfficeId("51.03"));
  private static final Instant NOW = Instant.parse("2026-11-20T18:26:00Z");
  private static final String HASH =
      "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

  private Samples() {}

  static String template(String screen) {
    return switch (screen) {
      case "situasi", "tenang" -> "situation/page";
      case "insiden", "baru", "tutup" -> "incident/page";
      case "daftar" -> "incident/list";
      case "laporan" -> "incident/report";
      case "peristiwa", "salah" -> "event/page";
      case "siaga" -> "oncall/page";
      case "agen" -> "agent/page";
      case "ledger" -> "ledger/page";
      case "latihan" -> "exercise/list";
      case "lembar" -> "exercise/page";
      default -> "notice/ack";
    };
  }

  static Map<String, Object> of(String screen, Locale l) {
    return switch (screen) {
      case "situasi" -> Map.of("s", situation(rows(l), l));
      case "tenang" -> Map.of("s", situation(List.of(), l));
      case "insiden" -> Map.of("p", incident("TRIAGED", l));
      case "baru" -> Map.of("p", incident("NEW", l));
      case "tutup" -> Map.of("p", incident("CLOSED", l));
      case "daftar" -> Map.of("rows", rows(l), "which", "ALL");
      case "laporan" -> Map.of("r", report(l));
      case "peristiwa" -> Map.of("e", events(Optional.empty(), l));
      case "salah" ->
          Map.of(
              "e", events(Optional.of("query: ')' at 12 (expected: a field, a word or '(')"), l));
      case "siaga" -> Map.of("d", roster());
      case "agen" -> Map.of("a", agents(l));
      case "ledger" -> Map.of("l", ledger(l));
      case "latihan" -> Map.of("x", exercises(l));
      case "lembar" -> Map.of("x", exercise(l));
      case "diterima" -> Map.of("a", ack(Optional.of("Made Wirawan"), l), "link", "/");
      default -> Map.of("a", ack(Optional.empty(), l), "link", "/");
    };
  }

  static When when(int minutesAgo, Locale locale) {
    return When.of(NOW.minusSeconds(60L * minutesAgo), BADUNG, NOW, locale);
  }

  static List<Situation.IncidentRow> rows(Locale l) {
    return List.of(
        new Situation.IncidentRow(
            "INC-2026-000124",
            "Masuk lewat SSH setelah percobaan berulang dari 203.0.113.77",
            "CRITICAL",
            "NEW",
            "Aplikasi atau server diretas",
            "Bawaslu Kabupaten Badung",
            "Server aplikasi",
            when(2, l),
            new When.Span("minutes", 2),
            Optional.empty(),
            Optional.empty(),
            Optional.of(new When.Span("hours", 23)),
            false,
            false),
        new Situation.IncidentRow(
            "INC-2026-000123",
            "Tautan judi tersembunyi di halaman depan",
            "HIGH",
            "TRIAGED",
            "Penyisipan tautan judi online",
            "Bawaslu Kabupaten Kepulauan Siau Tagulandang Biaro",
            "Situs Bawaslu Kabupaten Kepulauan Siau Tagulandang Biaro",
            when(46, l),
            new When.Span("minutes", 46),
            Optional.of("Siti Rahma"),
            Optional.of("Simpan bukti halaman sebelum diperbaiki"),
            Optional.of(new When.Span("hours", 23)),
            false,
            false),
        new Situation.IncidentRow(
            "INC-2026-000119",
            "Situs tidak dapat diakses",
            "MEDIUM",
            "RECOVERED",
            "Situs tidak dapat diakses",
            "Bawaslu Kota Denpasar",
            "Situs Bawaslu Kota Denpasar",
            when(190, l),
            new When.Span("hours", 3),
            Optional.of("Made Wirawan"),
            Optional.of("Catat penyebab dan tutup"),
            Optional.empty(),
            false,
            true));
  }

  private static Situation situation(List<Situation.IncidentRow> rows, Locale l) {
    var isCalm = rows.isEmpty();
    var tiles = new ArrayList<Situation.TileView>();
    for (var tile : OFFICES.tiles()) {
      var code = tile.province().code();
      var state =
          switch (code) {
            case "51" -> isCalm ? "CALM" : "CRITICAL";
            case "71" -> isCalm ? "CALM" : "HIGH";
            case "94" -> isCalm ? "CALM" : "SILENT";
            case "32" -> isCalm ? "CALM" : "LOW";
            case "95", "96", "93" -> "NONE";
            default -> "CALM";
          };
      tiles.add(
          new Situation.TileView(
              code,
              tile.label(),
              OFFICES.get(tile.province()).name().replace("Provinsi ", ""),
              tile.column() + 1,
              tile.row() + 1,
              state,
              code.equals("51") && !isCalm ? 2 : 0,
              false));
    }
    var order = List.of("CRITICAL", "HIGH", "MEDIUM", "LOW", "SILENT", "CALM", "NONE");
    tiles.sort(Comparator.comparing(t -> order.indexOf(t.state())));
    return new Situation(
        rows.size(),
        isCalm ? 0 : 3,
        isCalm ? 0 : 1,
        isCalm ? "CALM" : "CRITICAL",
        tiles,
        rows,
        isCalm
            ? List.of()
            : List.of(
                new Situation.SilentAgent(
                    "94.01-7f3a9c",
                    "Bawaslu Kabupaten Nabire",
                    Optional.of(when(14, l)),
                    new When.Span("minutes", 14))),
        isCalm
            ? List.of()
            : List.of(new Situation.ExerciseRow("/latihan/l-1", "Internet terputus", "10:05", 10)),
        552,
        588,
        when(0, l),
        Optional.empty());
  }

  private static IncidentPage.Head head(String status, Locale l) {
    var isClosed = status.equals("CLOSED");
    return new IncidentPage.Head(
        "INC-2026-000123",
        "Tautan judi tersembunyi di halaman depan",
        "HIGH",
        status,
        "TLP:AMBER",
        "gambling-links",
        "Penyisipan tautan judi online",
        "information-content-security/unauthorised-information-modification",
        "51.03",
        "Bawaslu Kabupaten Badung",
        List.of("Situs Bawaslu Kabupaten Badung"),
        when(46, l),
        new When.Span("minutes", 46),
        !status.equals("NEW"),
        isClosed ? Optional.of(when(9, l)) : Optional.empty(),
        isClosed ? Optional.of(when(3, l)) : Optional.empty(),
        isClosed ? Optional.of("REAL") : Optional.empty(),
        3);
  }

  private static IncidentPage incident(String status, Locale l) {
    var isNew = status.equals("NEW");
    return new IncidentPage(
        head(status, l),
        true,
        true,
        !isNew,
        Optional.of(
            new IncidentPage.Walk(
                "INC-2026-000123-R1",
                "Situs diretas",
                Optional.of(step()),
                isNew ? 0 : 2,
                11,
                isNew ? List.of() : history(l))),
        List.of(),
        Optional.of(clock("RUNNING", l)),
        isNew
            ? Optional.empty()
            : Optional.of(
                new IncidentPage.PersonView(
                    "Siti Rahma",
                    "SR",
                    "Staf Datin",
                    "Bawaslu Kabupaten Badung",
                    Optional.of("+62 361 555 0142"))),
        List.of(
            new IncidentPage.Call(
                "Siti Rahma",
                1,
                1,
                "mail",
                isNew ? "DELIVERED" : "ACKNOWLEDGED",
                "250 2.0.0 Ok: queued as 4F1",
                when(45, l))),
        timeline(l),
        List.of(
            new IncidentPage.Piece(
                HASH, "halaman-depan.html", "48,2 KB", "Siti Rahma", when(21, l))),
        Optional.of("PREPARED"),
        List.of("report", "walk", "trouble"));
  }

  private static IncidentPage.StepCard step() {
    return new IncidentPage.StepCard(
        "action--1",
        false,
        "Simpan bukti halaman sebelum diperbaiki",
        "",
        "Begitu halaman diperbaiki, jejak penyerang hilang dan tidak dapat dikembalikan.",
        List.of(
            "Buka halaman depan di peramban dan ambil tangkapan layar seluruh halaman.",
            "Simpan halaman lengkap (Ctrl+S), lalu unggah di bagian Bukti.",
            "Catat jam Anda melihatnya."),
        "Dua berkas di bagian Bukti, masing-masing dengan nilai hash.",
        List.of(
            "Jangan menghapus apa pun di server.",
            "Jangan mengunjungi tautan judi yang disisipkan."),
        "Halaman meminta kata sandi atau mengunduh berkas sendiri.",
        "Pengelola IT provinsi; nomornya ada di halaman Siaga.",
        "Staf Datin kabupaten/kota",
        Optional.of("IDENTIFICATION"),
        Optional.of(5));
  }

  private static List<IncidentPage.DoneStep> history(Locale l) {
    return List.of(
        new IncidentPage.DoneStep(
            "q1",
            "Apakah tautan itu terlihat dari telepon?",
            "COMPLETED",
            Optional.of("no"),
            "Hanya terlihat di kode sumber.",
            "Siti Rahma",
            when(30, l)),
        new IncidentPage.DoneStep(
            "a1",
            "Beri tahu Kabag Administrasi",
            "SKIPPED",
            Optional.empty(),
            "Tidak menjawab, dicoba lagi pagi.",
            "Siti Rahma",
            when(26, l)));
  }

  private static List<IncidentPage.Entry> timeline(Locale l) {
    return List.of(
        byPerson(
            "NoteAdded", "", "Hosting sudah ditelepon, menunggu akses.\nNomor tiket 4411.", 12, l),
        byPerson("EvidenceAdded", "halaman-depan.html", "", 21, l),
        byPerson("Acknowledged", "", "", 41, l),
        new IncidentPage.Entry(
            "DetectionJoined",
            "Tautan judi tersembunyi",
            "14 tautan tersembunyi ke 3 host baru",
            "",
            false,
            when(46, l),
            Optional.of(when(46 - 7, l))),
        new IncidentPage.Entry(
            "Opened",
            "Tautan judi tersembunyi di halaman depan",
            "",
            "",
            false,
            when(46, l),
            Optional.empty()));
  }

  private static IncidentPage.Entry byPerson(
      String kind, String what, String note, int minutesAgo, Locale l) {
    return new IncidentPage.Entry(
        kind, what, note, "Siti Rahma", true, when(minutesAgo, l), Optional.empty());
  }

  static List<IncidentPage.AgencyClock> clocks(Locale l) {
    return List.of(clock("RUNNING", l), clock("OVER", l), clock("SENT", l));
  }

  private static IncidentPage.AgencyClock clock(String state, Locale l) {
    var isOver = state.equals("OVER");
    return new IncidentPage.AgencyClock(
        state,
        isOver ? 1 : 23,
        14,
        isOver ? 1440 : 46,
        1440,
        isOver ? "CRITICAL" : state.equals("SENT") ? "CALM" : "LOW",
        "INTERNAL_TARGET",
        when(46 - 1440, l));
  }

  private static ReportPage report(Locale l) {
    return new ReportPage(
        head("TRIAGED", l),
        Optional.of("INC-2026-000123-L1"),
        "DRAFT",
        "",
        List.of(
            new ReportPage.PartView(
                "CONTACT",
                "Nama: Siti Rahma\nJabatan: Staf Datin\nSurel: siti.rahma@badung.example",
                false,
                4),
            new ReportPage.PartView(
                "DESCRIPTION",
                "Tautan judi tersembunyi di halaman depan\nTingkat risiko: Tinggi",
                false,
                5),
            new ReportPage.PartView(
                "CHRONOLOGY", "21 November 2026 pukul 01.40 WITA: tautan terlihat.", false, 5),
            new ReportPage.PartView("IMPACT", "", true, 4)),
        List.of("Kepala Badan Siber dan Sandi Negara, Jakarta"),
        List.of("TTIS Nasional"),
        List.of("Dampak belum diisi: layanan, data, dan pengguna yang terkena."),
        Optional.empty(),
        Optional.empty(),
        Optional.of(clock("RUNNING", l)),
        true,
        true);
  }

  private static EventsPage events(Optional<String> fault, Locale l) {
    var bars = new ArrayList<EventsPage.Bar>();
    for (var i = 0; i < 60; i++) {
      var height = 12 + 40 * Math.abs(Math.sin(i / 5.0)) + (i == 51 ? 45 : 0);
      bars.add(new EventsPage.Bar(i * 16.6, 100 - height, 14, height, "02:%02d: 12".formatted(i)));
    }
    var row =
        new EventsPage.Row(
            "51.03-7f3a9c/1763750000/42",
            when(4, l),
            "system.auth",
            "Bawaslu Kabupaten Badung",
            "failure",
            "Nov 21 02:10:07 srv sshd[811]: Failed password for invalid user admin from"
                + " 203.0.113.77 port 52144 ssh2",
            List.of(
                new EventsPage.Field("source.ip", "203.0.113.77"),
                new EventsPage.Field("user.name", "admin"),
                new EventsPage.Field("log.file.path", "/var/log/auth.log")));
    return new EventsPage(
        "source.ip:203.0.113.77",
        "24h",
        "",
        List.of("1h", "24h", "7d", "30d"),
        List.of(new EventsPage.OfficeChoice("51.03", "Bawaslu Kabupaten Badung")),
        fault,
        1204,
        bars,
        when(60, l),
        when(0, l),
        97,
        List.of(row, row, row),
        "WITA");
  }

  private static RosterPage roster() {
    return new RosterPage(
        "51.03",
        "Bawaslu Kabupaten Badung",
        true,
        List.of(
            new RosterPage.PostView("ON_DUTY", "siti.rahma", Optional.of("Siti Rahma")),
            new RosterPage.PostView("DEPUTY", "", Optional.empty())),
        List.of(
            new RosterPage.RungView(
                1,
                "Siti Rahma",
                "SR",
                "Staf Datin",
                "Bawaslu Kabupaten Badung",
                "ON_DUTY",
                "siti.rahma@badung.example",
                Optional.of("+62 361 555 0142")),
            new RosterPage.RungView(
                2,
                "Made Wirawan",
                "MW",
                "Pengelola IT",
                "Bawaslu Provinsi Bali",
                "ON_DUTY",
                "made.wirawan@bali.example",
                Optional.empty())),
        List.of("Bawaslu Kabupaten Badung, wakil: belum ada yang ditunjuk."),
        List.of(new Choice("siti.rahma", "Siti Rahma · Staf Datin")),
        List.of(
            new RosterPage.OfficeRow(
                "51.03",
                "Bawaslu Kabupaten Badung",
                Optional.of("Siti Rahma"),
                Optional.empty(),
                true),
            new RosterPage.OfficeRow(
                "51.71", "Bawaslu Kota Denpasar", Optional.empty(), Optional.empty(), false)));
  }

  private static AgentsPage agents(Locale l) {
    return new AgentsPage(
        List.of(
            new AgentsPage.AgentRow(
                "51.03-7f3a9c",
                "srv-badung",
                "Bawaslu Kabupaten Badung",
                "CALM",
                Optional.of(when(0, l)),
                Optional.of(new When.Span("seconds", 8)),
                Optional.of(0L),
                Optional.of(when(-28_800, l)),
                Optional.empty(),
                ""),
            new AgentsPage.AgentRow(
                "94.01-11ac02",
                "nabire-1",
                "Bawaslu Kabupaten Nabire",
                "SILENT",
                Optional.of(when(14, l)),
                Optional.of(new When.Span("minutes", 14)),
                Optional.of(214L),
                Optional.of(when(-14_400, l)),
                Optional.of(new AgentsPage.Clock(true, new When.Span("days", 1095))),
                "")),
        List.of(
            new AgentsPage.AssetRow(
                "situs-51.03",
                "Situs Bawaslu Kabupaten Badung",
                "Bawaslu Kabupaten Badung",
                "WEBSITE",
                "https://badung.example/",
                "HIGH",
                "VENDOR")),
        true,
        Optional.of(
            new AgentsPage.Issued(
                "4f0Qw0m1R2.47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU",
                "kentongan agent --collector https://kentongan.example:8443 --token …",
                "Bawaslu Kabupaten Badung",
                when(-1440, l))),
        List.of(new Choice("51.03", "Bawaslu Kabupaten Badung")));
  }

  private static LedgerPage ledger(Locale l) {
    var row =
        new LedgerPage.Row(
            1204,
            when(12, l),
            "Siti Rahma (siti.rahma)",
            "incident.note-added",
            "INC-2026-000123",
            "{\"text\":\"Hosting sudah ditelepon\"}",
            HASH);
    return new LedgerPage(1204, HASH, List.of(row, row), Optional.of(1104L));
  }

  private static ExercisesPage exercises(Locale l) {
    return new ExercisesPage(
        List.of(
            new ExercisesPage.ScenarioView(
                "situs-terganggu",
                "Situs terganggu",
                "Situs kantor berhenti menjawab pada hari masa tenang.",
                30,
                10,
                5,
                4,
                List.of(
                    new ExercisesPage.PartView(
                        "petugas", "Petugas siaga, Bawaslu Kabupaten Badung", "siti.rahma"))),
            new ExercisesPage.ScenarioView(
                "diretas",
                "Situs diretas",
                "Tautan judi disisipkan, lalu server dimasuki.",
                60,
                10,
                9,
                7,
                List.of(
                    new ExercisesPage.PartView(
                        "petugas", "Petugas siaga, Bawaslu Kabupaten Badung", "siti.rahma")))),
        List.of(
            new ExercisesPage.Row("l-2", "Situs diretas", "RUNNING", when(8, l), 0, 7),
            new ExercisesPage.Row("l-1", "Internet terputus", "OVER", when(4000, l), 3, 4)),
        List.of(new Choice("siti.rahma", "Siti Rahma · Staf Datin")),
        true);
  }

  private static ExercisesPage.Detail exercise(Locale l) {
    return new ExercisesPage.Detail(
        "l-2",
        "Situs diretas",
        "Tautan judi disisipkan, lalu server dimasuki.",
        "RUNNING",
        "09:14 WITA",
        10,
        true,
        Optional.empty(),
        List.of("Siti Rahma · Bawaslu Kabupaten Badung", "Made Wirawan · Bawaslu Provinsi Bali"),
        List.of(
            new ExercisesPage.InjectView("+00:00", "Semua tenang", true),
            new ExercisesPage.InjectView("+05:00", "Tautan judi muncul di halaman depan", true),
            new ExercisesPage.InjectView("+20:00", "Percobaan masuk SSH berulang", false)),
        List.of(
            new ExercisesPage.ExpectationView(
                "Insiden diterima", "15 menit", "PASSED", Optional.of("4 menit"), ""),
            new ExercisesPage.ExpectationView(
                "Bukti disimpan sebelum perbaikan",
                "30 menit",
                "FAILED",
                Optional.empty(),
                "Tidak ada bukti sampai 09:35."),
            new ExercisesPage.ExpectationView(
                "Laporan disetujui", "60 menit", "OPEN", Optional.empty(), "")),
        List.of(
            new ExercisesPage.MessageView(
                "Siti Rahma <siti.rahma@badung.example>",
                "LATIHAN: INC-2026-000001 Tinggi: tautan judi tersembunyi",
                "LATIHAN\n\nTautan judi tersembunyi di halaman depan.",
                when(6, l))),
        true,
        new Shell.ExerciseBand("l-2", "Situs diretas", "09:14 WITA", 10, false, List.of()));
  }

  private static AckPage ack(Optional<String> by, Locale l) {
    return new AckPage(
        false,
        "INC-2026-000123",
        "Tautan judi tersembunyi di halaman depan",
        "Tinggi",
        "HIGH",
        "Bawaslu Kabupaten Badung",
        Optional.of("Situs Bawaslu Kabupaten Badung"),
        when(46, l),
        "Siti Rahma",
        Optional.of("Simpan bukti halaman sebelum diperbaiki"),
        by,
        by.map(_ -> when(41, l)));
  }
}
