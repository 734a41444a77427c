package dev.contactbook.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactPatch;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.Page;
import dev.contactbook.rest.AuthenticatedUser;
import dev.contactbook.rest.Authenticator;
import dev.contactbook.rest.ContactsEndpoint;
import dev.contactbook.spring.ContactProblems;
import dev.contactbook.spring.ContactsUserResolver;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

class WebTest {
    private static final ContactsUserResolver USERS = authentication ->
            Optional.of(new AuthenticatedUser(Long.parseLong(authentication.getName()), Set.of(456L)));

    private final WebApplicationContextRunner host = Hosts.withWeb()
            .withConfiguration(
                    AutoConfigurations.of(WebMvcAutoConfiguration.class, HttpMessageConvertersAutoConfiguration.class))
            .withBean(ContactsUserResolver.class, () -> USERS);

    @AfterEach
    void logOut() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void the_REST_API_is_served_at_the_path_of_the_host_to_users_of_Spring_Security() {
        host.withPropertyValues("contactbook.rest.path=/api/people", "contactbook.rest.max-limit=7")
                .run(context -> {
                    MockMvcTester mvc = MockMvcTester.from(context);

                    assertThat(mvc.get().uri("/api/people"))
                            .hasStatus(401)
                            .bodyText()
                            .contains("not-authenticated");
                    logIn();
                    assertThat(mvc.get().uri("/api/people?organization_id=456"))
                            .hasStatusOk()
                            .bodyText()
                            .startsWith("{\"total\":0,\"limit\":7,");
                });
    }

    @Test
    void without_a_path_nothing_is_served() {
        host.run(context -> {
            logIn();

            assertThat(MockMvcTester.from(context).get().uri("/contacts")).hasStatus(404);
        });
    }

    @Test
    void without_Spring_Security_an_Authenticator_says_who_sends_a_request() {
        Hosts.withWeb()
                .withConfiguration(AutoConfigurations.of(WebMvcAutoConfiguration.class))
                .withBean(Authenticator.class, () -> headers -> Optional.of(new AuthenticatedUser(1, Set.of(456L))))
                .withPropertyValues("contactbook.rest.path=/contacts")
                .run(context -> assertThat(MockMvcTester.from(context).get().uri("/contacts?organization_id=456"))
                        .hasStatusOk());
    }

    @Test
    void the_Authenticator_of_the_host_is_taken_instead() {
        host.withBean(Authenticator.class, () -> headers -> Optional.empty())
                .run(context ->
                        assertThat(context).hasSingleBean(Authenticator.class).hasSingleBean(ContactsEndpoint.class));
    }

    @Test
    void controllers_get_the_caller_and_return_and_take_contacts() {
        host.withBean(People.class).run(context -> {
            MockMvcTester mvc = MockMvcTester.from(context);
            logIn();
            context.getBean(Contacts.class).create(Caller.user(789).inOrganization(456), c -> c.firstName("Ada"));

            assertThat(mvc.get().uri("/people/1"))
                    .hasStatusOk()
                    .bodyText()
                    .startsWith("{\"id\":1,\"first_name\":\"Ada\"");
            assertThat(mvc.get().uri("/people")).hasStatusOk().bodyText().startsWith("{\"total\":1,\"limit\":10,");
            assertThat(mvc.patch()
                            .uri("/people/1")
                            .contentType(MediaType.APPLICATION_JSON)
                            .content("{\"last_name\":\"King\"}"))
                    .bodyText()
                    .contains("\"last_name\":\"King\"");
        });
    }

    @Test
    void where_nobody_says_who_sends_a_request_its_parameters_do_not() {
        Hosts.withWeb()
                .withConfiguration(AutoConfigurations.of(WebMvcAutoConfiguration.class))
                .withBean(Authenticator.class, () -> headers -> Optional.empty())
                .withBean(WhoAmI.class)
                .run(context -> {
                    MockMvcTester mvc = MockMvcTester.from(context);

                    for (String path : new String[] {"/user", "/caller"}) {
                        assertThat(mvc.get().uri(path + "?id=1&userId=1&organizationId=457&organizationIds=457"))
                                .hasFailed()
                                .failure()
                                .hasMessageContaining("need a ContactsUserResolver bean");
                    }
                });
    }

    @Test
    void exceptions_of_controllers_are_problems() {
        host.withBean(People.class).run(context -> {
            MockMvcTester mvc = MockMvcTester.from(context);
            logIn();

            assertThat(mvc.get().uri("/people/99"))
                    .hasStatus(404)
                    .hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .bodyText()
                    .contains("\"detail\":\"No record found for id '99'\"");
            assertThat(mvc.patch()
                            .uri("/people/99")
                            .contentType(MediaType.APPLICATION_JSON)
                            .content("{\"ifVersion\":\"x\"}"))
                    .hasStatus(400)
                    .bodyText()
                    .contains("\"errors\":{\"ifVersion\":");
        });
    }

    @Test
    void a_host_can_turn_problem_details_off() {
        host.withPropertyValues("contactbook.problem-details=false")
                .run(context -> assertThat(context).doesNotHaveBean(ContactProblems.class));
    }

    private static void logIn() {
        SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("789", "secret", "USER"));
    }

    @RestController
    static class WhoAmI {
        @GetMapping("/user")
        String user(AuthenticatedUser user) {
            return user.toString();
        }

        @GetMapping("/caller")
        String caller(Caller caller) {
            return caller.toString();
        }
    }

    @RestController
    static class People {
        private final Contacts contacts;

        People(Contacts contacts) {
            this.contacts = contacts;
        }

        @GetMapping("/people/{id}")
        Contact get(Caller me, @PathVariable("id") long id) {
            return contacts.get(me, id);
        }

        @GetMapping("/people")
        Page<Contact> list(Caller me) {
            return contacts.list(me, ContactQuery.page());
        }

        @PatchMapping("/people/{id}")
        Contact patch(Caller me, @PathVariable("id") long id, @RequestBody ContactPatch patch) {
            return contacts.patch(me, id, patch);
        }
    }
}
