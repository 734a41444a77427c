package dev.contactbook.it.access;

import static dev.contactbook.it.support.Fixtures.CALLER;
import static dev.contactbook.it.support.Fixtures.NOW;
import static dev.contactbook.it.support.Fixtures.ORGANIZATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.AssociatedContact;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Company;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactField;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ContactPatch;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactSearch;
import dev.contactbook.domain.ContactsException.Invalid;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.domain.ExternalId;
import dev.contactbook.domain.NewContact;
import dev.contactbook.domain.OtherEmail;
import dev.contactbook.domain.OtherPhone;
import dev.contactbook.domain.Page;
import dev.contactbook.domain.User;
import dev.contactbook.it.stores.NaiveStore;
import dev.contactbook.it.support.FilterPolicy;
import dev.contactbook.it.support.RecordingDirectory;
import dev.contactbook.it.support.Store;
import dev.contactbook.it.support.UserDirectory;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.ContactListener;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.tck.SampleContacts;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Messages, logs and {@code toString} carry no personal data: here all texts with a Ж, and one phone number. */
class PrivacyTest {
    private static final Pattern PERSONAL = Pattern.compile("[Жж]|555.?0177");
    private static final User OWNER = new User(701, "GraЖe", "HopЖer");
    private static final Company COMPANY = new Company(101, "NaЖy");
    private static final ContactDetails DETAILS =
            personal(ContactDetails.builder()).build();
    private static final ContactPatch PATCH = ContactPatch.of(
            c -> c.firstName("Ж").email("Ж@Ж.org").customField("PetЖ", "Ж").customField("CatЖ", null));

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("5.8")
    void nothing_that_is_asked_or_answered_shows_it(Store store) {
        RecordingDirectory directory =
                new RecordingDirectory().user(ORGANIZATION, OWNER).company(ORGANIZATION, COMPANY);
        ContactRepository repository = store.fresh();
        Contacts contacts = Contacts.builder(repository).directory(directory).build();
        ContactSearch byName = ContactSearch.byName("auжusta");
        ContactSearch byPhone = ContactSearch.byPhone("5550177", "US", "+1");

        Contact created = contacts.create(CALLER, PrivacyTest::personal);
        Contact patched = contacts.patch(CALLER, created.id(), PATCH);
        Page<Contact> page = contacts.list(CALLER, ContactQuery.page());
        Page<AssociatedContact> associated = contacts.associate(CALLER, page);
        Contact deleted = contacts.delete(CALLER, created.id());

        assertThat(associated.data().get(0).owner()).isEqualTo(OWNER);
        assertThat(List.of(
                        created,
                        patched,
                        deleted,
                        created.details(),
                        created.customFields(),
                        created.customFields().asMap().values(),
                        PATCH,
                        PATCH.ifVersion(1),
                        DETAILS.toBuilder(),
                        created.toBuilder(),
                        page,
                        page.data(),
                        associated,
                        associated.data(),
                        OWNER,
                        COMPANY,
                        CALLER,
                        Caller.system(ORGANIZATION),
                        byName,
                        byPhone,
                        ContactSearch.byEmail("Ж@Ж"),
                        ContactQuery.of(byName),
                        ContactQuery.page().sortBy(ContactFields.EMAIL.desc()),
                        ContactQuery.page().within(ContactFields.FIRST_NAME.is("Ж")),
                        contacts.where(ContactFields.custom("PetЖ").is("Ж")),
                        contacts.where(ContactFields.FIRST_NAME.is("Ж")).bulk(),
                        repository.list(ORGANIZATION, ContactQuery.page()),
                        new NewContact(DETAILS, 1L, NOW),
                        new Change.Insert(new NewContact(DETAILS, 1L, NOW)),
                        new Change.Replace(created, patched),
                        new Change.Remove(created),
                        repository.write(ORGANIZATION, List.of(new Change.Remove(deleted))),
                        contacts,
                        repository))
                .noneMatch(said -> isPersonal(said.toString()));
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("5.9")
    void no_exception_shows_it(Store store) {
        ContactRepository repository = store.fresh();
        Contacts contacts = Contacts.over(repository);
        Contact ada = contacts.create(CALLER, PrivacyTest::personal);
        Contacts failing = Contacts.builder(repository)
                .directory(new RecordingDirectory())
                .accessPolicy((caller, operation) -> caller.userId() != null)
                .build();
        Contacts misled = Contacts.builder(repository)
                .accessPolicy(FilterPolicy.toSee(ContactFields.LAST_NAME
                        .lessThan("Ж\u0000")
                        .and(ContactFields.custom("$Ж").is("Ж"))))
                .build();

        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> contacts.create(CALLER, PrivacyTest::everythingWrong),
                () -> contacts.create(CALLER, PrivacyTest::everyTypeWrong),
                () -> contacts.patch(CALLER, ada.id(), PrivacyTest::everythingWrong),
                () -> contacts.patch(
                        CALLER, ada.id(), c -> c.email("Ж@@Ж").phone("Ж").customField("$Ж", "Ж")),
                () -> contacts.patch(CALLER, ada.id(), PATCH.ifVersion(2)),
                () -> contacts.patch(CALLER, ada.id() + 1, PATCH),
                () -> contacts.create(CALLER, c -> personal(c).organization(1)),
                () -> failing.create(CALLER, PrivacyTest::personal),
                () -> failing.create(Caller.system(ORGANIZATION), c -> c.firstName("Ж")),
                () -> misled.get(CALLER, ada.id()),
                () -> contacts.where(ContactFields.custom("$Ж").is("Ж")),
                () -> contacts.where(ContactFields.FIRST_NAME.is("Ж")).get(CALLER, ada.id()),
                () -> ContactSearch.byName("Ж"),
                () -> ContactSearch.byPhone("Ж".repeat(256), "ЖЖЖ", "Ж"),
                () -> new Change.Replace(ada, ada))) {
            assertThat(trace(catchThrowable(call))).doesNotContainPattern(PERSONAL);
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("5.9")
    void no_violation_shows_a_name_that_came_from_outside(Store store) {
        Contacts contacts = Contacts.over(store.fresh());

        Invalid invalid =
                catchThrowableOfType(Invalid.class, () -> contacts.create(CALLER, PrivacyTest::everythingWrong));

        assertThat(invalid.errors()).containsKeys("Ж@example.com", "custom_fields_by_name.$Ж");
        assertThat(invalid.violations().toString()).doesNotContainPattern(PERSONAL);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("5.8")
    void no_log_shows_it(Store store) {
        ContactListener failing = new ContactListener() {
            @Override
            public void created(Caller caller, Contact created) {
                throw new IllegalStateException(created.firstName() + " Ж", new IllegalArgumentException("Ж"));
            }
        };
        ContactRepository repository = store.fresh();
        Contacts contacts = Contacts.builder(repository).listener(failing).build();
        Contacts undirected = Contacts.builder(repository)
                .directory(new UserDirectory(() -> {
                    throw new IllegalStateException("Ж");
                }))
                .build();

        Contacts broken = Contacts.over(new NaiveStore() {
            @Override
            public Map<Long, Contact> find(long organizationId, Collection<Long> ids) {
                throw new IllegalStateException("Ж");
            }
        });

        List<String> logged = logged(() -> {
            assertThat(catchThrowable(() -> broken.get(CALLER, 1))).isInstanceOf(Storage.class);
            contacts.create(CALLER, PrivacyTest::personal);
            undirected.associate(CALLER, undirected.list(CALLER, ContactQuery.page()));
        });

        assertThat(logged).hasSize(3).noneMatch(PrivacyTest::isPersonal);
    }

    @Test
    void a_log_tells_what_was_thrown_where_and_why_even_if_the_causes_have_no_end() {
        ContactListener failing = new ContactListener() {
            @Override
            public void created(Caller caller, Contact created) {
                throw new Endless();
            }
        };
        Contacts contacts = Contacts.builder(new NaiveStore()).listener(failing).build();

        List<String> logged = logged(() -> contacts.create(CALLER, PrivacyTest::personal));

        assertThat(logged)
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .containsPattern("Endless\\s+at \\S+\\.created\\(PrivacyTest")
                        .containsPattern("(?s)(Caused by: [^\n]*Endless.*){10}")
                        .doesNotContainPattern("(?s)(Caused by: .*){11}"));
    }

    private static final class Endless extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public synchronized Throwable getCause() {
            return new Endless();
        }
    }

    private static ContactDetails.Builder personal(ContactDetails.Builder contact) {
        ContactFields.writable().forEach(field -> contact.set(field.name(), personal(field)));
        return contact;
    }

    private static Object personal(ContactField<?> field) {
        if (field == ContactFields.EMAIL) {
            return "Ж@example.com";
        } else if (field == ContactFields.PHONE) {
            return "555 0177";
        } else if (field == ContactFields.OTHER_EMAILS) {
            return List.of(new OtherEmail("Ж@example.org", "Ж"));
        } else if (field == ContactFields.OTHER_PHONES) {
            return List.of(OtherPhone.of("555 0188", null, null).labelled("Ж"));
        } else if (field == ContactFields.EXTERNAL_IDS) {
            return List.of(new ExternalId("Ж", "Ж"));
        } else if (field == ContactFields.AVATAR_URL) {
            return "/Ж.png";
        } else if (field == ContactFields.CUSTOM_FIELDS) {
            return Map.of("PetЖ", "DoЖ", "Tags", List.of("Ж", "ЖЖ"));
        }
        Object value = SampleContacts.value(field, 1);
        boolean isForm = value instanceof String text && text.length() <= 5;
        return value instanceof String && !isForm ? "AuЖusta" : value;
    }

    /** Gives each field a value of a type that it does not take. */
    private static void everyTypeWrong(ContactDetails.Builder contact) {
        ContactFields.writable().forEach(field -> contact.set(field.name(), new StringBuilder("Ж")));
    }

    private static void everythingWrong(ContactDetails.Builder contact) {
        contact.firstName("Ж\u0000")
                .email("Ж@@Ж")
                .phone("Ж")
                .set("last_name", List.of("Ж"))
                .set("company_id", "Ж")
                .set("Ж@example.com", "Ж")
                .customField("$Ж", "Ж")
                .customField("Ж", new StringBuilder("Ж"))
                .customField("q", "Ж");
    }

    private static boolean isPersonal(String text) {
        return PERSONAL.matcher(text).find();
    }

    private static String trace(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }

    /** What goes to the logs while something runs. */
    private static List<String> logged(Runnable action) {
        List<String> lines = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(new SimpleFormatter().format(line));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger root = Logger.getLogger("");
        root.addHandler(handler);
        try {
            action.run();
        } finally {
            root.removeHandler(handler);
        }
        return lines;
    }
}
