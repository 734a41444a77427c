package dev.contactbook.interchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Files of real programs, which are not part of this project: the folder that {@code contactbook.corpus} names, with an
 * {@code INDEX.md} that says how many records each has. Runs with the profile {@code corpus} only.
 */
class CorpusCheck {
    private static final Path CORPUS = Path.of(System.getProperty("contactbook.corpus", "corpus"));
    private static final Pattern ENTRY = Pattern.compile("(?m)^\\| `([^`]+\\.(?:vcf|csv))` \\| (\\d+) \\|");

    /** What a file needs that cannot be found out. */
    private static final Map<String, UnaryOperator<ContactImport>> OPTIONS = Map.of(
            "thunderbird-mixed-separators.csv",
            in -> in.columns(List.of("first_name", "last_name", "full_name", "nickname", "email")));

    /**
     * Files whose contacts are fewer than their records, by the rules: nothing to name a contact by (8.12), a card that
     * is cut (8.9), a group (8.7), the same person twice (8.17), another separator in each row.
     */
    private static final Map<String, Integer> CONTACTS = Map.of(
            "android-custom.vcf", 0,
            "cropped.vcf", 0,
            "end-missing.vcf", 0,
            "linkedin-connections.csv", 2,
            "missing-end.vcf", 3,
            "rfc6350-set.vcf", 6,
            "three-mini.vcf", 0,
            "thunderbird-mixed-separators.csv", 3,
            "version-4.vcf", 0);

    @Test
    void each_file_has_the_records_of_the_index() throws IOException {
        Map<String, Integer> index = index();
        List<String> differences = new ArrayList<>();
        long expected = 0;
        long records = 0;
        long rescued = 0;
        int same = 0;
        for (Map.Entry<String, Integer> entry : index.entrySet()) {
            Imports imports = imported(entry.getKey());
            long found = imports.outcomes.stream()
                    .filter(outcome -> outcome.problems().stream().noneMatch(CorpusCheck::isNoRecord))
                    .count();
            long contacts = imports.all().size();
            assertThat(contacts)
                    .as(entry.getKey() + " " + failures(imports))
                    .isEqualTo(CONTACTS.getOrDefault(entry.getKey(), entry.getValue())
                            .longValue());
            expected += entry.getValue();
            records += found;
            rescued += contacts;
            same += contacts == entry.getValue() ? 1 : 0;
            if (contacts != entry.getValue() || found != entry.getValue()) {
                differences.add(entry.getKey() + ": index " + entry.getValue() + ", records " + found + ", contacts "
                        + contacts + " " + failures(imports));
            }
        }
        System.out.printf(
                "%d files, %d as the index says. Index %d, records %d, contacts %d%n%s%n",
                index.size(), same, expected, records, rescued, String.join("\n", differences));
        assertThat(records).isGreaterThanOrEqualTo(expected);
    }

    @Test
    void each_file_imported_again_changes_nothing() throws IOException {
        for (String file : index().keySet()) {
            Imports imports = imported(file);
            List<Contact> before = imports.all();

            importInto(imports, file);

            assertThat(imports.all()).as(file).isEqualTo(before);
        }
    }

    @Test
    void each_file_exported_and_imported_gives_the_same_contacts() throws IOException {
        for (String file : index().keySet()) {
            for (ExportFormat format : ExportFormat.values()) {
                Imports from = imported(file);
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                ContactExport.of(from.contacts, from.me)
                        .format(format)
                        .withIds()
                        .write(out);
                Imports into = new Imports();
                into.run(out.toString(StandardCharsets.UTF_8));

                assertThat(details(into)).as(file + " as " + format).isEqualTo(details(from));
            }
        }
    }

    private static List<ContactDetails> details(Imports imports) {
        return imports.all().stream().map(Contact::details).toList();
    }

    private static boolean isNoRecord(ImportProblem problem) {
        return List.of("NOT_A_ROW", "NOT_A_CARD").contains(problem.code());
    }

    private static List<String> failures(Imports imports) {
        return imports.outcomes.stream()
                .filter(outcome -> outcome.contactId().isEmpty())
                .flatMap(outcome -> outcome.problems().stream())
                .map(problem -> problem.code() + "@" + problem.line())
                .toList();
    }

    private static Imports imported(String file) throws IOException {
        Imports imports = new Imports();
        importInto(imports, file);
        return imports;
    }

    private static void importInto(Imports imports, String file) throws IOException {
        String folder = file.endsWith(".vcf") ? "vcard" : "csv";
        try {
            imports.run(Files.readAllBytes(CORPUS.resolve(folder).resolve(file)), OPTIONS.getOrDefault(file, in -> in));
        } catch (InterchangeException e) {
            imports.outcomes.clear();
        }
    }

    private static Map<String, Integer> index() throws IOException {
        Map<String, Integer> index = new TreeMap<>();
        Matcher entry = ENTRY.matcher(Files.readString(CORPUS.resolve("INDEX.md")));
        while (entry.find()) {
            index.put(entry.group(1), Integer.valueOf(entry.group(2)));
        }
        return index;
    }
}
