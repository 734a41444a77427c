package dev.contactbook.interchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Mutated files: no exception but the documented one, and totals that add up. */
class FuzzTest {
    /** Replays a run: -Dcontactbook.seed=… */
    private static final long SEED = Long.getLong("contactbook.seed", System.nanoTime());

    /** The whole run: -Dcontactbook.interchange.fuzz=100000. */
    private static final int FILES = Integer.getInteger("contactbook.interchange.fuzz", 1_500);

    private static final List<String> CARDS = List.of(
            "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Gr=C3=B6;J=C3=BC=\r\nr;;;\r\n"
                    + "TEL;CELL;PREF:+49 1511 0000001\r\nPHOTO;ENCODING=BASE64:iVBOR\r\n w0KG\r\n\r\nEND:VCARD\r\n",
            "BEGIN:VCARD\nVERSION:4.0\nFN:Ada\nitem1.EMAIL;TYPE=\"home,pref\":a@x.org\nitem1.X-ABLabel:_$!<Own>!$_\n"
                    + "AGENT:\nBEGIN:VCARD\nFN:Inner\nEND:VCARD\nNOTE:a\\, b\\n\n c ü\nEND:VCARD\n");
    private static final List<String> ROWS = List.of(
            "Vorname;Nachname;E-Mail;Telefon;Notizen\r\nJürgen;Größe;a@x.org;+49 1511 0000001;\"Zeile 1\r\nZeile \"\"2\"\"\"\r\n"
                    + "Bo;;b@x.org;;\r\nCy;\"Nord; Süd\";;0221 5550100;'=1\r\n",
            "sep=,\nFirst Name,Last Name,E-mail 1 - Value,Group Membership\nAda,Lovelace,a@x.org ::: b@x.org,* myContacts\n");

    @Test
    @Tag("8.7")
    @Tag("8.8")
    void a_mutated_file_has_one_outcome_for_each_record() {
        Random random = new Random(SEED);
        for (int i = 0; i < FILES; i++) {
            byte[] file = mutated(random);
            check(file, "file " + i + " of seed " + SEED + ": " + new String(file, StandardCharsets.ISO_8859_1));
        }
    }

    private static void check(byte[] file, String description) {
        Imports imports = new Imports();
        ImportReport report;
        try {
            report = imports.run(file, in -> in);
        } catch (InterchangeException e) {
            return;
        } catch (RuntimeException e) {
            throw new AssertionError(description, e);
        }
        ImportTotals totals = report.totals();
        assertThat(totals.created() + totals.updated() + totals.unchanged() + totals.skipped() + totals.failed())
                .as(description)
                .isEqualTo(totals.read())
                .isEqualTo(imports.outcomes.size());
        assertThat(imports.all()).as(description).hasSize((int) totals.created());
        assertThat(imports.outcomes)
                .as(description)
                .filteredOn(outcome -> outcome.kind() == ImportOutcome.Kind.FAILED)
                .allSatisfy(outcome -> assertThat(outcome.problems()).isNotEmpty());
    }

    private static byte[] mutated(Random random) {
        List<String> seeds = random.nextBoolean() ? CARDS : ROWS;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            String seed = seeds.get(random.nextInt(seeds.size()));
            out.writeBytes(
                    seed.getBytes(random.nextInt(4) == 0 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8));
        }
        byte[] file = out.toByteArray();
        for (int i = random.nextInt(6); i > 0 && file.length > 2; i--) {
            file = mutated(file, random);
        }
        return file;
    }

    private static byte[] mutated(byte[] file, Random random) {
        int at = random.nextInt(file.length);
        int length = 1 + random.nextInt(Math.min(40, file.length));
        byte[] copy = file.clone();
        switch (random.nextInt(6)) {
            case 0 -> copy[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> copy[at] = (byte) "\"\r\n;,:= \u0000=\\'\t".charAt(random.nextInt(13));
            case 2 -> copy = Arrays.copyOf(file, at + 1);
            case 3 -> copy = joined(file, 0, at, Math.min(file.length, at + length), file.length);
            case 4 -> copy = joined(file, 0, Math.min(file.length, at + length), at, file.length);
            default ->
                copy = new String(file, StandardCharsets.ISO_8859_1)
                        .replaceFirst("\r?\n", "")
                        .getBytes(random.nextInt(9) == 0 ? StandardCharsets.UTF_16LE : StandardCharsets.ISO_8859_1);
        }
        return copy;
    }

    private static byte[] joined(byte[] file, int from, int to, int fromAgain, int toAgain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(file, from, to - from);
        out.write(file, fromAgain, toAgain - fromAgain);
        return out.toByteArray();
    }
}
