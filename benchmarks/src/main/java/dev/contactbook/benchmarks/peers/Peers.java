package dev.contactbook.benchmarks.peers;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import dev.contactbook.benchmarks.data.ContactRow;
import dev.contactbook.benchmarks.databases.DatabaseKind;
import dev.contactbook.benchmarks.databases.SharedResources;
import dev.contactbook.benchmarks.databases.SqlContacts;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.springframework.jdbc.core.JdbcTemplate;

/** What people use instead, each as its documentation shows it, on the contacts' database. */
@State(Scope.Benchmark)
public class Peers {
    public static final Table<Record> CONTACT = table("contactbook_contact");
    public static final Field<Long> ORGANIZATION_ID = field("organization_id", Long.class);
    public static final Field<Long> ID = field("id", Long.class);

    /** The fields of a {@link ContactRow}. */
    public static final List<Field<?>> FIELDS = Arrays.stream(ContactRow.class.getRecordComponents())
            .<Field<?>>map(component -> field(ContactRow.column(component.getName()), component.getType()))
            .toList();

    public JdbcTemplate template;
    public Jdbi jdbi;
    public DSLContext jooq;

    /** For JMH. */
    public Peers() {}

    /** Starts them. Contenders share it. */
    @Setup
    public void start(SqlContacts contacts) {
        Started started = SharedResources.get(
                Started.class, List.of(contacts.database), () -> Started.on(contacts.peers, contacts.database));
        template = started.template;
        jdbi = started.jdbi;
        jooq = started.jooq;
    }

    private record Started(JdbcTemplate template, Jdbi jdbi, DSLContext jooq) {
        static Started on(DataSource dataSource, DatabaseKind database) {
            Jdbi jdbi = Jdbi.create(dataSource);
            jdbi.registerRowMapper(ConstructorMapper.factory(ContactRow.class));
            return new Started(
                    new JdbcTemplate(dataSource),
                    jdbi,
                    DSL.using(
                            dataSource,
                            database.isPostgresql() ? SQLDialect.POSTGRES : SQLDialect.H2,
                            new Settings()
                                    .withRenderQuotedNames(RenderQuotedNames.EXPLICIT_DEFAULT_UNQUOTED)
                                    .withExecuteLogging(false)));
        }
    }
}
