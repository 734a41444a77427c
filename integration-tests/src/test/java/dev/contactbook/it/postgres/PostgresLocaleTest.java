package dev.contactbook.it.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.it.support.Postgres;
import dev.contactbook.it.support.PostgresTables;
import dev.contactbook.jdbc.ContactSchema;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.tck.ContactRepositoryContract;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The contract holds in databases that sort and change case as a language does; one that cannot hold every text is
 * refused.
 */
class PostgresLocaleTest {
    private static final Map<String, String> URLS = new ConcurrentHashMap<>();

    @AfterAll
    static void drop() {
        URLS.values().forEach(Postgres::drop);
        URLS.clear();
    }

    /** The URL of a database with these options, made when it is first asked for. */
    private static String database(String options) {
        return URLS.computeIfAbsent(options, made -> Postgres.freshDatabase("template template0 " + made));
    }

    @Nested
    class In_Turkish extends Contract {
        In_Turkish() {
            super("locale_provider icu icu_locale 'tr' locale 'C'", "lower('I') = 'ı' and 'ı' < 'i'");
        }
    }

    @Nested
    class In_German_by_the_value_of_numbers_and_without_punctuation extends Contract {
        In_German_by_the_value_of_numbers_and_without_punctuation() {
            super("locale_provider icu icu_locale 'de-u-kn-true-ka-shifted' locale 'C'", "'a2' < 'a-10' and 'ä' < 'b'");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"LATIN1", "SQL_ASCII"})
    void a_database_that_cannot_hold_every_text_is_refused_with_what_to_do(String encoding) {
        try (HikariDataSource schema = Postgres.freshSchema(database("locale 'C' encoding '" + encoding + "'"))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ContactSchema.migrate(schema))
                    .withMessageContainingAll(encoding, "CREATE DATABASE", "ENCODING 'UTF8'");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> JdbcContactRepository.over(schema))
                    .withMessageContainingAll(encoding, "CREATE DATABASE", "ENCODING 'UTF8'");
        }
    }

    /** The contract, in a database where PostgreSQL's own comparison of texts is shown to be another one. */
    abstract static class Contract extends ContactRepositoryContract {
        private final PostgresTables tables;
        private final String peculiarity;

        Contract(String options, String peculiarity) {
            this.tables = PostgresTables.inCurrentSchema(database(options));
            this.peculiarity = peculiarity;
        }

        @Override
        protected ContactRepository emptyRepository() {
            return JdbcContactRepository.over(tables);
        }

        @AfterEach
        void close() {
            tables.close();
        }

        @Test
        void the_database_itself_compares_texts_as_the_language_does() {
            assertThat(new JdbcTemplate(tables).queryForObject("select " + peculiarity, Boolean.class))
                    .isTrue();
        }
    }
}
