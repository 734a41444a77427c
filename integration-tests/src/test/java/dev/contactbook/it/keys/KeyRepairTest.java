package dev.contactbook.it.keys;

import static dev.contactbook.it.support.Fixtures.CALLER;
import static dev.contactbook.it.support.Fixtures.ORGANIZATION;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.api.BulkItem;
import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactKey;
import dev.contactbook.it.support.Postgres;
import dev.contactbook.it.support.SqliteDatabases;
import dev.contactbook.jdbc.ContactSchema;
import dev.contactbook.jdbc.CounterDrift;
import dev.contactbook.jdbc.JdbcContactRepository;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

@Tag("3.244")
class KeyRepairTest {
    enum Database {
        H2(() -> {
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
            return new HikariDataSource(config);
        }),
        SQLITE(SqliteDatabases::fresh),
        POSTGRESQL(Postgres::freshSchema);

        private final Supplier<HikariDataSource> fresh;

        Database(Supplier<HikariDataSource> fresh) {
            this.fresh = fresh;
        }
    }

    @ParameterizedTest
    @EnumSource
    void keys_that_are_missing_are_written_and_those_of_no_contact_go(Database database) {
        try (HikariDataSource dataSource = database.fresh.get()) {
            ContactSchema.migrate(dataSource);
            Contacts contacts = Contacts.over(JdbcContactRepository.over(dataSource));
            contacts.bulk()
                    .each(
                            CALLER,
                            IntStream.range(0, 1_200)
                                    .mapToObj(i -> BulkItem.create(c -> c.firstName("Ann")
                                            .email(i + "@example.com")
                                            .phone("+49 30 23125101"))));
            JdbcTemplate sql = new JdbcTemplate(dataSource);
            assertThat(ContactSchema.verify(dataSource)).isEmpty();

            sql.update("delete from contactbook_key where kind = 1 and mod(contact_id, 3) = 0");
            sql.update("update contactbook_contact set email = null where id = 1");
            sql.update("delete from contactbook_contact where id = 2");

            assertThat(ContactSchema.verify(dataSource))
                    .containsExactly(new CounterDrift(ORGANIZATION, 1_199, 1_200, 0, 400, 3));
            ContactSchema.repair(dataSource);
            assertThat(ContactSchema.verify(dataSource)).isEmpty();
            assertThat(contacts.find(CALLER, ContactKey.email("2@example.com")))
                    .extracting(Contact::id)
                    .containsExactly(3L);
            assertThat(sql.queryForObject("select count(*) from contactbook_key", Long.class))
                    .isEqualTo(1_199 * 2 - 1);
        }
    }
}
