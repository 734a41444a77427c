package dev.contactbook.it.faults;

import static dev.contactbook.it.support.Fixtures.CALLER;
import static dev.contactbook.it.support.Fixtures.ORGANIZATION;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.api.Contacts;
import dev.contactbook.domain.ContactKey;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.domain.ContactsException.Storage.Outcome;
import dev.contactbook.it.support.Postgres;
import dev.contactbook.it.support.SqliteDatabases;
import dev.contactbook.jdbc.ContactSchema;
import dev.contactbook.jdbc.JdbcContactRepository;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A choice of unique e-mails whose connection fails at each of its calls: it is the old one or the new one. */
class ChoiceFaultsTest {
    private static final int CONTACTS = 3;

    private static final Set<String> SENDING =
            Set.of("execute", "executeQuery", "executeUpdate", "executeBatch", "commit", "setAutoCommit");

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

    /** When a call fails. */
    enum Moment {
        /** Nothing is done, and the connection works. */
        REFUSED,
        /** Nothing is done, and the connection is lost. */
        BEFORE,
        /** It is done, and the connection is lost. */
        AFTER
    }

    @ParameterizedTest
    @EnumSource
    @Tag("3.269")
    void a_choice_that_fails_at_any_call_is_the_old_one_or_the_new_one(Database database) {
        try (HikariDataSource dataSource = database.fresh.get()) {
            ContactSchema.migrate(dataSource);
            JdbcContactRepository repository = JdbcContactRepository.builder(dataSource)
                    .expectUniqueEmails()
                    .build();
            for (int i = 0; i < CONTACTS; i++) {
                String email = i + "@example.com";
                Contacts.over(repository).create(CALLER, c -> c.firstName("Ann").email(email));
            }
            for (boolean on : new boolean[] {true, false}) {
                for (Moment moment : Moment.values()) {
                    int failures = 0;
                    while (fails(dataSource, repository, on, moment, failures + 1)) {
                        failures++;
                    }
                    assertThat(failures).as("calls that failed").isGreaterThan(5);
                }
                ContactSchema.useUniqueEmails(dataSource, ORGANIZATION, on);
            }
        }
    }

    /** Whether the choice has so many calls, of which the last one failed. Afterwards it is the old one. */
    private static boolean fails(
            HikariDataSource dataSource, JdbcContactRepository repository, boolean on, Moment moment, int call) {
        Failing failing = new Failing(moment, call);
        String context = moment + " call " + call + ", " + on;
        boolean isApplied = false;
        boolean mayBeApplied = false;
        try {
            DataSource unpooled = new DriverManagerDataSource(dataSource.getJdbcUrl());
            ContactSchema.useUniqueEmails(failing.over(unpooled), ORGANIZATION, on);
            isApplied = true;
        } catch (Storage e) {
            mayBeApplied = e.outcome() == Outcome.UNKNOWN;
        }
        boolean isUnique = repository.uniqueKinds(ORGANIZATION).contains(ContactKey.Kind.EMAIL);
        assertThat(isUnique == on).as(context).isIn(isApplied, isApplied || mayBeApplied);
        assertThat(new JdbcTemplate(dataSource)
                        .queryForList("select slot from contactbook_key where kind = 1", Long.class))
                .as(context)
                .hasSize(CONTACTS)
                .allMatch(slot -> (slot == 0) == isUnique);
        assertThat(ContactSchema.verify(dataSource)).as(context).isEmpty();
        ContactSchema.useUniqueEmails(dataSource, ORGANIZATION, !on);
        return failing.hasFailed;
    }

    /** Connections of which one call fails. */
    private static final class Failing {
        private final Moment moment;
        private int left;
        private boolean hasFailed;

        Failing(Moment moment, int call) {
            this.moment = moment;
            this.left = call;
        }

        DataSource over(DataSource target) {
            return proxy(DataSource.class, target);
        }

        private <T> T proxy(Class<T> type, T target) {
            return type.cast(Proxy.newProxyInstance(
                    Failing.class.getClassLoader(),
                    new Class<?>[] {type},
                    (self, method, arguments) -> called(target, method.getName(), () -> {
                        Object result = method.invoke(target, arguments);
                        return result instanceof Connection connection
                                ? proxy(Connection.class, connection)
                                : result instanceof PreparedStatement statement
                                        ? proxy(PreparedStatement.class, statement)
                                        : result;
                    })));
        }

        private Object called(Object target, String method, Call call) throws Throwable {
            boolean isOfConnection = target instanceof Connection || target instanceof PreparedStatement;
            if (hasFailed && moment != Moment.REFUSED && isOfConnection && !method.equals("close")) {
                throw new SQLException("lost", "08006");
            }
            boolean fails = !hasFailed && isOfConnection && SENDING.contains(method) && --left == 0;
            hasFailed |= fails;
            if (fails && moment != Moment.AFTER) {
                throw new SQLException("refused", moment == Moment.REFUSED ? "53100" : "08006");
            }
            try {
                Object result = call.make();
                if (fails) {
                    throw new SQLException("lost", "08006");
                }
                return result;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
    }

    private interface Call {
        Object make() throws Throwable;
    }
}
