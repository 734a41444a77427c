package dev.contactbook.benchmarks.peers;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import dev.contactbook.benchmarks.data.ContactRow;
import dev.contactbook.benchmarks.databases.DatabaseKind;
import dev.contactbook.benchmarks.databases.SharedResources;
import dev.contactbook.benchmarks.databases.SqlContacts;
import java.time.OffsetDateTime;
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
    public static final List<Field<?>> FIELDS = List.of(
            ORGANIZATION_ID,
            ID,
            field("version", Long.class),
            field("first_name", String.class),
            field("last_name", String.class),
            field("email", String.class),
            field("phone", String.class),
            field("phone_country_code", String.class),
            field("phone_country_iso", String.class),
            field("owned_by_user_id", Long.class),
            field("company_id", Long.class),
            field("channel_whatsapp_wa_id", String.class),
            field("channel_instagram_user_id", String.class),
            field("avatar_url", String.class),
            field("custom_fields_by_name", String.class),
            field("system_type", String.class),
            field("created_by_user_id", Long.class),
            field("created_at", OffsetDateTime.class),
            field("updated_at", OffsetDateTime.class),
            field("deleted_at", OffsetDateTime.class));

    public JdbcTemplate template;
    public Jdbi jdbi;
    public DSLContext jooq;

    /** For JMH. */
    public Peers() {}

    /** Starts them, if nobody did before. */
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
