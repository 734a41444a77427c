package dev.contactbook.it.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Company;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.User;
import dev.contactbook.it.support.Store.Choosing;
import dev.contactbook.rest.ContactsEndpoint;
import dev.contactbook.spi.ContactListener;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.spi.Directory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * The contacts and users for hostile requests. Organization 456 has the contacts 1, John in version 2, 2, which is
 * deleted, and 4, Jane. Organization 457 has contact 3, in which everything is secret. E-mails are unique in both.
 */
public final class HostileWorld {
    /** Stands in every text of organization 457. */
    public static final String SECRET = "Quokka";

    private static final Instant NOW = Instant.parse("2023-01-01T00:00:00Z");
    private static final List<Long> ORGANIZATIONS = List.of(456L, 457L, 458L);
    private static final List<Long> IDS = LongStream.range(1, 50).boxed().toList();

    private final ContactRepository repository;
    private final List<Contact> heard = new ArrayList<>();
    private final ContactsEndpoint endpoint;

    public HostileWorld(Choosing store) {
        this.repository = store.repository();
        Contacts contacts = Contacts.builder(repository)
                .clock(() -> NOW)
                .directory(new People())
                .listener(new Ear())
                .build();
        this.endpoint = ContactsEndpoint.over(contacts, Tokens.AUTHENTICATOR);
        Caller ours = Caller.user(789).inOrganization(456);
        contacts.create(
                ours,
                c -> c.firstName("John")
                        .lastName("Doe")
                        .email("john.doe@example.com")
                        .phone("1234567890")
                        .phoneCountryCode("+1")
                        .phoneCountryIso("US")
                        .customField("Industry", "Technology"));
        contacts.patch(ours, 1, c -> c.owner(789).company(101));
        contacts.create(ours, c -> c.firstName("Gone").lastName("Long ago"));
        store.choice().use(456, true);
        contacts.patch(ours, 2, c -> c.email("gone@example.com")); // on PostgreSQL the first e-mail may cost an id
        contacts.delete(ours, 2);
        contacts.create(
                Caller.user(790).inOrganization(457),
                c -> c.firstName(SECRET)
                        .lastName(SECRET)
                        .email(SECRET + "@example.com")
                        .phone("1234567890")
                        .phoneCountryCode("+1")
                        .phoneCountryIso("US")
                        .owner(790)
                        .company(201)
                        .avatarUrl("/" + SECRET)
                        .customField(SECRET, SECRET));
        store.choice().use(457, true);
        contacts.create(ours, c -> c.firstName("Jane"));
        heard.clear();
        assertThat(repository.find(457, IDS)).containsOnlyKeys(3L);
    }

    public ContactRepository repository() {
        return repository;
    }

    public ContactsEndpoint endpoint() {
        return endpoint;
    }

    /** Returns everything that is stored, deleted contacts too, and everything that listeners received. */
    public Map<String, Object> state() {
        Map<String, Object> state = new LinkedHashMap<>();
        ORGANIZATIONS.forEach(id -> state.put("organization " + id, Map.copyOf(repository.find(id, IDS))));
        state.put("heard", List.copyOf(heard));
        return state;
    }

    private final class Ear implements ContactListener {
        @Override
        public void created(Caller caller, Contact created) {
            heard.add(created);
        }

        @Override
        public void patched(Caller caller, Contact before, Contact after) {
            heard.add(after);
        }

        @Override
        public void deleted(Caller caller, Contact deleted) {
            heard.add(deleted);
        }
    }

    private static final class People implements Directory {
        @Override
        public Map<Long, User> users(long organizationId, Set<Long> ids) {
            User user = organizationId == 456 ? new User(789, "Admin", "User") : new User(790, SECRET, SECRET);
            return ids.contains(user.id()) ? Map.of(user.id(), user) : Map.of();
        }

        @Override
        public Map<Long, Company> companies(long organizationId, Set<Long> ids) {
            Company company = organizationId == 456 ? new Company(101, "Example Corp") : new Company(201, SECRET);
            return ids.contains(company.id()) ? Map.of(company.id(), company) : Map.of();
        }
    }
}
