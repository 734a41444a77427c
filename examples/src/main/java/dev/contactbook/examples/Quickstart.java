package dev.contactbook.examples;

import static dev.contactbook.domain.ContactFields.CREATED_AT;

import dev.contactbook.api.Contacts;
import dev.contactbook.api.Upserted;
import dev.contactbook.domain.AssociatedContact;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Company;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactSearch;
import dev.contactbook.domain.ContactsException;
import dev.contactbook.domain.Page;
import dev.contactbook.domain.UpsertBy;
import dev.contactbook.domain.User;
import dev.contactbook.interchange.ContactImport;
import dev.contactbook.interchange.ImportFormat;
import dev.contactbook.interchange.ImportOutcome;
import dev.contactbook.interchange.ImportTotals;
import dev.contactbook.interchange.InterchangeException;
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
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
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
        Path file = Path.of(System.getProperty("contactbook.quickstart.dir", "quickstart"), "contacts");
        try (InputStream people =
                        arguments.length > 0 ? Files.newInputStream(Path.of(arguments[0])) : resource("contacts.csv");
                EmbeddedContactRepository repository = JdbcContactRepository.open(file);
                Reader companies = new InputStreamReader(resource("companies.csv"), StandardCharsets.UTF_8)) {
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
        } catch (NoSuchFileException | InterchangeException e) {
            out.println("Cannot read contacts from " + String.join(" ", arguments) + ": " + e.getMessage());
            System.exit(1);
        }
    }

    private void run(InputStream people) throws IOException {
        load(people);
        listNewest();
        search("by name, accents or not", ContactSearch.byName("jose garcia"));
        search("by e-mail domain", ContactSearch.byEmail("@example.org"));
        search("by phone in the US", ContactSearch.byPhone("(555) 01", "US", "+1"));
        upsertDeleteAndRestore();
        showErrors();
    }

    /** Imports the contacts of the file. Those of an earlier run are found, and nothing is written for them. */
    private void load(InputStream people) throws IOException {
        long known = contacts.list(ME, ContactQuery.page().limit(0)).total().orElseThrow();
        title(known == 0 ? "A new contact book" : "Found " + known + " contacts of an earlier run");
        ImportTotals totals = ContactImport.of(contacts, ME)
                .format(ImportFormat.CSV)
                .onOutcome(this::showProblems)
                .onProgress(progress -> out.println("  " + progress.totals().read() + " rows read"))
                .run(people)
                .totals();
        out.println("  " + totals.created() + " new contacts, " + totals.updated() + " changed, " + totals.unchanged()
                + " known, " + totals.failed() + " rows rejected");
    }

    private void showProblems(ImportOutcome outcome) {
        outcome.problems()
                .forEach(problem ->
                        out.println("  line " + problem.line() + ", " + problem.field() + ": " + problem.message()));
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

    private void upsertDeleteAndRestore() {
        title("Upsert, patch, delete and restore");
        Upserted upserted = contacts.upsert(
                ME,
                contact -> contact.externalId("crm", "1815")
                        .firstName("Ada")
                        .lastName("Lovelace")
                        .email("ada@example.com")
                        .company(101)
                        .customField("Industry", "Computing"),
                UpsertBy.externalId("crm"));
        Contact ada = upserted.contact();
        out.println("  " + upserted.outcome().name().toLowerCase(Locale.ROOT) + "  " + describe(ada));
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

    private static InputStream resource(String name) {
        return Objects.requireNonNull(Quickstart.class.getResourceAsStream(name), name);
    }
}
