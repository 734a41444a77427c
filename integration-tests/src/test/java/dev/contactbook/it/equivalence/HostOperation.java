package dev.contactbook.it.equivalence;

import dev.contactbook.api.BulkItem;
import dev.contactbook.api.Contacts;
import dev.contactbook.api.Upserted;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactPatch;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactSearch;
import dev.contactbook.domain.LifeState;
import dev.contactbook.domain.UpsertBy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a host does. A value that knows no store: it names contacts by the labels that creates give them, so
 * that a sequence means the same in every store, and still means something when some of it is left out.
 *
 * @param kind what is done
 * @param at the time
 * @param user who does it, null for the system
 * @param organization in which organization
 * @param label of which contact; where there is none, no contact has its id
 * @param calls what is written, or how the list is asked for
 * @param view among which contacts it is done, null for all
 */
record HostOperation(
        Kind kind,
        String at,
        @Nullable Long user,
        long organization,
        int label,
        List<Call> calls,
        @Nullable Where view) {
    static final String NEW_YEAR = "2023-01-01T00:00:00Z";

    /** By whose ids upserts look for their contacts. */
    static final String SOURCE = "crm";

    private static final UpsertBy BY_ID = UpsertBy.externalId(SOURCE);

    enum Kind {
        CREATE,
        GET,
        PATCH,
        DELETE,
        RESTORE,
        /** A look for a deleted contact. */
        TRASHED,
        /** Page after page of a list or a search of deleted contacts. */
        TRASH,
        /** A create or a patch by an external id or e-mail, by a user of whom there is no policy. */
        UPSERT,
        /** A look for the contacts that have some keys. */
        KEYS,
        LIST,
        /** A list, and then its owners and companies. */
        ASSOCIATE,
        SEARCH,
        /** A search as a list, which can go without total. */
        QUERY,
        /** Page after page of a list or a search, by cursors. */
        WALK,
        /** All contacts of a list or a search. */
        STREAM,
        /** A look into the store, which has deleted contacts too. */
        FIND,
        /** What the user sees from now on, and what of it he may change. */
        POLICY
    }

    Outcome run(SimulatedHost world) {
        try {
            Contacts contacts = contacts(world);
            return world.answered(world.among(this, () -> answer(world, contacts)));
        } catch (RuntimeException e) {
            return world.threw(e);
        }
    }

    private Object answer(SimulatedHost world, Contacts contacts) {
        Caller caller = caller(world);
        return switch (kind) {
            case CREATE -> {
                Contact created = contacts.create(caller, input(world));
                world.created(label, created);
                yield created;
            }
            case GET -> contacts.get(caller, world.id(label));
            case PATCH -> contacts.patch(caller, world.id(label), input(world));
            case DELETE -> contacts.delete(caller, world.id(label));
            case RESTORE -> contacts.trash().restore(caller, world.id(label));
            case TRASHED -> contacts.trash().get(caller, world.id(label));
            case TRASH -> SimulatedHost.walkTrash(contacts, caller, asked(world));
            case UPSERT -> {
                Upserted upserted = contacts.upsert(caller, input(world), by());
                world.created(label, upserted.contact());
                yield List.of(upserted.outcome(), upserted.contact());
            }
            case KEYS -> contacts.find(caller, calls.stream().map(Call::key).toList());
            case LIST, QUERY -> contacts.list(caller, asked(world));
            case ASSOCIATE -> contacts.associate(caller, contacts.list(caller, asked(world)));
            case SEARCH -> contacts.search(caller, search());
            case WALK -> SimulatedHost.walk(contacts, caller, asked(world));
            case STREAM -> contacts.stream(caller, asked(world)).toList();
            case FIND -> world.stored(organization);
            case POLICY -> {
                world.policy(
                        user, right("visibleTo").filter(), right("changeableBy").filter());
                yield "";
            }
        };
    }

    /** The contacts that it is done with. */
    Contacts contacts(SimulatedHost world) {
        Contacts contacts = world.at(at);
        return view == null ? contacts : world.where(contacts, view.filter());
    }

    /** Whether a contact is one of those that it is done among. */
    boolean views(Contact contact) {
        return view == null || view.filter().matches(contact);
    }

    /** Whether its answer is the contact of its label. */
    boolean makes() {
        return kind == Kind.CREATE || kind == Kind.UPSERT;
    }

    /** Whether an upsert looks for its contact by e-mail, because it has no id. */
    private boolean isByEmail() {
        return calls.stream().noneMatch(call -> call.method().equals("externalId"));
    }

    /** Each second upsert by an external id restores a deleted contact. */
    private UpsertBy by() {
        if (isByEmail()) {
            return UpsertBy.email();
        }
        return label % 2 == 0 ? BY_ID.restoringDeleted() : BY_ID;
    }

    /** The life state of the contacts that it can change. */
    LifeState changes() {
        return kind == Kind.RESTORE ? LifeState.DELETED : LifeState.LIVE;
    }

    /** Whether it changes a contact, and is not refused before that is looked at. */
    boolean isProperChange(SimulatedHost world) {
        return kind == Kind.DELETE
                || kind == Kind.RESTORE
                || (kind == Kind.PATCH && input(world).violations().isEmpty());
    }

    /** The filter that a policy gives; for all contacts where it does not say. */
    private Where right(String method) {
        return calls.stream()
                .filter(call -> call.method().equals(method))
                .map(call -> (Where) call.args().get(0))
                .findFirst()
                .orElse(Where.joined(Where.Kind.ALL, List.of()));
    }

    /** Who does it. */
    Caller caller(SimulatedHost world) {
        return user == null
                ? Caller.system(world.organization(organization))
                : Caller.user(user).inOrganization(world.organization(organization));
    }

    /** The same as one item of a bulk call. */
    BulkItem item(SimulatedHost world) {
        return switch (kind) {
            case CREATE -> BulkItem.create(input(world));
            case PATCH -> BulkItem.patch(world.id(label), input(world));
            case DELETE -> BulkItem.delete(world.id(label));
            case RESTORE -> BulkItem.restore(world.id(label));
            case UPSERT -> BulkItem.upsert(input(world), by());
            default -> throw new IllegalStateException(kind + " does not write");
        };
    }

    private ContactPatch input(SimulatedHost world) {
        ContactPatch patch = ContactPatch.of(
                c -> calls.stream().filter(call -> !isCondition(call)).forEach(call -> call.run(c, world)));
        for (Call call : calls) {
            patch = isCondition(call) ? patch.ifVersion((Long) call.args().get(0)) : patch;
        }
        return patch;
    }

    private static boolean isCondition(Call call) {
        return call.method().equals("ifVersion");
    }

    /** The list that the calls ask for, or the search where the first of them is one. */
    private ContactQuery asked(SimulatedHost world) {
        ContactQuery query = isSearch() ? ContactQuery.of(calls.get(0).search()) : ContactQuery.page();
        for (Call call : callsOfQuery()) {
            query = call.run(query, world);
        }
        return query;
    }

    private List<Call> callsOfQuery() {
        return isSearch() ? calls.subList(1, calls.size()) : calls;
    }

    private boolean isSearch() {
        return kind == Kind.SEARCH
                || kind == Kind.QUERY
                || (!calls.isEmpty() && calls.get(0).method().startsWith("by"));
    }

    private ContactSearch search() {
        ContactSearch search = calls.get(0).search();
        for (Call call : callsOfQuery()) {
            search = call.run(search);
        }
        return search;
    }

    /** The statement that does this, after those that made the contacts with these labels. */
    String toJava(Set<Integer> created, boolean answers) {
        String caller = user == null
                ? "Caller.system(" + organization + ")"
                : "Caller.user(" + user + ").inOrganization(" + organization + ")";
        String id = created.contains(label) ? "c" + label + ".id()" : SimulatedHost.unknownId(label) + "L";
        String chain = calls.stream().map(Call::toJava).collect(Collectors.joining());
        String asked = askedToJava(created);
        String contacts = "world.at(\"" + at + "\")" + (view == null ? "" : ".where(" + view.toJava() + ")");
        String call = switch (kind) {
            case CREATE -> contacts + ".create(" + caller + ", " + inputToJava() + ")";
            case GET -> contacts + ".get(" + caller + ", " + id + ")";
            case PATCH -> contacts + ".patch(" + caller + ", " + id + ", " + inputToJava() + ")";
            case DELETE -> contacts + ".delete(" + caller + ", " + id + ")";
            case RESTORE -> contacts + ".trash().restore(" + caller + ", " + id + ")";
            case TRASHED -> contacts + ".trash().get(" + caller + ", " + id + ")";
            case TRASH -> "SimulatedHost.walkTrash(" + contacts + ", " + caller + ", " + asked + ")";
            case UPSERT ->
                contacts + ".upsert(" + caller + ", " + inputToJava() + ", UpsertBy."
                        + (isByEmail() ? "email()" : "externalId(\"" + SOURCE + "\")")
                        + (by().restoresDeleted() ? ".restoringDeleted()" : "") + ").contact()";
            case KEYS ->
                contacts + ".find(" + caller + ", List.of("
                        + calls.stream().map(key -> "ContactKey" + key.toJava()).collect(Collectors.joining(", "))
                        + "))";
            case LIST, QUERY -> contacts + ".list(" + caller + ", " + asked + ")";
            case ASSOCIATE ->
                contacts + ".associate(" + caller + ", " + contacts + ".list(" + caller + ", " + asked + "))";
            case WALK -> "SimulatedHost.walk(" + contacts + ", " + caller + ", " + asked + ")";
            case STREAM -> contacts + ".stream(" + caller + ", " + asked + ").toList()";
            case SEARCH -> contacts + ".search(" + caller + ", ContactSearch" + chain + ")";
            case FIND -> "world.stored(" + organization + ")";
            case POLICY ->
                "world.policy(" + (user == null ? "null" : user + "L") + ", "
                        + right("visibleTo").toJava() + ", "
                        + right("changeableBy").toJava() + ")";
        };
        if (!answers) {
            return "catchThrowable(() -> " + call + ");";
        }
        return (makes() ? "Contact c" + label + " = " : "") + call + ";";
    }

    private String askedToJava(Set<Integer> created) {
        String query =
                isSearch() ? "ContactQuery.of(ContactSearch" + calls.get(0).toJava() + ")" : "ContactQuery.page()";
        for (Call call : callsOfQuery()) {
            query = call.toJava(query, created);
        }
        return query;
    }

    private String inputToJava() {
        String writes = calls.stream()
                .filter(call -> !isCondition(call))
                .map(Call::toJava)
                .collect(Collectors.joining());
        String conditions = calls.stream()
                .filter(HostOperation::isCondition)
                .map(Call::toJava)
                .collect(Collectors.joining());
        return "ContactPatch.of(c -> " + (writes.isEmpty() ? "{}" : "c" + writes) + ")" + conditions;
    }

    /** Operations that do a little less. */
    List<HostOperation> simpler() {
        List<HostOperation> simpler = new ArrayList<>();
        int fixed = isSearch() ? 1 : 0;
        for (int i = 0; i < calls.size(); i++) {
            if (i >= fixed) {
                List<Call> without = new ArrayList<>(calls);
                without.remove(i);
                simpler.add(with(at, without));
            }
            for (Call call : calls.get(i).simpler()) {
                List<Call> with = new ArrayList<>(calls);
                with.set(i, call);
                simpler.add(with(at, with));
            }
        }
        if (!at.equals(NEW_YEAR)) {
            simpler.add(with(NEW_YEAR, calls));
        }
        if (view != null) {
            simpler.add(among(null));
            view.simpler().forEach(smaller -> simpler.add(among(smaller)));
        }
        return simpler;
    }

    private HostOperation with(String at, List<Call> calls) {
        return new HostOperation(kind, at, user, organization, label, List.copyOf(calls), view);
    }

    private HostOperation among(@Nullable Where view) {
        return new HostOperation(kind, at, user, organization, label, calls, view);
    }
}
