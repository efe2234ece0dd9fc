package kentongan;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.ApplicationModule;

/// The house: who may import whom, as the door plates say, and what a room never touches.
class HouseRulesTest {
  /// Plain Java: the doors and the corridor are not among them.
  private static final Set<String> ROOMS =
      Set.of(
          "office",
          "asset",
          "ledger",
          "event",
          "rule",
          "watch",
          "detection",
          "incident",
          "oncall",
          "playbook",
          "notice",
          "report",
          "status",
          "exercise");

  private static final Set<String> KEPT_OUT_OF_ROOMS =
      Set.of(
          "org.springframework.",
          "reactor.",
          "org.reactivestreams.",
          "org.apache.lucene.",
          "co.elastic.",
          "java.sql.",
          "javax.sql.",
          "org.sqlite.",
          "io.micrometer.");

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("kentongan");

  @Test
  void every_import_is_one_that_the_door_plate_allows() {
    var wrong = new TreeSet<String>();
    for (var type : HOUSE) {
      var room = room(type);
      for (var dependency : type.getDirectDependenciesFromSelf()) {
        var other = room(dependency.getTargetClass().getBaseComponentType());
        if (!other.isEmpty() && !room.isEmpty() && !other.equals(room) && !allows(room, other)) {
          wrong.add("%s → %s in %s".formatted(room, other, type.getSimpleName()));
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void rooms_form_no_cycle() {
    slices().matching("kentongan.(*)..").should().beFreeOfCycles().check(HOUSE);
  }

  @Test
  void a_room_knows_no_framework_and_no_database() {
    var wrong = new TreeSet<String>();
    for (var type : HOUSE) {
      if (ROOMS.contains(room(type)) && !type.getSimpleName().equals("package-info")) {
        type.getDirectDependenciesFromSelf().stream()
            .map(d -> d.getTargetClass().getName())
            .filter(name -> KEPT_OUT_OF_ROOMS.stream().anyMatch(name::startsWith))
            .forEach(name -> wrong.add(type.getName() + " → " + name));
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void a_room_reads_no_clock() {
    var clocks = Set.of(Instant.class.getName(), LocalDate.class.getName());
    var wrong = new TreeSet<String>();
    for (var type : HOUSE) {
      if (ROOMS.contains(room(type))) {
        for (var call : type.getMethodCallsFromSelf()) {
          var owner = call.getTargetOwner().getName();
          if ((clocks.contains(owner) && call.getName().equals("now"))
              || (owner.equals(Clock.class.getName()) && call.getName().startsWith("system"))
              || (owner.equals(System.class.getName())
                  && call.getName().equals("currentTimeMillis"))) {
            wrong.add(call.getDescription());
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void the_agent_loads_no_spring() {
    var agentSide = Set.of("agent", "probe", "watch", "event", "office", "asset");
    var wrong = new TreeSet<String>();
    for (var type : HOUSE) {
      if (agentSide.contains(room(type)) && !type.getSimpleName().equals("package-info")) {
        type.getDirectDependenciesFromSelf().stream()
            .map(d -> d.getTargetClass().getName())
            .filter(name -> name.startsWith("org.springframework."))
            .forEach(name -> wrong.add(type.getName() + " → " + name));
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void every_package_has_a_door_plate() {
    var bare =
        HOUSE.stream()
            .map(JavaClass::getPackageName)
            .filter(name -> !name.equals("kentongan"))
            .distinct()
            .filter(name -> !isNullMarked(name))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(bare).as("packages without package-info.java and @NullMarked").isEmpty();
  }

  /// The room of a class: `incident`, `store.sqlite`; empty for the root and for other people's
  /// code.
  private static String room(JavaClass type) {
    var parts = type.getPackageName().split("\\.", -1);
    if (!parts[0].equals("kentongan") || parts.length < 2) {
      return "";
    }
    var isCorridorOfDoors = parts[1].equals("store") || parts[1].equals("courier");
    return isCorridorOfDoors && parts.length > 2 ? parts[1] + "." + parts[2] : parts[1];
  }

  private static boolean allows(String room, String other) {
    var plate = plate("kentongan." + room);
    // A door plate without a list is that of `boot`, which wires everything.
    return plate == null
        ? room.equals("boot")
        : Arrays.asList(plate.allowedDependencies()).contains(other);
  }

  private static ApplicationModule plate(String name) {
    try {
      return Class.forName(name + ".package-info").getAnnotation(ApplicationModule.class);
    } catch (ClassNotFoundException missing) {
      return null;
    }
  }

  private static boolean isNullMarked(String name) {
    try {
      return Class.forName(name + ".package-info").isAnnotationPresent(NullMarked.class);
    } catch (ClassNotFoundException missing) {
      return false;
    }
  }
}
