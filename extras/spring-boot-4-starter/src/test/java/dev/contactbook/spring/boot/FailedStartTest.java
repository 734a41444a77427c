package dev.contactbook.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What an application that cannot start says. */
@ExtendWith(OutputCaptureExtension.class)
class FailedStartTest {
    @EnableAutoConfiguration
    static class Application {}

    @Test
    void missing_tables_are_explained_by_the_properties_of_the_application(CapturedOutput output) {
        assertThatThrownBy(() -> start("contactbook.jdbc.migrate=false", "spring.main.web-application-type=none"));

        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("There are no Contactbook tables in the schema PUBLIC")
                .contains("Set contactbook.jdbc.migrate=true");
    }

    @Test
    void a_path_of_the_REST_API_without_users_is_explained(CapturedOutput output) {
        assertThatThrownBy(() -> start("contactbook.rest.path=/api/contacts", "server.port=0"));

        assertThat(output)
                .contains("contactbook.rest.path is set, but no bean says who sends a request")
                .contains("Declare a bean of type ContactsUserResolver");
    }

    private static void start(String... properties) {
        SpringApplication.run(
                        Application.class,
                        Stream.concat(
                                        Stream.of(properties),
                                        Stream.of(
                                                "spring.datasource.generate-unique-name=true",
                                                "spring.liquibase.enabled=false",
                                                "spring.main.banner-mode=off"))
                                .map(property -> "--" + property)
                                .toArray(String[]::new))
                .close();
    }
}
