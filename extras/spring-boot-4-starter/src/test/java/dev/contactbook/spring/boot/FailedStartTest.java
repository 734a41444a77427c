package dev.contactbook.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactbook.jdbc.ContactSchema;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.context.servlet.AnnotationConfigServletWebApplicationContext;

/** What an application that cannot start says. */
@ExtendWith(OutputCaptureExtension.class)
class FailedStartTest {
    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        ContactbookAutoConfiguration.class,
        ContactbookStoreAutoConfiguration.class,
        ContactbookWebMvcAutoConfiguration.class
    })
    static class Application {}

    private final SpringApplicationBuilder application = application();

    private static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(Application.class)
                .properties("spring.datasource.generate-unique-name=true", "spring.main.banner-mode=off");
    }

    @Test
    void missing_tables_are_explained_by_the_properties_of_the_application(CapturedOutput output) {
        assertThatThrownBy(() -> application.web(WebApplicationType.NONE).run("--contactbook.jdbc.migrate=false"));

        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("There are no Contactbook tables in the schema PUBLIC")
                .contains("Set contactbook.jdbc.migrate=true");
    }

    @Test
    void unique_emails_that_are_not_expected_are_explained(CapturedOutput output) {
        String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
        JdbcDataSource database = new JdbcDataSource();
        database.setURL(url);
        database.setUser("sa");
        ContactSchema.migrate(database);
        ContactSchema.useUniqueEmails(database, 456, true);

        assertThatThrownBy(() -> application
                .web(WebApplicationType.NONE)
                .run("--spring.datasource.url=" + url, "--spring.datasource.username=sa"));
        assertThat(output)
                .contains("The organization 456 has unique e-mails")
                .contains("contactbook.jdbc.expect-unique-emails=true");
        application()
                .web(WebApplicationType.NONE)
                .run(
                        "--spring.datasource.url=" + url,
                        "--spring.datasource.username=sa",
                        "--contactbook.jdbc.expect-unique-emails=true")
                .close();
    }

    @Test
    void a_path_of_the_REST_API_without_users_is_explained(CapturedOutput output) {
        assertThatThrownBy(() -> application
                .contextFactory(type -> new AnnotationConfigServletWebApplicationContext())
                .run("--contactbook.rest.path=/api/contacts"));

        assertThat(output)
                .contains("contactbook.rest.path is set, but no bean says who sends a request")
                .contains("Declare a bean of type ContactsUserResolver");
    }
}
