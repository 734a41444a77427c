package dev.contactbook.it.crash;

import static dev.contactbook.it.crash.Writer.ORGANIZATION;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactSearch;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.domain.ContactsException.Storage.Outcome;
import dev.contactbook.domain.NewContact;
import dev.contactbook.jdbc.ContactIndex;
import dev.contactbook.jdbc.EmbeddedContactRepository;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.ChangePosition;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;

/**
 * A process that makes each kind of call again and again, each time with another allocation of SQLite's that fails, and
 * says what was wrong. Arguments: the folder, the file with the limit of {@code allocator.c}.
 */
final class NativeMemoryWriter {
    static final String WRONG = "wrong: ";
    static final String DONE = "done";

    private static final Caller CALLER = Caller.user(789).inOrganization(ORGANIZATION);

    /** Every allocation up to here, and then some of them. */
    private static final int EACH = 150;

    private static final int SOME = 17;
    private static final int MOST = Integer.getInteger("contactbook.memory.allocations", 1_200);

    private static final int IS_SHORT = 0;
    private static final int LEFT = 1;
    private static final int ALL = 2;
    private static final int FAILED = 3;
    static final int NUMBERS = 4;

    private static final String TEXT = "x".repeat(3_000);
    private static final int GROUP = 20;

    private final LongBuffer memory;
    private final EmbeddedContactRepository repository;
    private final Contacts contacts;
    private final long ada;
    private final long grace;
    private long live = 2;
    private int calls;

    private NativeMemoryWriter(LongBuffer memory, EmbeddedContactRepository repository) {
        this.memory = memory;
        this.repository = repository;
        this.contacts = Contacts.over(repository);
        this.ada = create().id();
        this.grace = create().id();
    }

    public static void main(String[] arguments) throws Exception {
        Path file = Engine.SQLITE.in(Path.of(arguments[0]));
        try (FileChannel limit =
                FileChannel.open(Path.of(arguments[1]), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            LongBuffer memory = limit.map(FileChannel.MapMode.READ_WRITE, 0, NUMBERS * Long.BYTES)
                    .order(ByteOrder.nativeOrder())
                    .asLongBuffer();
            try (EmbeddedContactRepository repository = Engine.SQLITE.open(file)) {
                NativeMemoryWriter writer = new NativeMemoryWriter(memory, repository);
                writer.calls(false);
                writer.calls(true);
                if (!repository.verify().isEmpty()) {
                    say(WRONG + "verify");
                }
            }
            opens(memory, file);
        }
        say(DONE);
    }

    private void calls(boolean all) {
        starve("create", all, () -> {
            create();
            live++;
        });
        starve("patch", all, () -> contacts.patch(CALLER, grace, c -> c.lastName("Name" + calls)));
        starve("delete", all, () -> {
            contacts.delete(CALLER, newest());
            live--;
        });
        starve("a list of changes", all, () -> {
            repository.write(ORGANIZATION, Collections.nCopies(GROUP, insert()));
            live += GROUP;
        });
        starve("get", all, () -> contacts.get(CALLER, ada));
        starve(
                "search",
                all,
                () -> contacts.list(
                        CALLER, ContactQuery.of(ContactSearch.byName("ada")).limit(10)));
        starve(
                "sort",
                all,
                () -> contacts.list(
                        CALLER,
                        ContactQuery.page().sortBy(ContactFields.PHONE.asc()).limit(10)));
        starve("feed", all, () -> repository.changesSince(ORGANIZATION, ChangePosition.START, 10));
        starve("verify", all, repository::verify);
        starve("number", all, () -> repository.numberedIds("user").numberOf("id" + calls));
        starve("indexes", all, () -> {
            repository.useIndexes(Set.of(ContactIndex.LAST_NAME));
            repository.useIndexes(ContactIndex.defaults());
        });
    }

    /** Opens and closes the file without memory. What a kill would leave is there at the next open. */
    private static void opens(LongBuffer memory, Path file) {
        for (int allocation = 0; allocation < EACH; allocation++) {
            limit(memory, allocation, allocation % 2 == 1);
            try (EmbeddedContactRepository repository = Engine.SQLITE.open(file)) {
                repository.ends();
            } catch (Storage e) {
                complain("open", e);
            } catch (RuntimeException e) {
                say(WRONG + "open: " + e);
            }
            memory.put(IS_SHORT, 0);
        }
        try (EmbeddedContactRepository repository = Engine.SQLITE.open(file)) {
            if (!repository.verify().isEmpty()) {
                say(WRONG + "verify");
            }
        }
    }

    /** Makes a call until no allocation of it is left to fail. */
    private void starve(String name, boolean all, Runnable call) {
        int failures = 0;
        int allocation = 0;
        boolean isFed = false;
        while (!isFed && allocation < MOST) {
            calls++;
            limit(memory, allocation, all);
            boolean isUnknown = false;
            try {
                call.run();
            } catch (Storage e) {
                failures++;
                isUnknown = e.outcome() == Outcome.UNKNOWN;
                complain(name, e);
            } catch (RuntimeException e) {
                say(WRONG + name + ": " + e);
            }
            isFed = memory.get(FAILED) == 0;
            memory.put(IS_SHORT, 0);
            goOn(name, isUnknown);
            allocation += allocation < EACH ? 1 : SOME;
        }
        say(name + (all ? ", all allocations from one on: " : ", one allocation: ") + failures + " failures of "
                + allocation);
    }

    /** The next calls work, and nothing is half done. */
    private void goOn(String name, boolean isUnknown) {
        try {
            contacts.get(CALLER, ada);
            contacts.patch(CALLER, ada, c -> c.lastName("Name" + calls));
            long total =
                    contacts.list(CALLER, ContactQuery.page().limit(0)).total().orElseThrow();
            if (isUnknown) {
                live = total;
            } else if (total != live) {
                say(WRONG + name + ": " + total + " contacts in place of " + live);
                live = total;
            }
        } catch (RuntimeException e) {
            say(WRONG + "after " + name + ": " + e);
        }
    }

    private static void limit(LongBuffer memory, int succeed, boolean all) {
        memory.put(FAILED, 0);
        memory.put(ALL, all ? 1 : 0);
        memory.put(LEFT, succeed);
        memory.put(IS_SHORT, 1);
    }

    private static void complain(String name, Storage failure) {
        if (!failure.retryable() || !failure.sqlState().orElse("").equals("53200")) {
            say(WRONG + name + ": " + failure.getMessage());
        }
    }

    private Contact create() {
        return contacts.create(CALLER, c -> c.firstName("Ada").customField("A", TEXT));
    }

    private long newest() {
        return repository
                .list(
                        ORGANIZATION,
                        ContactQuery.page().sortBy(ContactFields.ID.desc()).limit(1))
                .contacts()
                .get(0)
                .id();
    }

    private static Change insert() {
        ContactDetails details =
                ContactDetails.builder().firstName("Ada").customField("A", TEXT).build();
        return new Change.Insert(new NewContact(details, null, Instant.ofEpochMilli(1)));
    }

    @SuppressWarnings("SystemOut")
    private static void say(String line) {
        System.out.println(line);
    }
}
