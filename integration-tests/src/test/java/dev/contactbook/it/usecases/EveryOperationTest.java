package dev.contactbook.it.usecases;

import static dev.contactbook.domain.ContactFields.FIRST_NAME;
import static dev.contactbook.domain.ContactFields.ID;
import static dev.contactbook.domain.ContactFields.OWNED_BY_USER_ID;
import static dev.contactbook.it.support.Fixtures.CALLER;
import static dev.contactbook.it.support.Fixtures.ORGANIZATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactbook.api.BulkItem;
import dev.contactbook.api.BulkResult;
import dev.contactbook.api.Contacts;
import dev.contactbook.api.Trash;
import dev.contactbook.api.Upserted;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactKey;
import dev.contactbook.domain.ContactPatch;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactSearch;
import dev.contactbook.domain.ContactsException;
import dev.contactbook.domain.ContactsException.Forbidden;
import dev.contactbook.domain.ContactsException.NotFound;
import dev.contactbook.domain.Filter;
import dev.contactbook.domain.Page;
import dev.contactbook.domain.UpsertBy;
import dev.contactbook.it.support.FilterPolicy;
import dev.contactbook.it.support.RecordingObserver;
import dev.contactbook.it.support.RecordingRepository;
import dev.contactbook.it.support.Store;
import dev.contactbook.spi.ContactRepository;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No operation forgets the policy. Each method of {@link Contacts}, and of what it returns of its own package, has a
 * case here: one that has none fails a test that names it.
 */
class EveryOperationTest {
    private static final Filter MINE = OWNED_BY_USER_ID.is(789);
    private static final ContactPatch PATCH = ContactPatch.of(c -> c.customField("Seen", true));
    private static final String TRASH = "trash().";
    private static final Map<String, Case> CASES = new LinkedHashMap<>();

    static {
        reads("get(Caller, long)", (contacts, contact) -> contacts.get(CALLER, contact.id()));
        reads("getAll(Caller, Collection)", (contacts, contact) -> {
            if (!contacts.getAll(CALLER, List.of(contact.id())).equals(Map.of(contact.id(), contact))) {
                throw new NotFound(contact.id());
            }
        });
        reads("list(Caller, ContactQuery)", (contacts, contact) -> {
            listed(contacts, ContactQuery.page(), contact);
            listed(contacts, ContactQuery.page().where(ID.is(contact.id())), contact);
            listed(contacts, ContactQuery.of(ContactSearch.byEmail("ada@")), contact);
        });
        reads(
                "search(Caller, ContactSearch)",
                (contacts, contact) -> listed(contacts.search(CALLER, ContactSearch.byName("ada")), contact));
        reads("stream(Caller, ContactQuery)", (contacts, contact) -> {
            if (contacts.stream(CALLER, ContactQuery.page()).noneMatch(contact::equals)) {
                throw new NotFound(contact.id());
            }
        });
        reads("find(Caller, ContactKey[])", (contacts, contact) -> {
            if (!contacts.find(CALLER, keyOf(contact)).contains(contact)) {
                throw new NotFound(contact.id());
            }
        });
        reads("find(Caller, Collection)", (contacts, contact) -> {
            if (!contacts.find(CALLER, List.of(keyOf(contact))).contains(contact)) {
                throw new NotFound(contact.id());
            }
        });
        reads("where(Filter)", (contacts, contact) -> {
            Contacts named = contacts.where(FIRST_NAME.is("Ada"));
            named.get(CALLER, contact.id());
            listed(named, ContactQuery.page(), contact);
        });
        reads("trash()", (contacts, contact) -> contacts.trash().get(CALLER, contact.id()));
        reads(
                "trash().get(Caller, long)",
                (contacts, contact) -> contacts.trash().get(CALLER, contact.id()));
        reads("trash().list(Caller, ContactQuery)", (contacts, contact) -> {
            listedInTrash(contacts, ContactQuery.page(), contact);
            listedInTrash(contacts, ContactQuery.page().where(ID.is(contact.id())), contact);
            listedInTrash(contacts, ContactQuery.of(ContactSearch.byEmail("ada@")), contact);
        });
        reads(
                "trash().search(Caller, ContactSearch)",
                (contacts, contact) -> listed(
                        contacts.trash()
                                .search(CALLER, ContactSearch.byName("ada").limit(1_000)),
                        contact));
        reads("trash().stream(Caller, ContactQuery)", (contacts, contact) -> {
            if (contacts.trash().stream(CALLER, ContactQuery.page()).noneMatch(contact::equals)) {
                throw new NotFound(contact.id());
            }
        });
        changes(
                "trash().restore(Caller, long)",
                (contacts, contact) -> contacts.trash().restore(CALLER, contact.id()));
        changes(
                "patch(Caller, long, ContactPatch)",
                (contacts, contact) -> contacts.patch(CALLER, contact.id(), PATCH));
        changes(
                "patch(Caller, long, Consumer)",
                (contacts, contact) -> contacts.patch(CALLER, contact.id(), c -> c.customField("Seen", true)));
        changes("delete(Caller, long)", (contacts, contact) -> contacts.delete(CALLER, contact.id()));
        changes(
                "bulk()",
                (contacts, contact) -> done(contacts.bulk()
                        .each(CALLER, Stream.of(BulkItem.patch(contact.id(), PATCH)))
                        .results()));
        changes(
                "each(Caller, Stream)",
                (contacts, contact) -> done(
                        contacts.bulk().each(CALLER, items(contact).stream()).results()));
        changes("each(Caller, Stream, Consumer)", (contacts, contact) -> {
            List<BulkResult> results = new ArrayList<>();
            contacts.bulk().each(CALLER, items(contact).stream(), results::add);
            done(results);
        });
        changes(
                "allOrNothing(Caller, List)",
                (contacts, contact) -> done(
                        contacts.bulk().allOrNothing(CALLER, items(contact)).results()));
        changes(
                "onProgress(Consumer)",
                (contacts, contact) -> done(contacts.bulk()
                        .onProgress(progress -> {})
                        .each(CALLER, items(contact).stream())
                        .results()));
        changes(
                "cancelWhen(BooleanSupplier)",
                (contacts, contact) -> done(contacts.bulk()
                        .cancelWhen(() -> false)
                        .each(CALLER, items(contact).stream())
                        .results()));
        // A create returns its contact even where the caller does not see it, and the rows of a page were shown before.
        ignores("create(Caller, ContactPatch)", (contacts, contact) -> {
            Contact made = contacts.create(
                    CALLER, ContactPatch.of(c -> c.firstName("Eve").owner(790)));
            assertThat(made.ownedByUserId()).isEqualTo(790);
        });
        ignores("create(Caller, Consumer)", (contacts, contact) -> {
            Contact made = contacts.create(CALLER, c -> c.firstName("Eve").owner(790));
            assertThat(made.ownedByUserId()).isEqualTo(790);
        });
        // A hidden contact with the key is a clash, of which UpsertTest has the cases.
        ignores("upsert(Caller, ContactPatch, UpsertBy)", (contacts, contact) -> {
            ContactPatch details =
                    ContactPatch.of(c -> c.firstName("Eve").owner(790).externalId("crm", "new " + contact.id()));
            assertThat(contacts.upsert(CALLER, details, UpsertBy.externalId("crm"))
                            .contact()
                            .ownedByUserId())
                    .isEqualTo(790);
        });
        ignores("upsert(Caller, Consumer, UpsertBy)", (contacts, contact) -> {
            assertThat(contacts.upsert(
                                    CALLER,
                                    c -> c.firstName("Eve").externalId("crm", "newer " + contact.id()),
                                    UpsertBy.externalId("crm"))
                            .outcome())
                    .isEqualTo(Upserted.Outcome.CREATED);
        });
        ignores("associate(Caller, Page)", (contacts, contact) -> {
            ContactQuery query = ContactQuery.page();
            Page<Contact> page = Page.of(query, OptionalLong.of(1), Optional.empty(), List.of(contact));
            assertThat(contacts.associate(CALLER, page).data()).hasSize(1);
        });
    }

    @Test
    @Tag("3.70")
    @Tag("3.76")
    void each_method_has_a_case() {
        Set<String> methods = new TreeSet<>();
        facets().forEach(facet -> methods.addAll(operations(facet)));

        assertThat(methods).isEqualTo(new TreeSet<>(CASES.keySet()));
    }

    @Test
    void a_method_without_a_case_is_named() {
        Set<String> methods = operations(WithAnExport.class);
        methods.removeAll(CASES.keySet());

        assertThat(methods).containsExactly("export(Caller, Filter)");
    }

    private interface WithAnExport {
        Contact get(Caller caller, long id);

        List<Contact> export(Caller caller, Filter filter);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.70")
    void an_operation_meets_no_contact_that_the_policy_hides(Store store) {
        ContactRepository repository = store.fresh();
        Contacts contacts = Contacts.builder(repository)
                .accessPolicy(FilterPolicy.toSee(MINE))
                .build();

        assertMeetsMineOnly(repository, contacts);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.76")
    void an_operation_of_contacts_with_a_filter_meets_no_other_contact(Store store) {
        ContactRepository repository = store.fresh();
        Contacts contacts = Contacts.over(repository).where(MINE);

        assertMeetsMineOnly(repository, contacts);
    }

    private static void assertMeetsMineOnly(ContactRepository repository, Contacts contacts) {
        CASES.forEach((name, operation) -> {
            operation.assertMeets(name, contacts, contact(repository, name, 789));
            operation.assertMisses(name, repository, contacts, contact(repository, name, 790));
        });
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.71")
    void an_operation_changes_no_contact_that_the_policy_fixes(Store store) {
        ContactRepository repository = store.fresh();
        Contacts contacts = Contacts.builder(repository)
                .accessPolicy(new FilterPolicy(Filter.everything(), MINE))
                .build();

        CASES.forEach((name, operation) -> {
            operation.assertMeets(name, contacts, contact(repository, name, 789));
            Contact fixed = contact(repository, name, 790);
            if (operation.kind == Kind.CHANGES) {
                assertThatThrownBy(() -> operation.call.on(contacts, fixed))
                        .as(name)
                        .isExactlyInstanceOf(Forbidden.class);
                assertThat(repository.find(ORGANIZATION, List.of(fixed.id()))).containsValue(fixed);
            } else {
                operation.assertMeets(name, contacts, fixed);
            }
        });
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.44")
    void an_operation_that_is_refused_does_not_reach_the_store(Store store) {
        RecordingRepository repository = new RecordingRepository(store.fresh());
        Contact ada = contact(repository, "", 789);
        Contacts contacts = Contacts.builder(repository)
                .accessPolicy((caller, operation) -> false)
                .build();
        repository.calls.clear();

        CASES.forEach((name, operation) -> {
            if (!name.startsWith("associate")) {
                assertThatThrownBy(() -> operation.call.on(contacts, ada))
                        .as(name)
                        .isExactlyInstanceOf(Forbidden.class);
            }
        });
        assertThat(repository.calls).isEmpty();
    }

    @Test
    @Tag("3.107")
    void an_operation_is_reported_to_observers() {
        ContactRepository repository = Store.MEMORY.fresh();
        CASES.forEach((name, operation) -> {
            RecordingObserver observer = new RecordingObserver();
            operation.assertMeets(
                    name, Contacts.builder(repository).observer(observer).build(), contact(repository, name, 789));
            assertThat(observer.calls).as(name).isNotEmpty();
            assertThat(observer.results).as(name).hasSameSizeAs(observer.calls);
        });
    }

    @ParameterizedTest
    @MethodSource("methodsWithACaller")
    @Tag("3.106")
    void a_null_caller_is_refused_before_any_other_argument_is_looked_at(Method method) {
        Contacts contacts = Contacts.over(Store.MEMORY.fresh());
        Object facet = Stream.of(contacts, contacts.bulk(), contacts.trash())
                .filter(method.getDeclaringClass()::isInstance)
                .findFirst()
                .orElseThrow();
        Object[] arguments = Arrays.stream(method.getParameterTypes())
                .map(type -> type == long.class ? 0L : null)
                .toArray();

        assertThatThrownBy(() -> method.invoke(facet, arguments))
                .cause()
                .isExactlyInstanceOf(NullPointerException.class)
                .hasMessage("caller");
    }

    private static Stream<Method> methodsWithACaller() {
        return facets().stream()
                .flatMap(facet -> Arrays.stream(facet.getDeclaredMethods()))
                .filter(method -> Arrays.asList(method.getParameterTypes()).contains(Caller.class));
    }

    /** The methods that are no static ones, by name and types, and those of the trash after it. */
    private static Set<String> operations(Class<?> facet) {
        return Arrays.stream(facet.getDeclaredMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()) && !method.isSynthetic())
                .map(method -> (facet == Trash.class ? TRASH : "")
                        + method.getName()
                        + Arrays.stream(method.getParameterTypes())
                                .map(Class::getSimpleName)
                                .collect(Collectors.joining(", ", "(", ")")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** {@link Contacts}, and each interface of its package that can be got from it. */
    private static Set<Class<?>> facets() {
        Set<Class<?>> facets = new LinkedHashSet<>();
        Deque<Class<?>> open = new ArrayDeque<>(List.of(Contacts.class));
        while (!open.isEmpty()) {
            Class<?> facet = open.pop();
            if (facets.add(facet)) {
                Arrays.stream(facet.getMethods())
                        .map(Method::getReturnType)
                        .filter(type -> type.isInterface() && type.getPackage().equals(Contacts.class.getPackage()))
                        .forEach(open::push);
            }
        }
        return facets;
    }

    private static ContactKey keyOf(Contact contact) {
        return ContactKey.email(Objects.requireNonNull(contact.email()));
    }

    private static void reads(String method, Call call) {
        CASES.put(method, new Case(Kind.READS, call));
    }

    private static void changes(String method, Call call) {
        CASES.put(method, new Case(Kind.CHANGES, call));
    }

    private static void ignores(String method, Call call) {
        CASES.put(method, new Case(Kind.IGNORES, call));
    }

    private static List<BulkItem> items(Contact contact) {
        return List.of(BulkItem.patch(contact.id(), PATCH), BulkItem.delete(contact.id()));
    }

    /** That all of them have their contact; else the error of the first that has none, if it is the same for all. */
    private static void done(List<BulkResult> results) {
        List<ContactsException> errors =
                results.stream().flatMap(result -> result.error().stream()).toList();
        if (!errors.isEmpty()) {
            assertThat(errors)
                    .hasSameSizeAs(results)
                    .hasOnlyElementsOfType(errors.get(0).getClass());
            throw errors.get(0);
        }
        assertThat(results).allMatch(result -> result.contact().isPresent());
    }

    private static void listed(Contacts contacts, ContactQuery query, Contact contact) {
        listed(contacts.list(CALLER, query.limit(ContactQuery.MAX_LIMIT)), contact);
        assertThat(contacts.list(CALLER, query.limit(0)).total())
                .isEqualTo(contacts.list(CALLER, query).total());
    }

    /** A contact that is not listed is not found, and not counted either. */
    private static void listed(Page<Contact> page, Contact contact) {
        assertThat(page.total()).hasValue(page.data().size());
        if (!page.data().contains(contact)) {
            throw new NotFound(contact.id());
        }
    }

    private static void listedInTrash(Contacts contacts, ContactQuery query, Contact contact) {
        listed(contacts.trash().list(CALLER, query.limit(ContactQuery.MAX_LIMIT)), contact);
        assertThat(contacts.trash().list(CALLER, query.limit(0)).total())
                .isEqualTo(contacts.trash().list(CALLER, query).total());
    }

    /** A contact for an operation: a deleted one for those of the trash. */
    private static Contact contact(ContactRepository repository, String operation, long owner) {
        Contacts contacts = Contacts.over(repository);
        Contact ada = contacts.create(
                CALLER, c -> c.firstName("Ada").email("ada@example.com").owner(owner));
        return operation.startsWith("trash()") ? contacts.delete(CALLER, ada.id()) : ada;
    }

    private enum Kind {
        READS,
        CHANGES,
        IGNORES
    }

    /** Something that is done with a contact; it throws what keeps it from that. */
    private interface Call {
        void on(Contacts contacts, Contact contact);
    }

    private record Case(Kind kind, Call call) {
        void assertMeets(String name, Contacts contacts, Contact contact) {
            try {
                call.on(contacts, contact);
            } catch (ContactsException e) {
                throw new AssertionError(name, e);
            }
        }

        void assertMisses(String name, ContactRepository repository, Contacts contacts, Contact hidden) {
            if (kind == Kind.IGNORES) {
                assertMeets(name, contacts, hidden);
                return;
            }
            assertThatThrownBy(() -> call.on(contacts, hidden)).as(name).isExactlyInstanceOf(NotFound.class);
            assertThat(repository.find(ORGANIZATION, List.of(hidden.id())))
                    .as(name)
                    .containsValue(hidden);
        }
    }
}
