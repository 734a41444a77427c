package dev.contactbook.examples;

import static dev.contactbook.domain.ContactFields.CREATED_AT;

import dev.contactbook.api.BulkItem;
import dev.contactbook.api.Contacts;
import dev.contactbook.domain.AssociatedContact;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Company;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactPatch;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactSearch;
import dev.contactbook.domain.ContactsException;
import dev.contactbook.domain.Page;
import dev.contactbook.domain.User;
import dev.contactbook.jdbc.EmbeddedContactRepository;
import dev.contactbook.jdbc.JdbcContactRepository;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A host that stores contacts in an H2 file. It imports a CSV file, lists, searches, patches, deletes and restores.
 *
 * <p>Run it twice: the second run finds the contacts of the first. An argument names another CSV file.
 */
public final class Quickstart {
    private static final Caller ME = Caller.user(789).inOrganization(456);

    private final Contacts contacts;
    private final PrintStream out;

    private Quickstart(Contacts contacts, PrintStream out) {
        this.contacts = contacts;
        this.out = out;
    }

    /**
     * Runs the example.
     *
     * @param arguments optionally the path of a CSV file to import
     * @throws IOException if a file cannot be read
     */
    public static void main(String[] arguments) throws IOException {
        // UTF-8 on every platform, because names have accents.
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        List<ContactPatch> people;
        try (Reader source =
                arguments.length > 0 ? Files.newBufferedReader(Path.of(arguments[0])) : resource("contacts.csv")) {
            people = ContactsCsv.read(source);
        } catch (IOException | RuntimeException e) {
            out.println("Cannot read contacts from " + String.join(" ", arguments) + ": " + e);
            System.exit(1);
            return;
        }
        Path file = Path.of(System.getProperty("contactbook.quickstart.dir", "quickstart"), "contacts");
        try (EmbeddedContactRepository repository = JdbcContactRepository.open(file);
                Reader companies = resource("companies.csv")) {
            Contacts contacts = Contacts.builder(repository)
                    .directory(new ExampleDirectory()
                            .users(
                                    ME.organizationId(),
                                    ExampleDirectory.ADMIN,
                                    ExampleDirectory.GRACE,
                                    ExampleDirectory.SOREN)
                            .companies(ME.organizationId(), companies))
                    .build();
            out.println("Contacts are stored in " + file + ".mv.db");
            new Quickstart(contacts, out).run(people);
        }
    }

    private void run(List<ContactPatch> people) {
        load(people);
        listNewest();
        search("by name, accents or not", ContactSearch.byName("jose garcia"));
        search("by e-mail domain", ContactSearch.byEmail("@example.org"));
        search("by phone in the US", ContactSearch.byPhone("(555) 01", "US", "+1"));
        changeAndDelete();
        showErrors();
    }

    /** Creates the contacts of the file that the book does not have yet. */
    private void load(List<ContactPatch> people) {
        Set<List<String>> known = new HashSet<>();
        contacts.stream(ME, ContactQuery.page()).forEach(contact -> known.add(identity(contact.details())));
        title(known.isEmpty() ? "A new contact book" : "Found " + known.size() + " contacts of an earlier run");

        List<Integer> rows = IntStream.range(0, people.size())
                .filter(row -> known.add(identity(people.get(row).applyTo(ContactDetails.EMPTY))))
                .boxed()
                .toList();
        out.println("  " + people.size() + " rows read, " + rows.size() + " of them new");
        contacts.bulk()
                .onProgress(progress -> out.println("  " + progress.done() + " of " + rows.size() + " new rows done, "
                        + progress.stored() + " contacts created"))
                .each(
                        ME,
                        rows.stream().map(row -> BulkItem.create(people.get(row))),
                        result -> result.error()
                                .ifPresent(error -> showRejectedRow(rows.get((int) result.index()) + 1, error)));
    }

    private void showRejectedRow(int row, ContactsException error) {
        Object why = error instanceof ContactsException.Invalid invalid ? invalid.errors() : error.getMessage();
        out.println("  row " + row + " is rejected: " + why);
    }

    private void listNewest() {
        ContactQuery newest = ContactQuery.page().sortBy(CREATED_AT.desc()).limit(8);
        Page<AssociatedContact> page = contacts.associate(ME, contacts.list(ME, newest));
        title("The newest of " + page.total().orElseThrow() + " contacts, with owner and company");
        for (AssociatedContact row : page.data()) {
            out.printf("  %-28s %-24s %s%n", name(row.contact()), owner(row.owner()), company(row.company()));
        }
    }

    private void search(String how, ContactSearch search) {
        Page<Contact> page = contacts.search(ME, search.limit(4));
        title("Search " + how + ": " + page.total().orElseThrow() + " found, the best first");
        for (Contact contact : page.data()) {
            out.printf("  %-28s %-36s %s%n", name(contact), orDash(contact.email()), orDash(contact.phone()));
        }
    }

    private void changeAndDelete() {
        title("Create, patch, delete and restore");
        Contact ada = contacts.create(
                ME,
                contact -> contact.firstName("Ada")
                        .lastName("Lovelace")
                        .email("ada@example.com")
                        .company(101)
                        .customField("Industry", "Computing"));
        out.println("  created  " + describe(ada));
        Contact patched = contacts.patch(
                ME,
                ada.id(),
                contact -> contact.email("countess@example.com").customField("industry", "Analytical engines"));
        out.println("  patched  " + describe(patched));
        out.println("  deleted  " + describe(contacts.delete(ME, ada.id())));
        try {
            contacts.get(ME, ada.id());
        } catch (ContactsException.NotFound e) {
            out.println("  then     " + e.getMessage());
        }
        Page<Contact> trash = contacts.trash().list(ME, ContactQuery.page());
        out.println("  trash    " + trash.total().orElseThrow() + " deleted contact");
        out.println("  restored " + describe(contacts.trash().restore(ME, ada.id())));
    }

    private void showErrors() {
        title("Errors of invalid input");
        showErrors(
                "a contact with several mistakes",
                () -> contacts.create(
                        ME, contact -> contact.email("no-at-sign").phone("12").set("shoe_size", 38)));
        showErrors(
                "a company that the directory does not know",
                () -> contacts.create(ME, contact -> contact.firstName("Ada").company(999_999)));
        showErrors("a phone search without its country", () -> ContactSearch.byPhone("555", null, null));
    }

    private void showErrors(String what, Runnable attempt) {
        try {
            attempt.run();
        } catch (ContactsException.Invalid e) {
            out.println("  " + what + ": " + e.getMessage());
            e.errors().forEach((field, message) -> out.printf("    %-20s %s%n", field, message));
        }
    }

    /** Returns what identifies a person here, so that a file can be imported twice without duplicates. */
    private static List<String> identity(ContactDetails details) {
        return List.of(
                details.firstName(),
                String.valueOf(details.lastName()),
                String.valueOf(details.email()),
                String.valueOf(details.phone()));
    }

    private static String describe(Contact contact) {
        String custom = contact.customFields().asMap().entrySet().stream()
                .map(field -> field.getKey() + "=" + field.getValue().asText())
                .collect(Collectors.joining(", "));
        return name(contact) + " <" + contact.email() + "> " + custom + ", version " + contact.version();
    }

    private static String name(Contact contact) {
        return contact.lastName() == null ? contact.firstName() : contact.firstName() + " " + contact.lastName();
    }

    private static String owner(@Nullable User owner) {
        return owner == null ? "–" : owner.firstName() + " " + owner.lastName();
    }

    private static String company(@Nullable Company company) {
        return orDash(company == null ? null : company.name());
    }

    private static String orDash(@Nullable String text) {
        return text == null ? "–" : text;
    }

    private void title(String text) {
        out.println();
        out.println(text);
    }

    private static Reader resource(String name) {
        InputStream in = Objects.requireNonNull(Quickstart.class.getResourceAsStream(name), name);
        return new InputStreamReader(in, StandardCharsets.UTF_8);
    }
}
