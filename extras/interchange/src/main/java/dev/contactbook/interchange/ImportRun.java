package dev.contactbook.interchange;

import dev.contactbook.api.BulkContacts;
import dev.contactbook.api.BulkItem;
import dev.contactbook.api.BulkResult;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactPatch;
import dev.contactbook.domain.ContactsException;
import dev.contactbook.domain.Violation;
import dev.contactbook.interchange.ImportOutcome.Kind;
import dev.contactbook.interchange.core.Bounds;
import dev.contactbook.interchange.core.Card;
import dev.contactbook.interchange.core.Code;
import dev.contactbook.interchange.core.DetailsMapper;
import dev.contactbook.interchange.core.InputRecord;
import dev.contactbook.interchange.core.Problem;
import dev.contactbook.interchange.core.RecordReader;
import dev.contactbook.interchange.core.SeenKeys;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One plan or run: reads a chunk of records, decides what each becomes, writes them, and reports. */
final class ImportRun {
    private final ImportSettings settings;
    private final boolean isWriting;
    private final DetailsMapper mapper;
    private final RecordIdentity identity;
    private final SeenKeys seen = new SeenKeys(ThreadLocalRandom.current().nextLong());
    private final RecordDigest digest = new RecordDigest();
    private final Map<String, Long> problems = new TreeMap<>();
    private ImportTotals totals = ImportTotals.NONE;

    /** Contacts from here on were created by this run. No record is matched with them, as in a plan. */
    private long firstCreated = Long.MAX_VALUE;

    private @Nullable FailureFile failures;
    private @Nullable InputRecord ahead;

    ImportRun(ImportSettings settings, boolean isWriting) {
        this.settings = settings;
        this.isWriting = isWriting;
        this.mapper = new DetailsMapper(
                settings.source, settings.companies, settings.countryIso, settings.countryCode, settings.dayFirst);
        this.identity = identity(settings);
    }

    private static RecordIdentity identity(ImportSettings settings) {
        RecordIdentity content = new ContentIdentity(settings.contacts, settings.caller, settings.byEmailAlone);
        String source = settings.source;
        return source == null ? content : new SourceIdentity(settings.contacts, settings.caller, source, content);
    }

    ImportReport process(InputStream input, @Nullable ImportToken from) throws IOException {
        OpenInput opened = OpenInput.open(input, settings);
        RecordReader records = opened.records();
        OutputStream output = settings.failures;
        boolean isBytes = opened.format() == ImportFormat.VCARD; // cards are kept with one character for each byte
        failures = output == null ? null : new FailureFile(output, records, isBytes, settings.charset);
        digest.add(records.columns());
        if (from != null) {
            skip(records, from);
        }
        long bytes = records.bytes();
        long lines = records.lines();
        boolean isCancelled = false;
        while (!isCancelled && hasMore(records)) {
            isCancelled = settings.cancelled.getAsBoolean();
            if (!isCancelled) {
                List<Item> chunk = next(records, BulkContacts.CHUNK);
                decide(chunk);
                if (isWriting) {
                    write(chunk);
                }
                report(records, chunk);
                bytes = records.bytes();
                lines = records.lines();
            }
        }
        return new ImportReport(
                opened.format(),
                records.charset(),
                records.separator(),
                records.columns(),
                totals,
                Map.copyOf(problems),
                isCancelled ? bytes : records.bytes(),
                isCancelled ? lines : records.lines(),
                isCancelled,
                token());
    }

    /** One record on its way. */
    private static final class Item {
        private final InputRecord record;
        private final List<Problem> problems = new ArrayList<>();
        private @Nullable ContactDetails details;
        private @Nullable ContactPatch patch;
        private long contactId;
        private Kind kind = Kind.FAILED;

        private Item(InputRecord record) {
            this.record = record;
            problems.addAll(record.problems());
        }

        private void fail(Code code, String field, String excerpt) {
            kind = Kind.FAILED;
            details = null;
            problems.add(Problem.of(record.line(), field, code, excerpt));
        }
    }

    /** Reads over the records before a token. Which contacts they are is looked up, so that none is taken twice. */
    private void skip(RecordReader records, ImportToken from) throws IOException {
        long left = from.totals().read();
        while (left > 0) {
            List<Item> chunk = next(records, (int) Math.min(BulkContacts.CHUNK, left));
            if (chunk.isEmpty()) {
                throw otherFile();
            }
            decide(chunk);
            left -= chunk.size();
        }
        if (!digest.asText().equals(from.digest())) {
            throw otherFile();
        }
        totals = from.totals();
        problems.putAll(from.problems());
    }

    private static InterchangeException otherFile() {
        return new InterchangeException("OTHER_FILE", "The token belongs to another file or to other columns");
    }

    /** Reads one record ahead, so that an import that is done is not cancelled. */
    private boolean hasMore(RecordReader records) throws IOException {
        ahead = ahead == null ? records.next() : ahead;
        return ahead != null;
    }

    private List<Item> next(RecordReader records, int most) throws IOException {
        List<Item> chunk = new ArrayList<>();
        int weight = 0;
        while (chunk.size() < most && weight < Bounds.CHUNK) {
            InputRecord record = ahead == null ? records.next() : ahead;
            ahead = null;
            if (record == null) {
                break;
            }
            digest.add(record);
            Item item = new Item(record);
            map(item);
            weight += record.weight() + InputRecord.WEIGHT_OF_PART * item.problems.size();
            chunk.add(item);
        }
        return chunk;
    }

    /** Turns a record into details that break no rule. */
    private void map(Item item) {
        InputRecord record = item.record;
        Card card = record.card();
        if (card == null) {
            item.kind = record.kind() == InputRecord.Kind.SKIPPED ? Kind.SKIPPED : Kind.FAILED;
            return;
        }
        DetailsMapper.Mapped mapped = mapper.map(card, record.line());
        item.problems.addAll(mapped.problems());
        boolean isRefused = settings.isStrict && item.problems.stream().anyMatch(ImportRun::isLeftOut);
        for (Violation violation : mapped.violations()) {
            item.problems.add(new Problem(record.line(), violation.field(), Code.INVALID, violation.message(), ""));
        }
        item.details = isRefused || !mapped.violations().isEmpty() ? null : mapped.details();
    }

    private static boolean isLeftOut(Problem problem) {
        return problem.code() == Code.VALUE_INVALID
                || problem.code() == Code.PHONE_SCIENTIFIC
                || problem.code() == Code.TOO_MANY_VALUES;
    }

    private void decide(List<Item> chunk) {
        List<ContactDetails> wanted = chunk.stream()
                .map(item -> item.details)
                .flatMap(Stream::ofNullable)
                .toList();
        RecordIdentity.Candidates candidates = identity.candidates(wanted, firstCreated);
        for (Item item : chunk) {
            ContactDetails details = item.details;
            if (details != null && isFirst(item, details)) {
                decide(item, details, candidates.of(details));
            }
        }
    }

    /** Fails a record that is the same person, or the same contact, as an earlier one of the file. */
    private boolean isFirst(Item item, ContactDetails details) {
        for (String key : identity.keys(details)) {
            long line = seen.line(key);
            if (line > 0) {
                item.fail(Code.REPEATED, "", "line " + line);
                return false;
            }
        }
        note(item, details);
        return true;
    }

    /** The key of a contact that a record of this file is. No other record is it. */
    private static String taken(long contactId) {
        return "c" + contactId;
    }

    private void note(Item item, ContactDetails details) {
        identity.allKeys(details).forEach(key -> seen.add(key, item.record.line()));
    }

    private void decide(Item item, ContactDetails details, List<Contact> found) {
        List<Contact> known = found.stream()
                .filter(contact -> seen.line(taken(contact.id())) == 0)
                .toList();
        if (known.isEmpty()) {
            item.kind = Kind.CREATED;
            return;
        }
        List<Merge> merges = known.stream()
                .map(contact -> new Merge(contact, details, settings.sourceWins, item.record.line()))
                .toList();
        Merge same = merges.stream().filter(Merge::changesNothing).findFirst().orElse(null);
        if (same == null && merges.size() > 1) {
            item.fail(
                    Code.AMBIGUOUS,
                    "",
                    "contacts " + known.stream().map(Contact::id).toList());
            return;
        }
        Merge merge = same == null ? merges.get(0) : same;
        seen.add(taken(merge.contactId()), item.record.line());
        note(item, merge.before());
        note(item, merge.after());
        item.contactId = merge.contactId();
        item.problems.addAll(merge.problems());
        item.patch = merge.changesNothing() ? null : merge.patch();
        item.kind = merge.changesNothing() ? Kind.UNCHANGED : Kind.UPDATED;
    }

    private void write(List<Item> chunk) {
        List<Item> written = chunk.stream()
                .filter(item -> item.kind == Kind.CREATED || item.kind == Kind.UPDATED)
                .toList();
        List<BulkResult> results = new ArrayList<>();
        settings.contacts.bulk().each(settings.caller, written.stream().map(ImportRun::command), results::add);
        for (int i = 0; i < results.size(); i++) {
            finish(written.get(i), results.get(i));
        }
    }

    private static BulkItem command(Item item) {
        ContactPatch patch = item.patch;
        ContactDetails details = item.details;
        if (patch != null) {
            return BulkItem.patch(item.contactId, patch);
        } else if (details == null) {
            throw new IllegalStateException("A record without details is not written");
        }
        return BulkItem.create(values(details));
    }

    private static ContactPatch values(ContactDetails details) {
        return ContactPatch.of(values -> values.firstName(details.firstName())
                .lastName(details.lastName())
                .email(details.email())
                .phone(details.phone())
                .phoneCountryCode(details.phoneCountryCode())
                .phoneCountryIso(details.phoneCountryIso())
                .otherEmails(details.otherEmails())
                .otherPhones(details.otherPhones())
                .owner(details.ownedByUserId())
                .company(details.companyId())
                .channelWhatsappWaId(details.channelWhatsappWaId())
                .channelInstagramUserId(details.channelInstagramUserId())
                .avatarUrl(details.avatarUrl())
                .externalIds(details.externalIds())
                .replaceCustomFields(details.customFields()));
    }

    private void finish(Item item, BulkResult result) {
        ContactsException error = result.error().orElse(null);
        Contact contact = result.contact().orElse(null);
        if (error instanceof ContactsException.Invalid invalid) {
            invalid.violations()
                    .forEach(violation -> item.problems.add(
                            new Problem(item.record.line(), violation.field(), Code.INVALID, violation.message(), "")));
            item.kind = Kind.FAILED;
        } else if (error instanceof ContactsException.Duplicate duplicate) {
            String field = duplicate.clashes().stream()
                    .map(ContactsException.Duplicate.Clash::field)
                    .findFirst()
                    .orElse("");
            item.fail(Code.DUPLICATE, field, "");
        } else if (error != null) {
            item.fail(code(error), "", "");
        } else if (contact != null) {
            item.contactId = contact.id();
            firstCreated = item.kind == Kind.CREATED ? Math.min(firstCreated, contact.id()) : firstCreated;
        }
    }

    private static Code code(ContactsException error) {
        return switch (error.reason()) {
            case FORBIDDEN -> Code.FORBIDDEN;
            case STORAGE -> Code.STORAGE;
            default -> Code.CONFLICT;
        };
    }

    private void report(RecordReader records, List<Item> chunk) throws IOException {
        for (Item item : chunk) {
            totals = totals.plus(item.kind);
            item.problems.forEach(problem -> problems.merge(problem.code().name(), 1L, Long::sum));
            FailureFile file = failures;
            if (item.kind == Kind.FAILED && file != null) {
                file.add(item.record, item.problems);
            }
            boolean hasContact = item.contactId > 0 && item.kind != Kind.FAILED;
            settings.outcomes.accept(new ImportOutcome(
                    totals.read(),
                    item.record.line(),
                    item.kind,
                    hasContact ? OptionalLong.of(item.contactId) : OptionalLong.empty(),
                    item.problems.stream().map(ImportProblem::of).toList()));
        }
        settings.progress.accept(new ImportProgress(records.bytes(), records.lines(), totals, token()));
    }

    private String token() {
        return new ImportToken(totals, problems, digest.asText()).asText();
    }
}
