package dev.contactbook.benchmarks.peers;

import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.benchmarks.databases.DatabaseKind;
import dev.contactbook.benchmarks.databases.SharedResources;
import dev.contactbook.benchmarks.databases.SqlContacts;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Spring Data JPA on the contacts' database, set up as its documentation shows it. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH starts it
public class Jpa {
    private static final String BATCH = "1000";

    public JpaContacts contacts;
    private TransactionTemplate transactions;

    /** For JMH. */
    public Jpa() {}

    /** Starts Spring and Hibernate. Contenders share it. */
    @Setup
    public void start(SqlContacts sql) {
        start(sql.peers);
    }

    /** The same on any database with the contacts' tables. */
    public void start(HikariDataSource database) {
        Started started = SharedResources.get(Started.class, List.of(database), () -> Started.on(database));
        contacts = started.context.getBean(JpaContacts.class);
        transactions = new TransactionTemplate(started.context.getBean(PlatformTransactionManager.class));
    }

    public <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(transactions.execute(status -> work.get()));
    }

    private record Started(AnnotationConfigApplicationContext context) implements AutoCloseable {
        static Started on(HikariDataSource database) {
            DatabaseKind.execute(
                    database,
                    "create sequence if not exists " + JpaContact.SEQUENCE + " start with 1000000000 increment by "
                            + JpaContact.IDS_AT_ONCE);
            AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
            context.registerBean(DataSource.class, () -> database);
            context.register(Beans.class);
            context.refresh();
            return new Started(context);
        }

        @Override
        public void close() {
            context.close();
        }
    }

    @Configuration
    @EnableJpaRepositories
    static class Beans {
        @Bean
        LocalContainerEntityManagerFactoryBean entityManagerFactory(DataSource dataSource) {
            LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
            factory.setDataSource(dataSource);
            factory.setPackagesToScan(JpaContact.class.getPackageName());
            factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
            factory.setJpaPropertyMap(Map.of(
                    "hibernate.physical_naming_strategy",
                    "org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl",
                    "hibernate.jdbc.batch_size",
                    BATCH,
                    "hibernate.order_inserts",
                    "true"));
            return factory;
        }

        @Bean
        PlatformTransactionManager transactionManager(EntityManagerFactory factory) {
            return new JpaTransactionManager(factory);
        }
    }
}
