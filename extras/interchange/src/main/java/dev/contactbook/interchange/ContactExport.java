package dev.contactbook.interchange;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.interchange.csv.CellGuard;
import dev.contactbook.interchange.csv.CsvContacts;
import dev.contactbook.interchange.vcard.VCardContacts;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * Writes the contacts that a caller may see as CSV or vCards (contract §8). An import of the file into an empty
 * organization gives equal contacts, but for ids, times, versions, and the ids of owners and companies.
 *
 * <pre>{@code ContactExport.of(contacts, me).format(ExportFormat.VCARD_4_0).write(file);}</pre>
 *
 * <p>Contacts are streamed in pages, so any number of them takes constant memory. CSV reads them twice, because its
 * header comes first. Immutable and thread-safe: each method returns a new export. No argument may be null.
 */
public final class ContactExport {
    private static final int STEP = 1_000;

    private final Contacts contacts;
    private final Caller caller;
    private final ContactQuery query;
    private final ExportFormat format;
    private final FormulaGuard guard;
    private final boolean withIds;
    private final LongConsumer progress;

    private ContactExport(
            Contacts contacts,
            Caller caller,
            ContactQuery query,
            ExportFormat format,
            FormulaGuard guard,
            boolean withIds,
            LongConsumer progress) {
        this.contacts = Objects.requireNonNull(contacts, "contacts");
        this.caller = Objects.requireNonNull(caller, "caller");
        this.query = Objects.requireNonNull(query, "query");
        this.format = Objects.requireNonNull(format, "format");
        this.guard = Objects.requireNonNull(guard, "guard");
        this.withIds = withIds;
        this.progress = Objects.requireNonNull(progress, "progress");
    }

    /**
     * Starts to configure an export of all contacts as CSV, by id.
     *
     * @param contacts the contacts
     * @param caller who exports, and the organization
     * @return a new export
     */
    public static ContactExport of(Contacts contacts, Caller caller) {
        return new ContactExport(
                contacts,
                caller,
                ContactQuery.page(),
                ExportFormat.CSV,
                FormulaGuard.PLAIN_PHONES,
                false,
                written -> {});
    }

    /**
     * The same for the contacts of a query.
     *
     * @param query which contacts, in which order. Its limit is ignored
     * @return a new export
     */
    public ContactExport query(ContactQuery query) {
        return new ContactExport(contacts, caller, query, format, guard, withIds, progress);
    }

    /**
     * The same in a format.
     *
     * @param format the format of the file
     * @return a new export
     */
    public ContactExport format(ExportFormat format) {
        return new ContactExport(contacts, caller, query, format, guard, withIds, progress);
    }

    /**
     * The same with another guard of CSV cells. An import removes the apostrophes of each guard. So a file without a
     * guard loses apostrophes of its own before formulas.
     *
     * @param guard which cells get an apostrophe
     * @return a new export
     */
    public ContactExport guard(FormulaGuard guard) {
        return new ContactExport(contacts, caller, query, format, guard, withIds, progress);
    }

    /**
     * The same with the ids of owners and companies, which mean something to this host only.
     *
     * @return a new export
     */
    public ContactExport withIds() {
        return new ContactExport(contacts, caller, query, format, guard, true, progress);
    }

    /**
     * The same with a progress report after each 1,000 contacts and at the end.
     *
     * @param progress gets how many contacts are written, in the caller's thread. An exception ends the export
     * @return a new export
     */
    public ContactExport onProgress(LongConsumer progress) {
        return new ContactExport(contacts, caller, query, format, guard, withIds, progress);
    }

    /**
     * Writes the contacts.
     *
     * @param output where they go. It is flushed, not closed
     * @return how many contacts were written
     * @throws IOException if the stream fails
     * @throws dev.contactbook.domain.ContactsException if the caller may not list contacts, the query is invalid, or
     *     the store fails
     */
    public long write(OutputStream output) throws IOException {
        OutputStream buffered = new BufferedOutputStream(Objects.requireNonNull(output, "output"));
        if (format == ExportFormat.CSV) {
            CsvContacts csv = new CsvContacts(CellGuard.valueOf(guard.name()), withIds);
            try (Stream<Contact> all = contacts.stream(caller, query)) {
                all.forEach(csv::meet);
            }
            buffered.write(csv.header().getBytes(StandardCharsets.UTF_8));
            return write(buffered, csv::row);
        }
        String version = format == ExportFormat.VCARD_3_0 ? "3.0" : "4.0";
        return write(buffered, new VCardContacts(version, withIds)::card);
    }

    private long write(OutputStream output, Function<Contact, String> text) throws IOException {
        long written = 0;
        try (Stream<Contact> all = contacts.stream(caller, query)) {
            Iterator<Contact> each = all.iterator();
            while (each.hasNext()) {
                output.write(text.apply(each.next()).getBytes(StandardCharsets.UTF_8));
                written++;
                if (written % STEP == 0) {
                    progress.accept(written);
                }
            }
        }
        output.flush();
        if (written % STEP != 0 || written == 0) {
            progress.accept(written);
        }
        return written;
    }
}
