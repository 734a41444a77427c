package dev.contactbook.interchange;

import static dev.contactbook.interchange.Imports.totals;
import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.domain.Contact;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The import that wrote a file of failures reads it again. */
class FailureFileTest {
    private static final Charset SHIFT_JIS = Charset.forName("Shift_JIS");

    private final Imports imports = new Imports();

    /** Fails a file, mends what it says by a replacement, and imports it by the same settings. */
    private String mend(String file, Charset charset, UnaryOperator<ContactImport> options) {
        ByteArrayOutputStream failures = new ByteArrayOutputStream();
        UnaryOperator<ContactImport> all = in -> options.apply(in.strict()).failuresTo(failures);
        ImportReport failed = imports.run(file.getBytes(charset), all);
        assertThat(failed.totals().failed()).isEqualTo(failed.totals().read());
        String written = failures.toString(charset);
        ImportReport mended = imports.run(written.replace("nope", "y@x.org").getBytes(charset), all);
        assertThat(mended.totals()).as(written).isEqualTo(totals(failed.totals().failed(), 0, 0, 0, 0));
        return written;
    }

    @ParameterizedTest
    @ValueSource(strings = {"Shift_JIS", "UTF-16", "UTF-16LE", "UTF-8"})
    @Tag("8.44")
    void a_file_of_a_named_charset_is_written_in_it(String name) {
        Charset charset = Charset.forName(name);

        mend("first_name,email\n山田,nope\n太郎,nope\n", charset, in -> in.charset(charset));

        assertThat(imports.all()).extracting(Contact::firstName).containsExactly("山田", "太郎");
    }

    @Test
    @Tag("8.44")
    void cards_of_a_named_charset_are_written_in_it() {
        mend(
                "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:山田\r\nEMAIL:nope\r\nEND:VCARD\r\n",
                SHIFT_JIS,
                in -> in.charset(SHIFT_JIS));

        assertThat(imports.only().firstName()).isEqualTo("山田");
    }

    @Test
    @Tag("8.44")
    void named_columns_are_the_header_and_the_same_import_knows_it() {
        String written = mend(
                "Ada,secret,0221 5550100,nope\n",
                StandardCharsets.UTF_8,
                in -> in.columns(List.of("first_name", "ignore", "phone.mobile", "email")));

        assertThat(written).startsWith("first_name,ignore,phone.mobile,email,import_problem\r\nAda,");
        assertThat(imports.only().phone()).isEqualTo("0221 5550100");
        assertThat(imports.only().customFields().isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"^", "#", "~"})
    @Tag("8.44")
    void an_odd_separator_is_named_again(String separator) {
        String file = "sep=^\nfirst_name^email\nAda^nope\n".replace("^", separator);

        assertThat(mend(file, StandardCharsets.UTF_8, in -> in)).startsWith("sep=" + separator + "\r\n");
        mend(
                file.substring(file.indexOf('\n') + 1).replace("Ada", "Bo"),
                StandardCharsets.UTF_8,
                in -> in.separator(separator.charAt(0)));

        assertThat(imports.all()).extracting(Contact::firstName).containsExactly("Ada", "Bo");
    }

    @Test
    @Tag("8.44")
    void a_file_of_one_column_and_mapped_headers_are_found_again() {
        mend("Email\nnope\n", StandardCharsets.UTF_8, in -> in);
        mend(
                "KUNDE;Post\nBo;nope\n",
                StandardCharsets.UTF_8,
                in -> in.mapping(Map.of("Kunde", "first_name", "post", "email")));

        assertThat(imports.all()).extracting(Contact::email).containsExactly("y@x.org", "y@x.org");
    }

    @Test
    @Tag("8.44")
    void a_file_of_the_most_columns_has_one_more_for_the_reasons() {
        String many = ",x".repeat(ContactImport.MAX_COLUMNS - 2);

        mend(
                "first_name,email" + ",c".repeat(ContactImport.MAX_COLUMNS - 2) + "\nAda,nope" + many.replace("x", "")
                        + "\n",
                StandardCharsets.UTF_8,
                in -> in);

        assertThat(imports.only().email()).isEqualTo("y@x.org");
    }

    @Test
    @Tag("8.44")
    void what_fails_again_has_its_new_reason_only_and_lines_that_are_no_rows_stay() {
        String first = failures("first_name,email\nAda,nope\nBo,\"open\nCy,x,one more,\n");
        String second = failures(first);

        assertThat(second).isEqualTo(first);
        assertThat(first)
                .isEqualTo("first_name,email,import_problem\r\nAda,nope,VALUE_INVALID email\r\n"
                        + ",,\"CELL_QUOTES: Bo,\"\"open\"\r\nCy,x,TOO_MANY_CELLS,one more,\r\n");
    }

    private String failures(String file) {
        ByteArrayOutputStream failures = new ByteArrayOutputStream();
        imports.run(file, in -> in.strict().failuresTo(failures));
        return failures.toString(StandardCharsets.UTF_8);
    }
}
