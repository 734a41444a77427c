package dev.contactbook.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.domain.Caller;
import dev.contactbook.rest.AuthenticatedUser;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

class SecurityTest {
    /** The user's id is the name, its organizations are the authorities. */
    private final SecurityContextUsers users = new SecurityContextUsers(SecurityTest::user);

    private final MockMvcTester mvc = MockMvcTester.create(MockMvcBuilders.standaloneSetup(new Me())
            .setCustomArgumentResolvers(new CallerArgumentResolver(users))
            .setControllerAdvice(new ContactProblems())
            .build());

    @AfterEach
    void logOut() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void the_authentication_of_the_thread_is_the_user_of_the_API() {
        logIn("456", "457");

        assertThat(users.authenticate(Map.of())).contains(new AuthenticatedUser(789, Set.of(456L, 457L)));
    }

    @Test
    void without_an_authentication_or_with_an_anonymous_one_there_is_no_user() {
        assertThat(users.current()).isEmpty();

        SecurityContextHolder.getContext()
                .setAuthentication(
                        new AnonymousAuthenticationToken("key", "789", AuthorityUtils.createAuthorityList("456")));
        assertThat(users.current()).isEmpty();

        TestingAuthenticationToken unchecked = new TestingAuthenticationToken("789", "secret");
        unchecked.setAuthenticated(false);
        SecurityContextHolder.getContext().setAuthentication(unchecked);
        assertThat(users.current()).isEmpty();
    }

    @Test
    void a_controller_gets_the_caller_in_the_only_organization() {
        logIn("456");

        assertThat(mvc.get().uri("/me")).bodyText().isEqualTo("Caller[userId=789, organizationId=456]");
        assertThat(mvc.get().uri("/user")).bodyText().isEqualTo("789");
    }

    @Test
    void a_controller_gets_the_caller_in_the_organization_of_the_request() {
        logIn("456", "457");

        assertThat(mvc.get().uri("/me?organization_id=457"))
                .bodyText()
                .isEqualTo("Caller[userId=789, organizationId=457]");
        assertThat(mvc.get().uri("/me?organization_id=999")).hasStatus(403);
        assertThat(mvc.get().uri("/me?organization_id=x")).hasStatus(400);
        assertThat(mvc.get().uri("/me?organization_id=")).hasStatus(400);
        assertThat(mvc.get().uri("/me")).hasStatus(400);
    }

    @Test
    void a_controller_without_a_user_is_a_matter_for_Spring_Security() {
        assertThat(mvc.get().uri("/me"))
                .hasFailed()
                .failure()
                .hasRootCauseInstanceOf(AuthenticationCredentialsNotFoundException.class);
    }

    @Test
    void the_entry_point_answers_as_the_API_does() throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();

        new ContactsEntryPoint()
                .commence(new MockHttpServletRequest("GET", "/contacts"), response, new BadCredentialsException("no"));

        assertThat(response.getStatus()).isEqualTo(401);
        assertThat(response.getHeader("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(response.getContentAsString())
                .isEqualTo("{\"name\":\"NotAuthenticated\",\"message\":\"Not authenticated\",\"code\":401,"
                        + "\"className\":\"not-authenticated\"}");
    }

    private static void logIn(String... organizations) {
        SecurityContextHolder.getContext()
                .setAuthentication(new TestingAuthenticationToken("789", "secret", organizations));
    }

    private static Optional<AuthenticatedUser> user(Authentication authentication) {
        return Optional.of(new AuthenticatedUser(
                Long.parseLong(authentication.getName()),
                authentication.getAuthorities().stream()
                        .map(authority -> Long.valueOf(authority.getAuthority()))
                        .collect(Collectors.toSet())));
    }

    @RestController
    static class Me {
        @GetMapping("/me")
        String me(Caller caller) {
            return caller.toString();
        }

        @GetMapping("/user")
        String user(AuthenticatedUser user) {
            return String.valueOf(user.id());
        }
    }
}
