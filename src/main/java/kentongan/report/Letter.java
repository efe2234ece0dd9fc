package kentongan.report;

import com.openhtmltopdf.extend.FSSupplier;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import kentongan.office.Dates;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;

/// The official letter that carries a report, as a PDF. The same report gives the same bytes, so
/// the letter that was approved can be shown to be the letter that was sent.
///
/// Set in Liberation Sans, embedded, so that it looks the same everywhere and for years. Nothing is
/// fetched while it is set: the template asks for nothing, the texts are escaped, and every address
/// is refused.
public final class Letter {
  private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

  static {
    // It tells the time of every style sheet.
    XRLog.setLoggingEnabled(false);
  }

  private Letter() {}

  /// The letter of a report as it stands: marked KONSEP until it is approved.
  ///
  /// @param to who it would go to when it is not approved yet; an approval has its own
  public static byte[] pdf(Report report, Addressees to) {
    return pdf(report.content(), to, report.approval());
  }

  /// The letter that goes out.
  public static byte[] pdf(Dispatch dispatch) {
    var approval = dispatch.approval();
    return pdf(dispatch.content(), approval.to(), Optional.of(approval));
  }

  /// The covering text of the mail that carries the letter.
  public static String cover(Dispatch dispatch) {
    var content = dispatch.content();
    return """
    Kepada Yth. %s

    Terlampir laporan insiden siber nomor %s dari %s, dengan tingkat risiko %s.
    Kode distribusi informasi: %s.

    Disetujui oleh %s, %s.
    Sidik isi (SHA-256): %s

    Mohon nomor tiket disampaikan dengan membalas surel ini.
    """
        .formatted(
            dispatch.approval().to().to().getFirst().name(),
            content.incident(),
            content.office(),
            content.severity().toLowerCase(Locale.ROOT),
            content.tlp().label(),
            dispatch.approval().name(),
            Dates.letterBoth(dispatch.approval().at(), content.zone(), content.zoneName()),
            dispatch.approval().sha256());
  }

  private static byte[] pdf(Content content, Addressees to, Optional<Approval> approval) {
    var page = new LetterPage(content, approval.map(Approval::to).orElse(to), approval).xhtml();
    var date = approval.map(Approval::at).orElse(content.discoveredAt());
    var out = new ByteArrayOutputStream();
    try (var renderer =
        new PdfRendererBuilder()
            .useFastMode()
            .useUriResolver((_, _) -> null)
            .useFont(font(), "letter", 400, FontStyle.NORMAL, true)
            .withHtmlContent(page, "")
            .withProducer("Kentongan")
            .toStream(out)
            .buildPdfRenderer()) {
      renderer.layout();
      renderer.createPDFWithoutClosing();
      try (var document = renderer.getPdfDocument()) {
        pin(document, content, date);
        document.save(out);
      }
      return out.toByteArray();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /// Takes out what would differ from one run to the next.
  private static void pin(PDDocument document, Content content, Instant date) {
    var at = calendar(date, content.zone());
    var information = new PDDocumentInformation();
    information.setTitle("Laporan Insiden Siber " + content.incident());
    information.setAuthor(content.office());
    information.setProducer("Kentongan");
    information.setCreationDate(at);
    information.setModificationDate(at);
    document.setDocumentInformation(information);
    document.setDocumentId(date.toEpochMilli());
  }

  private static Calendar calendar(Instant at, ZoneId zone) {
    var calendar = new GregorianCalendar(TimeZone.getTimeZone(zone), Locale.ROOT);
    calendar.setTimeInMillis(at.toEpochMilli());
    return calendar;
  }

  private static FSSupplier<InputStream> font() {
    return () -> {
      var font = Letter.class.getResourceAsStream(FONT);
      if (font == null) {
        throw new IllegalStateException(FONT + " is not in the class path");
      }
      return font;
    };
  }
}
