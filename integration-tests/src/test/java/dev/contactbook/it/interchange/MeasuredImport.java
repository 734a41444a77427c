package dev.contactbook.it.interchange;

import dev.contactbook.api.BulkItem;
import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactPatch;
import dev.contactbook.domain.UpsertBy;
import dev.contactbook.interchange.ContactExport;
import dev.contactbook.interchange.ContactImport;
import dev.contactbook.interchange.ExportFormat;
import dev.contactbook.interchange.ImportFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A process that creates and upserts contacts in bulk, imports the same ones from a file that exists only while it is
 * read, and exports them, each in an organization of its own, and prints how many a second. Arguments: the store, the
 * format, and how many.
 */
final class MeasuredImport {
    private static final int ROWS_OF_A_BUFFER = 500;

    private final Contacts contacts;
    private final ImportFormat format;
    private final int count;

    private MeasuredImport(Contacts contacts, ImportFormat format, int count) {
        this.contacts = contacts;
        this.format = format;
        this.count = count;
    }

    public static void main(String[] arguments) throws IOException {
        try (ImportTarget target = ImportTarget.open(arguments[0])) {
            new MeasuredImport(
                            Contacts.over(target.repository()),
                            ImportFormat.valueOf(arguments[1]),
                            Integer.parseInt(arguments[2]))
                    .run();
        }
    }

    @SuppressWarnings("SystemOut")
    private void run() throws IOException {
        double create = perSecond(() -> bulk(1, row -> BulkItem.create(details -> fill(details, row))));
        UpsertBy key = UpsertBy.externalId("file");
        double upsert = perSecond(() -> bulk(
                2,
                row -> BulkItem.upsert(
                        ContactPatch.of(details -> {
                            fill(details, row);
                            details.externalId("file", Integer.toString(row));
                        }),
                        key)));
        double imported = perSecond(() -> require(ContactImport.of(contacts, caller(3))
                        .format(format)
                        .run(file())
                        .totals()
                        .created()
                == count));
        double again = perSecond(() -> require(ContactImport.of(contacts, caller(3))
                        .format(format)
                        .run(file())
                        .totals()
                        .unchanged()
                == count));
        ExportFormat written = format == ImportFormat.CSV ? ExportFormat.CSV : ExportFormat.VCARD_4_0;
        double exported = perSecond(() -> require(
                ContactExport.of(contacts, caller(3)).format(written).write(OutputStream.nullOutputStream()) == count));
        System.out.printf(
                "%s, %d records, heap %d MiB, each second: import %.0f, bulk create %.0f (import %.2f of it),"
                        + " bulk upsert %.0f (%.2f), import again %.0f, export %.0f%n",
                format,
                count,
                Runtime.getRuntime().maxMemory() >> 20,
                imported,
                create,
                imported / create,
                upsert,
                imported / upsert,
                again,
                exported);
    }

    private static Caller caller(long organization) {
        return Caller.user(789).inOrganization(organization);
    }

    private void bulk(long organization, IntFunction<BulkItem> item) {
        contacts.bulk()
                .each(
                        caller(organization),
                        IntStream.range(0, count).mapToObj(item),
                        result -> require(result.contact().isPresent()));
    }

    private static void require(boolean isRight) {
        if (!isRight) {
            throw new IllegalStateException("Not all records are contacts");
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private double perSecond(Work work) throws IOException {
        long start = System.nanoTime();
        work.run();
        return count * (double) TimeUnit.SECONDS.toNanos(1) / (System.nanoTime() - start);
    }

    private static void fill(ContactDetails.Builder details, int row) {
        details.firstName(first(row))
                .lastName(last(row))
                .email(email(row))
                .phone(phone(row))
                .phoneCountryCode("+49")
                .customField("Company", company(row))
                .customField("Note", note(row));
    }

    private static String first(int row) {
        return "Vorname" + row % 4_001;
    }

    private static String last(int row) {
        return "Größe" + row % 9_001;
    }

    private static String email(int row) {
        return "person" + row + "@example.org";
    }

    private static String phone(int row) {
        return "+49 1511 " + (1_000_000 + row);
    }

    private static String company(int row) {
        return "Werk " + row % 501;
    }

    private static String note(int row) {
        return "Zeile 1, Zeile 2; " + row % 77;
    }

    private static String csv(int row) {
        return first(row) + "," + last(row) + "," + email(row) + "," + phone(row) + "," + company(row) + ",\""
                + note(row) + "\"\r\n";
    }

    private static String card(int row) {
        return "BEGIN:VCARD\r\nVERSION:3.0\r\nN:" + last(row) + ";" + first(row) + ";;;\r\nFN:" + first(row) + " "
                + last(row) + "\r\nEMAIL;TYPE=INTERNET:" + email(row) + "\r\nTEL;TYPE=CELL:" + phone(row) + "\r\nORG:"
                + company(row) + "\r\nNOTE:" + note(row).replace(",", "\\,").replace(";", "\\;")
                + "\r\nEND:VCARD\r\n";
    }

    private InputStream file() {
        boolean isCsv = format == ImportFormat.CSV;
        Stream<String> head = Stream.of(isCsv ? "First Name,Last Name,E-mail,Phone,Company,Note\r\n" : "");
        Iterator<String> parts = Stream.concat(
                        head,
                        IntStream.rangeClosed(0, (count - 1) / ROWS_OF_A_BUFFER)
                                .mapToObj(part -> part(part * ROWS_OF_A_BUFFER, isCsv)))
                .iterator();
        return new SequenceInputStream(new Enumeration<>() {
            @Override
            public boolean hasMoreElements() {
                return parts.hasNext();
            }

            @Override
            public InputStream nextElement() {
                return new ByteArrayInputStream(parts.next().getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    private String part(int from, boolean isCsv) {
        StringBuilder rows = new StringBuilder();
        for (int row = from; row < Math.min(count, from + ROWS_OF_A_BUFFER); row++) {
            rows.append(isCsv ? csv(row) : card(row));
        }
        return rows.toString();
    }
}
