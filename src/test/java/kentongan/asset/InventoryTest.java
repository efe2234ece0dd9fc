package kentongan.asset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import kentongan.asset.Inventory.Reading;
import kentongan.office.Offices;
import org.junit.jupiter.api.Test;

class InventoryTest {
  private static final String HEADER = "id,name,office,kind,url,criticality,hosting\n";

  private final Offices offices = Offices.shipped();

  @Test
  void a_good_file_yields_its_assets() throws IOException {
    var reading =
        read(
            "situs-51.03,Situs"
                + " Badung,51.03,website,https://badung.bawaslu.example/,high,pusdatin\n");

    assertThat(reading).isInstanceOf(Reading.Good.class);
    assertThat(((Reading.Good) reading).assets())
        .singleElement()
        .satisfies(asset -> {
          assertThat(asset.id().name()).isEqualTo("situs-51.03");
          assertThat(asset.office().code()).isEqualTo("51.03");
          assertThat(asset.hosting()).isEqualTo(Asset.Hosting.PUSDATIN);
        });
  }

  @Test
  void every_fault_is_named_with_its_line_and_field() throws IOException {
    var reading =
        read(
            """
            situs-a,A,51.03,website,https://a.example/,high,pusdatin
            Situs B,,99.99,blog,ftp://b.example/,huge,moon
            situs-a,A again,51.03,website,,high,pusdatin
            situs-c,C,51.03
            """);

    assertThat(reading).isInstanceOf(Reading.Faulty.class);
    assertThat(((Reading.Faulty) reading).faults())
        .extracting(fault -> fault.line() + " " + fault.field())
        .containsExactly(
            "3 id",
            "3 name",
            "3 office",
            "3 kind",
            "3 url",
            "3 criticality",
            "3 hosting",
            "4 id",
            "5 ");
  }

  @Test
  void a_missing_column_is_one_fault_not_one_a_row() throws IOException {
    var reading = Inventory.read(new StringReader("id,name\na,b\nc,d\n"), offices);

    assertThat(((Reading.Faulty) reading).faults())
        .extracting(Inventory.Fault::field)
        .containsExactly("office", "kind", "url", "criticality", "hosting");
  }

  @Test
  void hostile_text_is_quoted_without_its_control_characters() throws IOException {
    var reading = read("\u001b[2J,A,51.03,website,,high,pusdatin\n");

    assertThat(((Reading.Faulty) reading).faults().getFirst().what())
        .doesNotContain("\u001b")
        .contains("expected");
  }

  @Test
  void an_unclosed_quote_is_a_fault_not_a_crash() throws IOException {
    assertThat(read("\"situs-a,A,51.03\n")).isInstanceOf(Reading.Faulty.class);
  }

  @Test
  void an_empty_file_is_faulty() throws IOException {
    assertThat(Inventory.read(new StringReader(""), offices)).isInstanceOf(Reading.Faulty.class);
  }

  @Test
  void the_difference_tells_added_changed_and_same() throws IOException {
    var present = assets("a,A,51.03,website,,high,vendor\nb,B,51.03,website,,high,vendor\n");
    var wanted =
        assets(
            "a,A,51.03,website,,high,vendor\n"
                + "b,B,51.03,website,,low,vendor\n"
                + "c,C,00,application,,low,vendor\n");

    var difference = Inventory.difference(present, wanted);

    assertThat(difference.same()).extracting(a -> a.id().name()).containsExactly("a");
    assertThat(difference.changed()).extracting(a -> a.id().name()).containsExactly("b");
    assertThat(difference.added()).extracting(a -> a.id().name()).containsExactly("c");
  }

  private Reading read(String rows) throws IOException {
    return Inventory.read(new StringReader(HEADER + rows), offices);
  }

  private List<Asset> assets(String rows) throws IOException {
    return ((Reading.Good) read(rows)).assets();
  }
}
