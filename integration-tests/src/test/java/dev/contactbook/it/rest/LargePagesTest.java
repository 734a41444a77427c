package dev.contactbook.it.rest;

import static dev.contactbook.it.rest.HostileRequest.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Company;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.NewContact;
import dev.contactbook.domain.User;
import dev.contactbook.it.support.AllocatedBytes;
import dev.contactbook.memory.InMemoryContactRepository;
import dev.contactbook.rest.ContactsEndpoint;
import dev.contactbook.rest.Request;
import dev.contactbook.rest.Response;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.Directory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What answers of any size cost in memory (contract §7). */
class LargePagesTest {
    private static final String LIST = "/contacts?organization_id=456&$limit=1000";

    @ParameterizedTest
    @MethodSource("letters")
    @Tag("7.43")
    void a_page_of_the_largest_contacts_allocates_at_most_three_times_its_bytes(String letter) {
        InMemoryContactRepository store = new InMemoryContactRepository();
        NewContact largest = new NewContact(details(letter), 789L, Instant.EPOCH);
        store.write(456, Collections.nCopies(1_000, new Change.Insert(largest)));
        ContactsEndpoint endpoint = ContactsEndpoint.over(Contacts.over(store), Tokens.AUTHENTICATOR);
        Request request = get(LIST).request();

        Response[] answered = new Response[1];
        long allocated = AllocatedBytes.of(() -> answered[0] = endpoint.handle(request));

        int length = answered[0].body().length;
        assertThat(answered[0].status()).isEqualTo(200);
        assertThat(length).isGreaterThan(20_000_000);
        assertThat(allocated).isLessThan(3L * length);
    }

    static Stream<String> letters() {
        return Stream.of("a", "\"", "ế", "\ud83d\ude00");
    }

    private static ContactDetails details(String letter) {
        ContactDetails.Builder details = ContactDetails.builder()
                .firstName(letter.repeat(255))
                .lastName(letter.repeat(255))
                .channelWhatsappWaId(letter.repeat(255))
                .channelInstagramUserId(letter.repeat(255));
        for (int i = 0; i < 5; i++) {
            details.customField("Text" + i, letter.repeat(3_995));
        }
        return details.build();
    }

    @Test
    @Tag("7.43")
    void half_a_character_of_the_hosts_does_not_break_an_answer_wherever_it_stands() {
        InMemoryContactRepository store = new InMemoryContactRepository();
        for (int length = 8_180; length < 8_200; length++) {
            String half = "x".repeat(length) + "\ud83d";
            Contacts contacts = Contacts.builder(store)
                    .directory(new Directory() {
                        @Override
                        public Map<Long, User> users(long organizationId, Set<Long> ids) {
                            return Map.of();
                        }

                        @Override
                        public Map<Long, Company> companies(long organizationId, Set<Long> ids) {
                            return Map.of(101L, new Company(101, half));
                        }
                    })
                    .build();
            if (length == 8_180) {
                contacts.create(
                        Caller.system(456), c -> c.firstName("\ud83d\ude00").company(101));
            }

            Response response = ContactsEndpoint.over(contacts, Tokens.AUTHENTICATOR)
                    .handle(get(LIST + "&fastJoinForContactList=true").request());

            assertThat(response.status()).isEqualTo(200);
            assertThat(new String(response.body(), StandardCharsets.UTF_8))
                    .contains("\"" + "x".repeat(length) + "?\"", "\ud83d\ude00");
        }
    }
}
