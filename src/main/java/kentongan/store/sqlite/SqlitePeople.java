package kentongan.store.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import kentongan.office.OfficeId;
import kentongan.office.People;
import kentongan.office.Person;
import kentongan.office.PersonId;
import kentongan.office.Role;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The people, in the desk.
public final class SqlitePeople implements People {
  private final JdbcClient jdbc;

  public SqlitePeople(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void save(Person person) {
    jdbc.sql(
            """
            INSERT INTO person (id, name, title, office, roles, email, phone)
            VALUES (:id, :name, :title, :office, :roles, :email, :phone)
            ON CONFLICT (id) DO UPDATE SET
              name = excluded.name, title = excluded.title, office = excluded.office,
              roles = excluded.roles, email = excluded.email, phone = excluded.phone
            """)
        .param("id", person.id().name())
        .param("name", person.name())
        .param("title", person.title())
        .param("office", person.office().code())
        .param("roles", text(person.roles()))
        .param("email", person.email())
        .param("phone", person.phone().orElse(null))
        .update();
  }

  @Override
  public Optional<Person> find(PersonId id) {
    return jdbc.sql("SELECT * FROM person WHERE id = ?")
        .param(id.name())
        .query((row, _) -> person(row))
        .optional();
  }

  @Override
  public List<Person> at(OfficeId office) {
    return jdbc.sql("SELECT * FROM person WHERE office = ? ORDER BY name, id")
        .param(office.code())
        .query((row, _) -> person(row))
        .list();
  }

  @Override
  public List<Person> all() {
    return jdbc.sql("SELECT * FROM person ORDER BY name, id").query((row, _) -> person(row)).list();
  }

  private static Person person(ResultSet row) throws SQLException {
    return new Person(
        new PersonId(row.getString("id")),
        row.getString("name"),
        row.getString("title"),
        new OfficeId(row.getString("office")),
        roles(row.getString("roles")),
        row.getString("email"),
        Optional.ofNullable(row.getString("phone")));
  }

  private static String text(Set<Role> roles) {
    return roles.stream().sorted().map(Role::name).collect(Collectors.joining(" "));
  }

  private static Set<Role> roles(String text) {
    return Arrays.stream(text.split(" ", -1))
        .filter(name -> !name.isEmpty())
        .map(Role::valueOf)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
  }
}
