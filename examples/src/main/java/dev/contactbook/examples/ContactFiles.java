package dev.contactbook.examples;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.interchange.ContactExport;
import dev.contactbook.interchange.ContactImport;
import dev.contactbook.interchange.ExportFormat;
import dev.contactbook.interchange.ImportOutcome;
import dev.contactbook.interchange.ImportProblem;
import dev.contactbook.interchange.ImportReport;
import dev.contactbook.interchange.ImportTotals;
import dev.contactbook.interchange.InterchangeException;
import dev.contactbook.jdbc.EmbeddedContactRepository;
import dev.contactbook.jdbc.JdbcContactRepository;
import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A command line: {@code plan FILE}, {@code import FILE} and {@code export FILE}, over the quickstart's database file.
 * It returns 0 if all went well, 1 if a record failed, and 2 if it cannot work at all.
 */
public final class ContactFiles {
    private static final Caller ME = Caller.user(789).inOrganization(456);
    private static final int SHOWN = 50;
    private static final int BAR = 40;

    private final Contacts contacts;
    private final PrintStream out;
    private int shown;

    /**
     * Creates a command line.
     *
     * @param contacts the contacts
     * @param out where it prints
     */
    public ContactFiles(Contacts contacts, PrintStream out) {
        this.contacts = contacts;
        this.out = out;
    }

    /**
     * Runs the command line.
     *
     * @param arguments a command and a file
     * @throws IOException if the database file cannot be opened
     */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        Path file = Path.of(System.getProperty("contactbook.quickstart.dir", "quickstart"), "contacts");
        int result;
        try (EmbeddedContactRepository repository = JdbcContactRepository.open(file)) {
            result = new ContactFiles(Contacts.over(repository), out).run(arguments);
        }
        System.exit(result);
    }

    /**
     * Runs one command.
     *
     * @param arguments a command and a file
     * @return 0, 1 or 2
     */
    public int run(String... arguments) {
        String command = arguments.length == 2 ? arguments[0] : "";
        try {
            return switch (command) {
                case "plan", "import" -> read(Path.of(arguments[1]), command.equals("import"));
                case "export" -> write(Path.of(arguments[1]));
                default -> {
                    out.println("Usage: plan FILE | import FILE | export FILE (.csv or .vcf)");
                    yield 2;
                }
            };
        } catch (InterchangeException e) {
            out.println(e.code() + ": " + e.getMessage());
        } catch (IOException e) {
            out.println("Cannot read or write the file: " + e.getMessage());
        }
        return 2;
    }

    private int read(Path file, boolean isWriting) throws IOException {
        long size = Math.max(1, Files.size(file));
        ContactImport importer = ContactImport.of(contacts, ME)
                .onOutcome(this::show)
                .onProgress(progress -> show(progress.bytes(), size, progress.totals()));
        ImportReport report;
        try (InputStream input = new BufferedInputStream(Files.newInputStream(file))) {
            report = isWriting ? importer.run(input) : importer.plan(input);
        }
        out.println(report.format() + " in " + report.charset()
                + (report.separator().isEmpty() ? "" : ", separator '" + report.separator() + "'"));
        report.columns().forEach((column, meaning) -> out.printf("  %-30s %s%n", column, meaning));
        ImportTotals totals = report.totals();
        out.printf(
                "%d records: %d %s, %d changed, %d unchanged, %d skipped, %d failed%n",
                totals.read(),
                totals.created(),
                isWriting ? "new" : "would be new",
                totals.updated(),
                totals.unchanged(),
                totals.skipped(),
                totals.failed());
        report.problems().forEach((code, count) -> out.printf("  %6d × %s%n", count, code));
        return totals.failed() == 0 ? 0 : 1;
    }

    /** One line for each problem, as long as they are few. */
    private void show(ImportOutcome outcome) {
        for (ImportProblem problem : outcome.problems()) {
            if (shown++ < SHOWN) {
                out.printf(
                        "  line %-6d %-9s %-14s %s %s%n",
                        problem.line(),
                        outcome.kind().name().toLowerCase(Locale.ROOT),
                        problem.field(),
                        problem.message(),
                        problem.excerpt().isEmpty() ? "" : "(" + problem.excerpt() + ")");
            }
        }
    }

    private void show(long bytes, long size, ImportTotals totals) {
        int filled = (int) Math.min(BAR, BAR * bytes / size);
        out.println("[" + "#".repeat(filled) + ".".repeat(BAR - filled) + "] " + totals.read() + " records");
    }

    private int write(Path file) throws IOException {
        boolean isCards = file.toString().toLowerCase(Locale.ROOT).endsWith(".vcf");
        try (OutputStream output = Files.newOutputStream(file)) {
            long written = ContactExport.of(contacts, ME)
                    .format(isCards ? ExportFormat.VCARD_4_0 : ExportFormat.CSV)
                    .write(output);
            out.println(written + " contacts are in " + file);
        }
        return 0;
    }
}
