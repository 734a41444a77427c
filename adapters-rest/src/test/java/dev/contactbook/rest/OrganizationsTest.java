package dev.contactbook.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.memory.InMemoryContactRepository;
import dev.contactbook.spi.Operation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The organization of a request, and the users who may name it. */
class OrganizationsTest {
    private static final String FORBIDDEN = "Not authorized to access this organization";

    private final TestHost host = new TestHost();

    @BeforeEach
    void createOneInEach() {
        host.created("Ada");
        host.contacts.create(TestHost.FOREIGNER, contact -> contact.firstName("Zed"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "?organization_id=", "?organization_id[]=456", "?organization_id=0456", "?organization_id=0"
            })
    @Tag("7.13")
    void a_list_names_its_organization(String query) {
        host.get("/contacts" + query).isInvalid("Invalid query", "organization_id");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\"organization_id\":null,", "\"organization_id\":\"456\",", "\"organization_id\":[456],"})
    @Tag("7.13")
    void a_create_and_a_search_name_their_organization(String organization) {
        host.post("{" + organization + "\"first_name\":\"Ada\"}").isInvalid("Invalid contact data", "organization_id");
        host.search("{" + organization + "\"searchIn\":\"name\",\"searchTerm\":\"ada\"}")
                .isInvalid("Invalid search", "organization_id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"789:456", "789:", "789:458,459"})
    @Tag("7.13")
    void an_organization_of_others_is_forbidden(String user) {
        host.as(user);

        host.get("/contacts?organization_id=457").isRefused(403, FORBIDDEN);
        host.post("{\"organization_id\":457,\"first_name\":\"Ada\"}").isRefused(403, FORBIDDEN);
        host.search("{\"organization_id\":457,\"searchIn\":\"name\",\"searchTerm\":\"zed\"}")
                .isRefused(403, FORBIDDEN);
        host.get("/contacts/2?organization_id=457").isRefused(403, FORBIDDEN);
        host.send("PATCH", "/contacts/2?organization_id=457", "{}").isRefused(403, FORBIDDEN);
        host.send("DELETE", "/contacts/2?organization_id=457", "").isRefused(403, FORBIDDEN);
    }

    @Test
    @Tag("7.13")
    void a_user_of_several_organizations_works_in_the_one_he_names() {
        host.as("791:456,457");

        assertThat(host.get("/contacts?organization_id=456").ids()).containsExactly(1L);
        assertThat(host.get("/contacts?organization_id=457").ids()).containsExactly(2L);
        assertThat(host.post("{\"organization_id\":457,\"first_name\":\"Bob\"}")
                        .json()
                        .get("organization_id")
                        .asLong())
                .isEqualTo(457);
    }

    @Test
    @Tag("7.14")
    void a_contact_is_found_in_whichever_organization_of_the_user_has_it() {
        host.as("791:456,457");

        host.get("/contacts/1").isOk();
        host.get("/contacts/2").isOk();
        host.patch(2, "{\"last_name\":\"Zeppelin\"}").isOk();
        host.send("DELETE", "/contacts/2", "").isOk();
        host.get("/contacts/2").isRefused(404, "No record found for id '2'");
        host.as("789:").get("/contacts/1").isRefused(404, "No record found for id '1'");
    }

    @Test
    @Tag("7.14")
    void an_organization_that_is_named_and_has_not_the_contact_is_not_found() {
        host.as("791:456,457");

        host.get("/contacts/1?organization_id=456").isOk();
        host.get("/contacts/1?organization_id=457").isRefused(404, "No record found for id '1'");
        host.send("PATCH", "/contacts/1?organization_id=457", "{}").isRefused(404, "No record found for id '1'");
        host.send("DELETE", "/contacts/1?organization_id=457", "").isRefused(404, "No record found for id '1'");
    }

    @Test
    @Tag("7.14")
    void a_contact_of_others_looks_like_one_that_is_not_there() {
        assertThat(host.get("/contacts/2").text())
                .isEqualTo(host.get("/contacts/3").text().replace("'3'", "'2'"));
        host.patch(2, "{\"last_name\":\"x\"}").isRefused(404, "No record found for id '2'");
        host.send("DELETE", "/contacts/2", "").isRefused(404, "No record found for id '2'");
    }

    @Test
    @Tag("7.15")
    void a_patch_may_repeat_the_organization_of_the_contact_and_no_other() {
        host.patch(1, "{\"organization_id\":456}").isOk();
        host.patch(1, "{\"organization_id\":457}").isRefused(403, FORBIDDEN);
        host.patch(1, "{\"organization_id\":\"456\"}").isInvalid("Invalid contact data", "organization_id");
        host.patch(1, "{\"organization_id\":null}").isInvalid("Invalid contact data", "organization_id");
        host.as("791:456,457")
                .patch(1, "{\"organization_id\":457}")
                .isInvalid("Invalid contact data", "organization_id");
    }

    @Test
    @Tag("7.14")
    void a_policy_that_forbids_one_organization_leaves_the_others() {
        TestHost restricted = new TestHost(
                new InMemoryContactRepository(),
                (caller, operation) -> caller.organizationId() != 456 || operation == Operation.CREATE);
        restricted.created("Ada");
        restricted.contacts.create(TestHost.FOREIGNER, contact -> contact.firstName("Zed"));
        restricted.as("791:456,457");

        restricted.get("/contacts/2").isOk();
        restricted.get("/contacts/1").isRefused(403, "Not authorized to access this contact");
    }
}
