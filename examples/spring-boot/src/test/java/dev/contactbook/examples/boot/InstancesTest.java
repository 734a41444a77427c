package dev.contactbook.examples.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.ContactQuery;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Applications with the starter and a data source, and no other configuration. */
class InstancesTest {
    private static final Caller ME = Caller.user(789).inOrganization(456);

    @EnableAutoConfiguration
    static class Plain {}

    @Test
    void two_instances_start_on_an_empty_database_and_one_starts_again() throws Exception {
        String url = Postgres.freshDatabase();

        List<ConfigurableApplicationContext> both = startTogether(2, url);
        both.get(0).getBean(Contacts.class).create(ME, c -> c.firstName("Ada"));
        both.get(0).close();
        try (ConfigurableApplicationContext again = start(url)) {
            again.getBean(Contacts.class).create(ME, c -> c.firstName("Grace"));

            assertThat(names(again)).containsExactly("Ada", "Grace");
            assertThat(names(both.get(1))).containsExactly("Ada", "Grace");
        } finally {
            both.get(1).close();
        }
    }

    private static List<ConfigurableApplicationContext> startTogether(int count, String url) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            List<Future<ConfigurableApplicationContext>> starting = IntStream.range(0, count)
                    .mapToObj(i -> threads.submit(() -> start(url)))
                    .toList();
            return List.of(starting.get(0).get(), starting.get(1).get());
        } finally {
            threads.shutdown();
        }
    }

    static ConfigurableApplicationContext start(String url, String... more) {
        return new SpringApplicationBuilder(Plain.class)
                .web(WebApplicationType.NONE)
                .properties(more)
                .run("--spring.datasource.url=" + url, "--spring.config.name=none");
    }

    private static List<String> names(ConfigurableApplicationContext instance) {
        return instance
                .getBean(Contacts.class)
                .list(ME, ContactQuery.page().sortBy(dev.contactbook.domain.ContactFields.ID.asc()))
                .data()
                .stream()
                .map(contact -> contact.firstName())
                .toList();
    }
}
