package dev.contactbook.interchange;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.ContactKey;
import dev.contactbook.domain.ExternalId;
import dev.contactbook.interchange.core.Bounds;
import dev.contactbook.interchange.core.Refusal;
import dev.contactbook.interchange.csv.Meanings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads contacts from CSV files and vCards (contract §8). A plan shows what a run would do and writes nothing. Each
 * record has exactly one outcome, and a broken record costs itself alone.
 *
 * <pre>{@code
 * ContactImport in = ContactImport.of(contacts, me);
 * ImportReport report = in.run(file);
 * }</pre>
 *
 * <p>Files of any length are read once, in chunks of 1,000 records or of 4 MiB. Apart from a chunk, about 16 bytes for
 * each e-mail and phone are held, to find the same person twice. Streams are not closed. An exception of a stream
 * reaches the caller, and what is stored stays stored.
 *
 * <p>Immutable: each method returns a new import. Thread-safe, if the functions given to it are. No argument may be
 * null unless said.
 */
public final class ContactImport {
    /** The most bytes of a card: 8 MiB. A larger one fails alone. */
    public static final int MAX_CARD_BYTES = Bounds.CARD;

    /** The most properties of a card: 2,000. */
    public static final int MAX_CARD_LINES = Bounds.CARD_LINES;

    /** The most bytes of a property, pictures and other binaries aside: 128 KiB. */
    public static final int MAX_LINE_BYTES = Bounds.CONTENT_LINE;

    /** The most cards within cards: 3. */
    public static final int MAX_NESTING = Bounds.NESTING;

    /** The most characters of a CSV row: 1 MiB. It may have line breaks, up to 20,000 lines. */
    public static final int MAX_ROW_LENGTH = Bounds.ROW;

    /** The most characters of a cell: 128 KiB. */
    public static final int MAX_CELL_LENGTH = Bounds.CELL;

    /** The most columns of a CSV file: 512. */
    public static final int MAX_COLUMNS = Bounds.COLUMNS;

    private final ImportSettings settings;

    private ContactImport(ImportSettings settings) {
        this.settings = settings;
    }

    /**
     * Starts to configure an import.
     *
     * @param contacts where the contacts go
     * @param caller who imports, and the organization
     * @return a new import
     */
    public static ContactImport of(Contacts contacts, Caller caller) {
        return new ContactImport(new ImportSettings(
                Objects.requireNonNull(contacts, "contacts"), Objects.requireNonNull(caller, "caller")));
    }

    private ContactImport with(Consumer<ImportSettings> change) {
        ImportSettings copy = settings.copy();
        change.accept(copy);
        return new ContactImport(copy);
    }

    /**
     * The same for files of one source, whose ids are kept as external ids of its name: {@code UID} of vCards, and
     * columns of ids. A record with an id is found by it, also where name and e-mails have changed.
     *
     * @param name the name of the source, for example {@code crm}: 1 to 50 characters
     * @return a new import
     * @throws dev.contactbook.domain.ContactsException.Invalid if the name breaks a rule
     */
    public ContactImport source(String name) {
        ContactKey.externalId(name, "id"); // checks the name
        return with(copy -> copy.source = new ExternalId(name, "").source());
    }

    /**
     * The same for a format. Without it, the first 64 KiB decide.
     *
     * @param format the format of the files
     * @return a new import
     */
    public ContactImport format(ImportFormat format) {
        Objects.requireNonNull(format, "format");
        return with(copy -> copy.format = format);
    }

    /**
     * The same for a charset. Without it, a byte order mark decides, then zero bytes, and then the file is UTF-8.
     *
     * @param charset the charset of the files
     * @return a new import
     */
    public ContactImport charset(Charset charset) {
        Objects.requireNonNull(charset, "charset");
        return with(copy -> copy.charset = charset);
    }

    /**
     * The same with a charset for bytes that are not UTF-8. Without it, this is windows-1252.
     *
     * @param charset the charset of older files
     * @return a new import
     */
    public ContactImport fallback(Charset charset) {
        Objects.requireNonNull(charset, "charset");
        return with(copy -> copy.fallback = charset);
    }

    /**
     * The same for CSV with a separator. Without it, the first rows decide.
     *
     * @param separator the separator of cells
     * @return a new import
     */
    public ContactImport separator(char separator) {
        return with(copy -> copy.separator = separator);
    }

    /**
     * The same for CSV without a header. Meanings are those of {@link #mapping}.
     *
     * @param meanings the meaning of each column in its order, {@code ignore} to leave it out
     * @return a new import
     * @throws InterchangeException with {@code MEANING}, if a text is none
     */
    public ContactImport columns(List<String> meanings) {
        List<String> columns = List.copyOf(meanings);
        columns.stream().filter(text -> !text.isBlank()).forEach(ContactImport::meaning);
        return with(copy -> copy.columns = columns);
    }

    /**
     * The same with meanings of CSV headers, which come before those that the library knows. A meaning is
     * {@code first_name}, {@code last_name}, {@code full_name}, {@code email}, {@code phone}, {@code phone.mobile},
     * {@code company}, {@code note}, {@code birthday} and so on, {@code ignore}, or {@code custom_fields_by_name.} with
     * a name. A header that the library knows names its meaning.
     *
     * @param meanings meanings by header, in any case
     * @return a new import
     * @throws InterchangeException with {@code MEANING}, if a text is none. The message has the nearest one
     */
    public ContactImport mapping(Map<String, String> meanings) {
        Map<String, String> mapping = meanings.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> meaning(entry.getValue())));
        return with(copy -> copy.mapping = mapping);
    }

    private static String meaning(String text) {
        try {
            return Meanings.of(text.strip());
        } catch (Refusal e) {
            throw new InterchangeException(e.code(), String.valueOf(e.getMessage()));
        }
    }

    /**
     * The same with a country for phones that do not begin with {@code +} or {@code 00}. Without it, they have none.
     *
     * @param iso the country, {@code DE}
     * @param callingCode its calling code, {@code +49}
     * @return a new import
     */
    public ContactImport phoneCountry(String iso, String callingCode) {
        Objects.requireNonNull(iso, "iso");
        Objects.requireNonNull(callingCode, "callingCode");
        return with(copy -> {
            copy.countryIso = iso;
            copy.countryCode = callingCode;
        });
    }

    /**
     * The same with an order for dates such as 1/2/2000. Without it, they stay as typed.
     *
     * @param isDayFirst true for the first of February
     * @return a new import
     */
    public ContactImport dayFirst(boolean isDayFirst) {
        return with(copy -> copy.dayFirst = isDayFirst);
    }

    /**
     * The same with the host's companies. A name that is found becomes {@code company_id}, others the custom field
     * Company.
     *
     * @param ids the id of a company by its name, empty if it is unknown. An exception ends the import
     * @return a new import
     */
    public ContactImport companies(Function<? super String, Optional<Long>> ids) {
        Objects.requireNonNull(ids, "ids");
        return with(copy -> copy.companies = name -> ids.apply(name).orElse(null));
    }

    /**
     * The same, where an e-mail alone says which contact a record is. Without it, the name has to be the same too,
     * because families and offices share an e-mail.
     *
     * @return a new import
     */
    public ContactImport matchByEmail() {
        return with(copy -> copy.byEmailAlone = true);
    }

    /**
     * The same, where a value of the file replaces another value of the contact. Without it, the contact's value stays,
     * and the outcome has the problem {@code KEPT_LOCAL}. A blank never clears.
     *
     * @return a new import
     */
    public ContactImport sourceWins() {
        return with(copy -> copy.sourceWins = true);
    }

    /**
     * The same, where a value that breaks a rule fails its record. Without it, the value is left out and reported.
     *
     * @return a new import
     */
    public ContactImport strict() {
        return with(copy -> copy.isStrict = true);
    }

    /**
     * The same with the outcome of each record in the order of the file.
     *
     * @param outcomes gets them after each chunk, in the caller's thread. An exception ends the import
     * @return a new import
     */
    public ContactImport onOutcome(Consumer<? super ImportOutcome> outcomes) {
        Objects.requireNonNull(outcomes, "outcomes");
        return with(copy -> copy.outcomes = outcomes);
    }

    /**
     * The same with a progress report after each chunk.
     *
     * @param progress gets it in the caller's thread. An exception ends the import
     * @return a new import
     */
    public ContactImport onProgress(Consumer<? super ImportProgress> progress) {
        Objects.requireNonNull(progress, "progress");
        return with(copy -> copy.progress = progress);
    }

    /**
     * The same until it is cancelled, which is checked before each chunk. What is stored stays stored.
     *
     * @param cancelled whether to stop
     * @return a new import
     */
    public ContactImport cancelWhen(BooleanSupplier cancelled) {
        Objects.requireNonNull(cancelled, "cancelled");
        return with(copy -> copy.cancelled = cancelled);
    }

    /**
     * The same with a file of the failed records: of the same format, with the reason, ready to be mended and imported.
     *
     * @param failures where it goes. It is flushed, not closed, and stays empty if nothing fails
     * @return a new import
     */
    public ContactImport failuresTo(OutputStream failures) {
        Objects.requireNonNull(failures, "failures");
        return with(copy -> copy.failures = failures);
    }

    /**
     * Finds out what {@link #run} would do, by the same code, and writes nothing. The store is read. What only a write
     * can find is missing: a refusal of the policy or directory, a failure of the store.
     *
     * @param input a file, read once and not closed
     * @return the outcomes, and the format, charset, separator and columns
     * @throws InterchangeException if the file is neither CSV nor vCard, or has no header
     * @throws IOException if the stream fails
     * @throws dev.contactbook.domain.ContactsException if the caller may not read contacts, or the store fails
     */
    public ImportReport plan(InputStream input) throws IOException {
        return new ImportRun(settings, false).process(input, null);
    }

    /**
     * Imports a file. Records that a contact already has change nothing, so the same file can be imported again.
     *
     * @param input a file, read once and not closed
     * @return the outcomes, and the format, charset, separator and columns
     * @throws InterchangeException if the file is neither CSV nor vCard, or has no header
     * @throws IOException if the stream fails
     * @throws dev.contactbook.domain.ContactsException if the caller may not read or create contacts, or the store
     *     fails while it is read
     */
    public ImportReport run(InputStream input) throws IOException {
        return new ImportRun(settings, true).process(input, null);
    }

    /**
     * Continues an import that was cancelled or crashed. Records until the token are read again and not written.
     *
     * @param input the same file from its start
     * @param token the token of the last progress or report
     * @return the outcomes of all records, those before the token included
     * @throws InterchangeException if it is another file, or not a token
     * @throws IOException if the stream fails
     * @throws dev.contactbook.domain.ContactsException as {@link #run} does
     */
    public ImportReport resume(InputStream input, String token) throws IOException {
        return new ImportRun(settings, true).process(input, ImportToken.of(token));
    }
}
