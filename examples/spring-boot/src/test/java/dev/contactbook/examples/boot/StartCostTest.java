package dev.contactbook.examples.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.api.Contacts;
import dev.contactbook.spring.boot.ContactbookAutoConfiguration;
import dev.contactbook.spring.boot.ContactbookHealthAutoConfiguration;
import dev.contactbook.spring.boot.ContactbookJacksonAutoConfiguration;
import dev.contactbook.spring.boot.ContactbookObservationAutoConfiguration;
import dev.contactbook.spring.boot.ContactbookSecurityAutoConfiguration;
import dev.contactbook.spring.boot.ContactbookStoreAutoConfiguration;
import dev.contactbook.spring.boot.ContactbookWebMvcAutoConfiguration;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * What the starter adds to the start of an application that has a data source. The figure is printed and written to
 * {@code target/start-cost.txt}. Figures for documents: {@code -Dcontactbook.start.rounds=20}.
 */
class StartCostTest {
    private static final int ROUNDS = Integer.getInteger("contactbook.start.rounds", 5);

    @ImportAutoConfiguration({DataSourceAutoConfiguration.class, DataSourceTransactionManagerAutoConfiguration.class})
    static class DataSourceOnly {}

    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        DataSourceTransactionManagerAutoConfiguration.class,
        ContactbookAutoConfiguration.class,
        ContactbookHealthAutoConfiguration.class,
        ContactbookJacksonAutoConfiguration.class,
        ContactbookObservationAutoConfiguration.class,
        ContactbookSecurityAutoConfiguration.class,
        ContactbookStoreAutoConfiguration.class,
        ContactbookWebMvcAutoConfiguration.class
    })
    static class WithStarter {}

    @Test
    void the_starter_adds_this_to_a_start() throws Exception {
        String url = Postgres.freshDatabase();
        start(url, DataSourceOnly.class);
        start(url, WithStarter.class); // loads the classes and creates the tables

        List<Cost> without = new ArrayList<>();
        List<Cost> with = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            without.add(start(url, DataSourceOnly.class));
            with.add(start(url, WithStarter.class));
        }

        String figure = "Added to a start by the starter, medians of %d: %.0f ms, %.0f ms of CPU"
                .formatted(
                        ROUNDS,
                        median(with, Cost::elapsed) - median(without, Cost::elapsed),
                        median(with, Cost::cpu) - median(without, Cost::cpu));
        System.out.println(figure);
        Files.writeString(Path.of("target/start-cost.txt"), figure + "\n");
        assertThat(with).hasSize(ROUNDS);
    }

    /** Of one start, in milliseconds. On a busy machine only the CPU is comparable. */
    private record Cost(double elapsed, double cpu) {}

    private static double median(List<Cost> costs, ToDoubleFunction<Cost> of) {
        return costs.stream()
                .mapToDouble(of)
                .sorted()
                .skip(ROUNDS / 2)
                .findFirst()
                .orElseThrow();
    }

    private static Cost start(String url, Class<?> application) {
        long begin = System.nanoTime();
        long cpu = cpuNanos();
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(application)
                .web(WebApplicationType.NONE)
                .run("--spring.datasource.url=" + url, "--spring.config.name=none", "--logging.level.root=warn")) {
            Cost cost = new Cost((System.nanoTime() - begin) / 1e6, (cpuNanos() - cpu) / 1e6);
            assertThat(context.getBeanNamesForType(Contacts.class)).hasSize(application == WithStarter.class ? 1 : 0);
            return cost;
        }
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
