package dev.contactbook.it.usecases;

import static dev.contactbook.it.support.Fixtures.CALLER;
import static dev.contactbook.it.support.Fixtures.FOREIGNER;
import static dev.contactbook.it.support.Fixtures.ORGANIZATION;
import static dev.contactbook.it.support.Fixtures.OTHER_ORGANIZATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.AssociatedContact;
import dev.contactbook.domain.Company;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactSearch;
import dev.contactbook.domain.ContactsException.NotFound;
import dev.contactbook.domain.Page;
import dev.contactbook.domain.User;
import dev.contactbook.it.support.LazyAnswer;
import dev.contactbook.it.support.RecordingDirectory;
import dev.contactbook.it.support.Store;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.spi.Directory;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AssociateTest {
    private static final User GRACE = new User(7, "Grace", "Hopper");
    private static final User MARY = new User(8, "Mary", null);
    private static final Company NAVY = new Company(101, "Navy");

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.26")
    @Tag("3.27")
    void each_row_has_its_owner_and_company_from_one_look_up_per_kind(Store store) {
        ContactRepository repository = store.fresh();
        RecordingDirectory directory = new RecordingDirectory()
                .user(ORGANIZATION, GRACE)
                .user(ORGANIZATION, MARY)
                .company(ORGANIZATION, NAVY);
        create(repository, 7L, 101L);
        create(repository, 8L, 102L);
        create(repository, 7L, null);
        create(repository, 9L, 101L);
        create(repository, null, null);
        Contacts contacts = Contacts.builder(repository).directory(directory).build();
        Page<Contact> page = contacts.list(CALLER, ContactQuery.page().limit(5));

        Page<AssociatedContact> associated = contacts.associate(CALLER, page);

        assertThat(associated.data())
                .extracting(AssociatedContact::owner, AssociatedContact::company)
                .containsExactly(
                        tuple(GRACE, NAVY),
                        tuple(MARY, null),
                        tuple(GRACE, null),
                        tuple(null, NAVY),
                        tuple(null, null));
        assertThat(associated.map(AssociatedContact::contact)).isEqualTo(page);
        assertThat(directory.questions).containsExactly("users 456 [7, 8, 9]", "companies 456 [101, 102]");
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.26")
    void nobody_is_asked_where_there_is_no_id(Store store) {
        ContactRepository repository = store.fresh();
        RecordingDirectory directory = new RecordingDirectory();
        create(repository, null, 101L);
        Contacts contacts = Contacts.builder(repository).directory(directory).build();

        contacts.associate(CALLER, contacts.search(CALLER, ContactSearch.byName("nobody")));
        contacts.associate(CALLER, contacts.list(CALLER, ContactQuery.page().limit(0)));
        contacts.associate(CALLER, contacts.list(CALLER, ContactQuery.page()));

        assertThat(directory.questions).containsExactly("companies 456 [101]");
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.27")
    void without_a_directory_all_are_unknown(Store store) {
        ContactRepository repository = store.fresh();
        create(repository, 7L, 101L);
        Contacts contacts = Contacts.over(repository);

        assertThat(associate(contacts).data())
                .extracting(AssociatedContact::owner, AssociatedContact::company)
                .containsExactly(tuple(null, null));
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("1.3")
    void an_id_of_another_organization_is_unknown(Store store) {
        ContactRepository repository = store.fresh();
        create(repository, 7L, 101L);
        RecordingDirectory directory =
                new RecordingDirectory().user(OTHER_ORGANIZATION, GRACE).company(OTHER_ORGANIZATION, NAVY);
        Contacts contacts = Contacts.builder(repository).directory(directory).build();
        contacts.create(FOREIGNER, c -> c.firstName("Ada").owner(7).company(101));

        assertThat(associate(contacts).data())
                .extracting(AssociatedContact::owner, AssociatedContact::company)
                .containsExactly(tuple(null, null));
        assertThat(contacts.associate(FOREIGNER, contacts.list(FOREIGNER, ContactQuery.page()))
                        .data())
                .extracting(AssociatedContact::owner, AssociatedContact::company)
                .containsExactly(tuple(GRACE, NAVY));
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.28")
    void a_directory_that_fails_gives_null_and_never_fails_the_list(Store store) {
        ContactRepository repository = store.fresh();
        create(repository, 7L, 101L);

        assertWithoutOwner(repository, () -> {
            throw new IllegalStateException("down");
        });
        assertWithoutOwner(repository, () -> {
            throw new NotFound(7);
        });
        assertWithoutOwner(repository, () -> null);
    }

    /** A language without generics, or an unchecked cast. */
    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.28")
    @SuppressWarnings("unchecked")
    void a_directory_that_gives_something_else_than_users_gives_null_and_never_fails_the_list(Store store) {
        ContactRepository repository = store.fresh();
        create(repository, 7L, 101L);

        assertWithoutOwner(repository, () -> (Map<Long, User>) (Map<?, ?>) Map.of(7L, "Grace"));
        assertWithoutOwner(repository, () -> (Map<Long, User>) (Map<?, ?>) Map.of(7L, NAVY));
        assertWithoutOwner(repository, () -> (Map<Long, User>) (Map<?, ?>) Map.of("7", GRACE));
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.28")
    void a_directory_that_fails_with_an_error_never_fails_the_list(Store store) {
        ContactRepository repository = store.fresh();
        create(repository, 7L, 101L);

        assertWithoutOwner(repository, () -> {
            throw new NoClassDefFoundError("com/example/Ldap");
        });
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void a_directory_whose_answer_fails_when_it_is_read_never_fails_the_list(Store store) {
        ContactRepository repository = store.fresh();
        create(repository, 7L, 101L);

        assertWithoutOwner(repository, LazyAnswer::new);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void a_directory_can_use_up_the_ids_it_is_given(Store store) {
        Directory cache = new Directory() {
            @Override
            public Map<Long, User> users(long organizationId, Set<Long> ids) {
                return ids.remove(GRACE.id()) ? Map.of(GRACE.id(), GRACE) : Map.of();
            }

            @Override
            public Map<Long, Company> companies(long organizationId, Set<Long> ids) {
                return ids.remove(NAVY.id()) ? Map.of(NAVY.id(), NAVY) : Map.of();
            }
        };
        Contacts contacts = Contacts.builder(store.fresh()).directory(cache).build();

        contacts.create(CALLER, c -> c.firstName("Ada").owner(7).company(101));

        assertThat(associate(contacts).data())
                .extracting(AssociatedContact::owner, AssociatedContact::company)
                .containsExactly(tuple(GRACE, NAVY));
    }

    private static void assertWithoutOwner(ContactRepository repository, Supplier<Map<Long, User>> answer) {
        Directory directory = new Directory() {
            @Override
            public Map<Long, User> users(long organizationId, Set<Long> ids) {
                return answer.get();
            }

            @Override
            public Map<Long, Company> companies(long organizationId, Set<Long> ids) {
                return Map.of(101L, NAVY);
            }
        };

        Page<AssociatedContact> page =
                associate(Contacts.builder(repository).directory(directory).build());

        assertThat(page.total()).hasValue(1);
        assertThat(page.data())
                .extracting(AssociatedContact::owner, AssociatedContact::company)
                .containsExactly(tuple(null, NAVY));
    }

    private static Page<AssociatedContact> associate(Contacts contacts) {
        return contacts.associate(CALLER, contacts.list(CALLER, ContactQuery.page()));
    }

    private static void create(ContactRepository repository, Long owner, Long company) {
        Contacts.over(repository)
                .create(CALLER, c -> c.firstName("Ada").owner(owner).company(company));
    }
}
