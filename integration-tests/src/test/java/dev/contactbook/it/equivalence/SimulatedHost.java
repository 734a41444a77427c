package dev.contactbook.it.equivalence;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.AssociatedContact;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Company;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactsException.Conflict;
import dev.contactbook.domain.ContactsException.Duplicate;
import dev.contactbook.domain.ContactsException.Forbidden;
import dev.contactbook.domain.ContactsException.Invalid;
import dev.contactbook.domain.ContactsException.NotFound;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.domain.CustomFields;
import dev.contactbook.domain.Filter;
import dev.contactbook.domain.Page;
import dev.contactbook.domain.User;
import dev.contactbook.spi.AccessPolicy;
import dev.contactbook.spi.ContactListener;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.spi.Directory;
import dev.contactbook.tck.ReferenceContactRepository;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A store with everything around it: the contacts, a clock, a directory, what was heard, and which contact is which.
 */
final class SimulatedHost {
    /** The organizations there are; {@link #STRANGE_ORGANIZATION} has no caller. */
    static final List<Long> ORGANIZATIONS = List.of(456L, 457L);

    static final long STRANGE_ORGANIZATION = 458;
    static final List<Long> KNOWN = List.of(7L, 8L, (1L << 53) - 1);
    private static final Map<Integer, Long> NEVER_IDS = Map.of(-1, 0L, -2, -1L, -3, Long.MAX_VALUE, -4, Long.MIN_VALUE);

    private static final int MOST_PAGES = 6;

    private final ContactRepository repository;

    /** Where it is looked after by hand who sees what, and no policy is asked. */
    private final @Nullable ReferenceContactRepository model;

    private final long offset;
    private final Map<@Nullable Long, Rights> rights = new HashMap<>();
    private final Contacts contacts;
    private final Map<Integer, Contact> made = new TreeMap<>();
    private final Map<Long, String> labels = new HashMap<>();
    private final List<List<Object>> events = new ArrayList<>();
    private Instant now = Instant.EPOCH;

    /** A world on its own. */
    SimulatedHost(ContactRepository repository) {
        this(repository, 0, policy -> policy);
    }

    /** A world in organizations of its own, in a store that has others, with what somebody makes of the policy. */
    SimulatedHost(ContactRepository repository, long offset, UnaryOperator<AccessPolicy> policy) {
        this.repository = repository;
        this.model = null;
        this.offset = offset;
        this.contacts = contacts(policy.apply(new Policy()));
    }

    private SimulatedHost(ReferenceContactRepository model) {
        this.repository = model;
        this.model = model;
        this.offset = 0;
        this.contacts = contacts((caller, operation) -> true);
    }

    /** The world that others are compared with. */
    static SimulatedHost model() {
        return new SimulatedHost(new ReferenceContactRepository());
    }

    /** The same where the first organization has unique e-mails. */
    static SimulatedHost modelWithUniqueEmails() {
        ReferenceContactRepository model = new ReferenceContactRepository();
        model.useUniqueEmails(ORGANIZATIONS.get(0), true);
        return new SimulatedHost(model);
    }

    private Contacts contacts(AccessPolicy policy) {
        return Contacts.builder(repository)
                .clock(() -> now)
                .directory(new People())
                .listener(new Recorder())
                .accessPolicy(policy)
                .build();
    }

    /** Lets a user, or the system, see but some contacts from now on, and change but some of these. */
    void policy(@Nullable Long user, Filter visible, Filter changeable) {
        rights.put(user, new Rights(usable(visible), usable(changeable)));
    }

    /** What is left of a filter in a smaller sequence may be none that queries take, which no policy may give. */
    private static Filter usable(Filter filter) {
        return filter.violations().isEmpty() ? filter : Filter.everything();
    }

    private Rights rights(@Nullable Long user) {
        return rights.getOrDefault(user, new Rights(Filter.everything(), Filter.everything()));
    }

    /** The contacts that a filter means, which is refused as ever. */
    Contacts where(Contacts contacts, Filter filter) {
        Contacts viewed = contacts.where(filter);
        return model == null ? viewed : contacts;
    }

    /** Does what its caller asks for among the contacts that he sees: only a model has to be told which. */
    Object among(HostOperation operation, Supplier<Object> answer) {
        if (model == null || operation.kind() == HostOperation.Kind.FIND) {
            return answer.get();
        }
        Rights caller = rights(operation.user());
        model.show(contact -> caller.visible.matches(contact) && operation.views(contact));
        try {
            Contact named = stored(operation.organization()).get(id(operation.label()));
            if (named != null
                    && named.lifeState() == operation.changes()
                    && !caller.changeable.matches(named)
                    && operation.isProperChange(this)) {
                throw Forbidden.contact();
            }
            return answer.get();
        } finally {
            model.show(contact -> true);
        }
    }

    /** The contacts, at a time. */
    Contacts at(String instant) {
        now = Instant.parse(instant);
        return contacts;
    }

    long organization(long organization) {
        return organization + offset;
    }

    void created(int label, Contact contact) {
        made.put(label, contact);
        labels.putIfAbsent(contact.id(), "c" + label);
    }

    long id(int label) {
        Contact contact = made.get(label);
        return contact == null ? unknownId(label) : contact.id();
    }

    /** The id that stands for a label that no contact has. */
    static long unknownId(int label) {
        return NEVER_IDS.getOrDefault(label, (1L << 53) - 1 - label);
    }

    /** All that the store has of an organization, deleted or not. */
    Map<Long, Contact> stored(long organization) {
        List<Long> asked = made.values().stream().map(Contact::id).collect(Collectors.toList());
        asked.addAll(List.of(0L, (1L << 53) - 1));
        return repository.find(organization(organization), asked);
    }

    /** The query from the place on at which a contact was when it was made; all of it if there is no such contact. */
    ContactQuery after(ContactQuery query, long organization, int label) {
        Contact contact = made.get(label);
        return contact == null ? query : after(query, organization(organization), contact);
    }

    /** The query as it goes on after a page that ended with a contact. */
    static ContactQuery after(ContactQuery query, long organization, Contact last) {
        return query.after(query.cursor(organization, last));
    }

    /** The first pages of a query, each from where the one before it ended. */
    static List<Page<Contact>> walk(Contacts contacts, Caller caller, ContactQuery query) {
        return walk(page -> contacts.list(caller, page), query);
    }

    /** The same of deleted contacts. */
    static List<Page<Contact>> walkTrash(Contacts contacts, Caller caller, ContactQuery query) {
        return walk(page -> contacts.trash().list(caller, page), query);
    }

    private static List<Page<Contact>> walk(Function<ContactQuery, Page<Contact>> list, ContactQuery query) {
        List<Page<Contact>> pages = new ArrayList<>(List.of(list.apply(query)));
        ContactQuery fromTheStart = query.skip(0);
        while (pages.size() < MOST_PAGES && last(pages).next().isPresent()) {
            pages.add(list.apply(fromTheStart.after(last(pages).next().get())));
        }
        return pages;
    }

    private static Page<Contact> last(List<Page<Contact>> pages) {
        return pages.get(pages.size() - 1);
    }

    Outcome answered(Object answer) {
        return new Outcome("answer", plain(answer), heard());
    }

    Outcome threw(RuntimeException e) {
        Object data = e.getMessage();
        if (e instanceof NotFound notFound) {
            data = labels.getOrDefault(notFound.id(), String.valueOf(notFound.id()));
        } else if (e instanceof Conflict conflict) {
            data = conflict.currentVersion();
        } else if (e instanceof Duplicate duplicate) {
            data = duplicate.clashes().stream()
                    .map(clash -> List.of(
                            clash.key().text(),
                            clash.contactId().isPresent()
                                    ? labels.getOrDefault(clash.contactId().getAsLong(), "nobody")
                                    : "hidden",
                            clash.isDeleted()))
                    .toList();
        } else if (e instanceof Invalid invalid) {
            data = List.of(String.valueOf(invalid.getMessage()), new LinkedHashMap<>(invalid.errors()));
        } else if (e instanceof Storage storage) {
            data = List.of(String.valueOf(storage.getMessage()), storage.retryable(), storage.outcome());
        }
        return new Outcome(e.getClass().getSimpleName(), data, heard());
    }

    private List<Object> heard() {
        List<Object> heard = events.stream().map(this::plain).collect(Collectors.toList());
        events.clear();
        return heard;
    }

    private Object plain(@Nullable Object value) {
        if (value instanceof Page<?> page) {
            return map(
                    "total", page.total(),
                    "limit", page.limit(),
                    "skip", page.skip(),
                    "next", page.next().isPresent(),
                    "data", plain(page.data()));
        } else if (value instanceof AssociatedContact associated) {
            User owner = associated.owner();
            Company company = associated.company();
            return map(
                    "contact", plain(associated.contact()),
                    "owner", owner == null ? "none" : List.of(owner.id(), owner),
                    "company", company == null ? "none" : List.of(company.id(), company));
        } else if (value instanceof List<?> list) {
            return list.stream().map(this::plain).toList();
        } else if (value instanceof Map<?, ?> found) { // of contacts by id
            Map<String, Object> byLabel = new TreeMap<>();
            found.forEach((id, contact) -> byLabel.put(labels.getOrDefault(id, "nobody"), plain(contact)));
            return byLabel;
        } else if (value instanceof Contact contact) {
            return fields(contact);
        } else if (value instanceof Caller caller) {
            return Arrays.asList(caller.userId(), caller.organizationId() - offset);
        }
        return String.valueOf(value);
    }

    private Map<String, @Nullable Object> fields(Contact contact) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        ContactFields.all().forEach(field -> fields.put(field.name(), field.of(contact)));
        fields.put("id", labels.getOrDefault(contact.id(), "nobody"));
        fields.put("organization_id", contact.organizationId() - offset);
        fields.put("custom_fields_by_name", raw(contact.customFields()));
        return fields;
    }

    /** In their order, which is part of what is compared. */
    private static List<Object> raw(CustomFields customFields) {
        List<Object> raw = new ArrayList<>();
        customFields.asMap().forEach((name, value) -> raw.add(List.of(name, value.raw())));
        return raw;
    }

    private static Map<String, Object> map(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put(String.valueOf(keysAndValues[i]), keysAndValues[i + 1]);
        }
        return map;
    }

    /** Ids are known in the first organization, and one of them with a name that has no last part. */
    private final class People implements Directory {
        @Override
        public Map<Long, User> users(long organizationId, Set<Long> asked) {
            return known(organizationId, asked, id -> new User(id, "User " + id, id == 8 ? null : "Known"));
        }

        @Override
        public Map<Long, Company> companies(long organizationId, Set<Long> asked) {
            return known(organizationId, asked, id -> new Company(id, "Company " + id));
        }

        private <T> Map<Long, T> known(long organizationId, Set<Long> asked, Function<Long, T> make) {
            boolean home = organizationId == organization(ORGANIZATIONS.get(0));
            return asked.stream()
                    .filter(id -> home ? KNOWN.contains(id) : id == 9)
                    .collect(Collectors.toMap(Function.identity(), make));
        }
    }

    /** What a caller sees, and what of it he may change. */
    private record Rights(Filter visible, Filter changeable) {}

    private final class Policy implements AccessPolicy {
        @Override
        public boolean permits(Caller caller, dev.contactbook.spi.Operation operation) {
            return true;
        }

        @Override
        public Filter visibleTo(Caller caller) {
            return rights(caller.userId()).visible;
        }

        @Override
        public Filter changeableBy(Caller caller) {
            return rights(caller.userId()).changeable;
        }
    }

    private final class Recorder implements ContactListener {
        @Override
        public void created(Caller caller, Contact created) {
            events.add(List.of("created", caller, created));
        }

        @Override
        public void patched(Caller caller, Contact before, Contact after) {
            events.add(List.of("patched", caller, before, after));
        }

        @Override
        public void deleted(Caller caller, Contact deleted) {
            events.add(List.of("deleted", caller, deleted));
        }

        @Override
        public void restored(Caller caller, Contact restored) {
            events.add(List.of("restored", caller, restored));
        }
    }
}
