package dev.contactbook.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.jdbc.ContactSchema;
import dev.contactbook.jdbc.JdbcContactRepository;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

class SpringTransactionsTest {
    private static final Caller ME = Caller.user(789).inOrganization(456);

    private final JdbcConnectionPool pool = pool();
    private final TransactionTemplate transaction = transactionsOn(pool);

    @BeforeEach
    void migrate() {
        ContactSchema.migrate(pool);
    }

    @AfterEach
    void close() {
        pool.dispose();
    }

    @Test
    void a_call_is_rolled_back_with_the_transaction() {
        Contacts contacts = over(pool);

        transaction.executeWithoutResult(status -> {
            contacts.create(ME, c -> c.firstName("Ada"));
            assertThat(total(contacts)).isEqualTo(1);
            status.setRollbackOnly();
        });

        assertThat(total(contacts)).isZero();
    }

    @Test
    void a_call_is_committed_with_the_transaction_and_its_own_rows() {
        Contacts contacts = over(pool);
        JdbcTemplate sql = new JdbcTemplate(pool);
        sql.execute("create table deal (contact_id bigint)");

        transaction.executeWithoutResult(status -> sql.update(
                "insert into deal values (?)",
                contacts.create(ME, c -> c.firstName("Ada")).id()));

        assertThat(total(contacts)).isEqualTo(1);
        assertThat(sql.queryForObject("select contact_id from deal", Long.class))
                .isEqualTo(1);
    }

    @Test
    void a_call_outside_a_transaction_commits_alone() {
        Contacts contacts = over(pool);

        contacts.create(ME, c -> c.firstName("Ada"));

        assertThat(total(contacts)).isEqualTo(1);
    }

    @Test
    void an_inner_transaction_is_another_one() {
        Contacts contacts = over(pool);
        TransactionTemplate inner = transactionsOn(pool);
        inner.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);

        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    inner.executeWithoutResult(also -> contacts.create(ME, c -> c.firstName("Ada")));
                    contacts.create(ME, c -> c.firstName("Grace"));
                    throw new IllegalStateException("planned");
                }))
                .hasMessage("planned");

        assertThat(contacts.list(ME, ContactQuery.page()).data())
                .extracting(contact -> contact.firstName())
                .containsExactly("Ada");
    }

    @Test
    void the_proxy_that_jOOQ_users_have_is_taken_off() {
        Contacts contacts = over(new TransactionAwareDataSourceProxy(pool));

        transaction.executeWithoutResult(status -> {
            contacts.create(ME, c -> c.firstName("Ada"));
            status.setRollbackOnly();
        });

        assertThat(total(contacts)).isZero();
    }

    @Test
    void a_transaction_on_another_database_is_none_even_after_it_was_suspended() {
        Contacts contacts = over(pool);
        JdbcConnectionPool other = pool();
        TransactionTemplate outer = transactionsOn(other);
        TransactionTemplate inner = transactionsOn(other);
        inner.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);

        outer.executeWithoutResult(status -> {
            new JdbcTemplate(pool).execute("select 1"); // Spring now remembers a connection of ours
            inner.executeWithoutResult(also -> {}); // and forgets it here
            contacts.create(ME, c -> c.firstName("Ada"));
            status.setRollbackOnly();
        });

        assertThat(total(contacts)).isEqualTo(1);
        other.dispose();
    }

    private static Contacts over(DataSource dataSource) {
        return Contacts.over(JdbcContactRepository.over(dataSource, SpringTransactions.of(dataSource)));
    }

    private static long total(Contacts contacts) {
        return contacts.list(ME, ContactQuery.page()).total().getAsLong();
    }

    private static JdbcConnectionPool pool() {
        return JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID(), "sa", "");
    }

    private static TransactionTemplate transactionsOn(DataSource dataSource) {
        return new TransactionTemplate(new DataSourceTransactionManager(dataSource));
    }
}
