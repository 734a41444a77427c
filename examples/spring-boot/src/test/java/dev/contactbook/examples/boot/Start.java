package dev.contactbook.examples.boot;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.rest.AuthenticatedUser;
import dev.contactbook.spring.ContactsUserResolver;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** A process that starts an application once, and prints what the start cost. {@link StartCostTest} runs it. */
final class Start {
    /** What the names of its auto-configurations begin with. */
    private static final String STARTER = "dev.contactbook.spring.boot.Contactbook";

    @EnableAutoConfiguration(
            excludeName = {
                STARTER + "AutoConfiguration",
                STARTER + "HealthAutoConfiguration",
                STARTER + "JacksonAutoConfiguration",
                STARTER + "ObservationAutoConfiguration",
                STARTER + "SecurityAutoConfiguration",
                STARTER + "StoreAutoConfiguration",
                STARTER + "WebMvcAutoConfiguration"
            })
    static class WithoutStarter {
        /**
         * A host that uses its data source opens a connection when its beans are made, and the pool fills from then on.
         */
        @Bean
        static Boolean opened(DataSource dataSource) throws SQLException {
            try (Connection first = dataSource.getConnection()) {
                return first.isValid(1);
            }
        }
    }

    @EnableAutoConfiguration
    static class WithStarter {}

    /** What a host with Spring Security declares. */
    @EnableAutoConfiguration
    static class WithStarterAndUsers {
        @Bean
        ContactsUserResolver users() {
            return authentication -> Optional.of(new AuthenticatedUser(789, Set.of(456L)));
        }
    }

    private Start() {}

    /**
     * Starts one.
     *
     * @param args the simple name of one of the classes above, and properties
     */
    public static void main(String[] args) throws Exception {
        Class<?> application = Class.forName(Start.class.getName() + "$" + args[0]);
        try (ConfigurableApplicationContext context =
                SpringApplication.run(application, Arrays.copyOfRange(args, 1, args.length))) {
            long main = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            long millis = System.currentTimeMillis()
                    - ManagementFactory.getRuntimeMXBean().getStartTime();
            long cpu = ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                    .getProcessCpuTime();
            long classes = ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount();
            long calls = application == WithoutStarter.class ? 0 : FirstCalls.nanos(context);
            System.out.printf(
                    "COST %d %d %d %d %d%n", millis, cpu / 1_000_000, main / 1_000_000, classes, calls / 1_000_000);
        }
    }

    /** In a class of its own, so that the start loads nothing for it. */
    private static final class FirstCalls {
        static long nanos(ConfigurableApplicationContext context) {
            Contacts contacts = context.getBean(Contacts.class);
            Caller me = Caller.user(789).inOrganization(456);
            long begin = System.nanoTime();
            contacts.create(me, c -> c.firstName("Ada").email("ada@example.com"));
            contacts.list(me, ContactQuery.page());
            return System.nanoTime() - begin;
        }
    }
}
