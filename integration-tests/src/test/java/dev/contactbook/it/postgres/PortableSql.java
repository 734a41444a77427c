package dev.contactbook.it.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.it.postgres.Recorder.Sent;
import dev.contactbook.it.support.PostgresTables;
import dev.contactbook.jdbc.ContactSchema;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.jdbc.JdbcContactRepositoryBuilder;
import dev.contactbook.jdbc.SqlFlavour;
import dev.contactbook.jdbc.TimeOrderedIds;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** A PostgreSQL that is spoken to in portable SQL; and what that is, looked for in all statements. */
final class PortableSql implements AutoCloseable {
    /** What engines leave out that distribute tables. */
    private static final Pattern NOT_PORTABLE = Pattern.compile(
            "\\b(returning|final table|array|unnest|skip locked|merge|nextval|with)\\b|\\b(any|cast) ?\\(|::");

    private static final Pattern TABLE =
            Pattern.compile("\\b(from|join|update) contactbook_(contact|counter|key|unique_key)\\b");
    private static final Pattern ONE_ORGANIZATION = Pattern.compile("\\b(where|on) organization_id = \\?");
    private static final String INSERT =
            "insert into contactbook_(contact|counter|key) \\(organization_id, [^()]*\\) values \\(\\?, [^()]*\\).*";

    private final PostgresTables tables = PostgresTables.inCurrentSchema();
    private final Recorder recorder = new Recorder(tables);

    /** The store. */
    JdbcContactRepository store(boolean counters) {
        return builder(counters).build();
    }

    /** The store, which expects unique e-mails. */
    JdbcContactRepository storeWithUniqueEmails(boolean counters) {
        return builder(counters).expectUniqueEmails().build();
    }

    private JdbcContactRepositoryBuilder builder(boolean counters) {
        ContactSchema.useCounters(tables, counters);
        return JdbcContactRepository.builder(recorder.dataSource())
                .ids(TimeOrderedIds.ofNode(0))
                .sql(SqlFlavour.PORTABLE);
    }

    /** Makes e-mails unique in an organization, or not any more, by the SQL of PostgreSQL. */
    void useUniqueEmails(long organizationId, boolean on) {
        ContactSchema.useUniqueEmails(tables, organizationId, on);
    }

    Recorder recorder() {
        return recorder;
    }

    /** Fails if anything was sent that is not portable; and if counters are wrong. */
    @Override
    public void close() {
        try {
            assertThat(faults(recorder.sent().stream().map(Sent::what).toList()))
                    .isEmpty();
            assertThat(ContactSchema.verify(tables)).isEmpty();
        } finally {
            tables.close();
        }
    }

    /**
     * The only statements about all organizations: their counters, and at the start whether any was folded otherwise,
     * or has unique e-mails.
     */
    private static final Set<String> ALL_ORGANIZATIONS = Set.of(
            "select organization_id, stripe, rev from contactbook_counter where rev > 0",
            "select kind, organization_id from contactbook_unique_key fetch next 1 rows only",
            "select fold_version from contactbook_contact where fold_version < 2000 fetch next 1 rows only",
            "select fold_version from contactbook_contact where fold_version >= 3000 fetch next 1 rows only");

    /** The statements that are not portable, or that leave open whose contacts they are about. */
    static List<String> faults(List<String> statements) {
        return statements.stream()
                .filter(sql -> sql.contains("contactbook_contact")
                        || sql.contains("contactbook_counter")
                        || sql.contains("contactbook_key")
                        || sql.contains("contactbook_unique_key"))
                .filter(sql -> !sql.contains("INFORMATION_SCHEMA")) // names tables, and reads none
                .filter(sql -> !ALL_ORGANIZATIONS.contains(sql))
                .filter(sql -> NOT_PORTABLE.matcher(sql).find() || !isOfOneOrganization(sql))
                .toList();
    }

    private static boolean isOfOneOrganization(String sql) {
        long tables = TABLE.matcher(sql).results().count();
        return tables == 0
                ? sql.matches(INSERT)
                : tables == ONE_ORGANIZATION.matcher(sql).results().count();
    }
}
