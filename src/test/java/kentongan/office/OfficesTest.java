package kentongan.office;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import org.junit.jupiter.api.Test;

class OfficesTest {
  private final Offices offices = Offices.shipped();

  @Test
  void all_553_come_with_the_product() {
    assertThat(offices.all()).hasSize(553);
    assertThat(offices.provinces()).hasSize(38);
    assertThat(offices.all()).filteredOn(o -> o.kind() == Office.Kind.CITY).hasSize(98);
    assertThat(offices.all()).filteredOn(o -> o.kind() == Office.Kind.REGENCY).hasSize(416);
  }

  @Test
  void the_way_upward_ends_at_headquarters() {
    assertThat(offices.upward(new OfficeId("35.04")))
        .extracting(o -> o.id().code())
        .containsExactly("35.04", "35", "00");
    assertThat(offices.upward(OfficeId.HEADQUARTERS)).hasSize(1);
  }

  @Test
  void the_subtree_of_headquarters_is_everything() {
    assertThat(offices.subtree(OfficeId.HEADQUARTERS)).hasSize(553);
    assertThat(offices.subtree(new OfficeId("51"))).hasSize(10);
    assertThat(offices.subtree(new OfficeId("99"))).isEmpty();
  }

  @Test
  void the_regencies_of_aceh_keep_their_own_name_and_every_name_says_its_kind() {
    assertThat(offices.get(new OfficeId("11.01")).officeName())
        .isEqualTo("Panwaslih Kabupaten Aceh Selatan");
    assertThat(offices.get(new OfficeId("32.04")).name()).isEqualTo("Kabupaten Bandung");
    assertThat(offices.get(new OfficeId("32.73")).name()).isEqualTo("Kota Bandung");
  }

  @Test
  void each_office_has_its_zone() {
    assertThat(offices.get(new OfficeId("51.03")).zoneName()).isEqualTo("WITA");
    assertThat(offices.get(new OfficeId("91")).zoneName()).isEqualTo("WIT");
  }

  @Test
  void no_two_tiles_share_a_cell_and_every_province_has_one() {
    var cells = new HashSet<String>();
    offices.tiles().forEach(tile -> cells.add(tile.column() + "/" + tile.row()));

    assertThat(cells).hasSize(38);
    assertThat(offices.tiles())
        .extracting(Tile::province)
        .containsExactlyInAnyOrderElementsOf(offices.provinces().stream().map(Office::id).toList());
  }

  @Test
  void a_code_of_another_shape_is_refused() {
    assertThatThrownBy(() -> new OfficeId("5")).hasMessageContaining("expected");
    assertThatThrownBy(() -> new OfficeId("51-03")).hasMessageContaining("expected");
    assertThatThrownBy(() -> offices.get(new OfficeId("98"))).hasMessageContaining("553");
  }
}
