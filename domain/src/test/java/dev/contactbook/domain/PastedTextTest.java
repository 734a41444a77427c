package dev.contactbook.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract §2: what is stored of a text that was pasted. {@code <200B>} is a code point that cannot be seen. */
class PastedTextTest {
    private static final int VERY_LONG = 1_000_000;

    @ParameterizedTest
    @ValueSource(
            strings = {"<200B>", "<2800>", " <FEFF> <00A0><00AD>", "<3164>", "<E0041>", "<200D><FE0F>", "<115F>\t"})
    @Tag("2.30")
    void a_text_of_nothing_to_see_is_no_value(String typed) {
        ContactDetails details = Samples.details(c -> {
            ContactFields.writable().stream()
                    .filter(TextField.class::isInstance)
                    .forEach(field -> c.set(field.name(), text(typed)));
            c.customField("text", text(typed)).customField("list", List.of(text(typed), " "));
        });

        assertThat(details).isEqualTo(ContactDetails.EMPTY);
        assertThat(details.violations())
                .extracting(Violation::field, Violation::message)
                .containsExactly(tuple("first_name", "First name is required"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<200E>Ben",
                "Jo<200B>se",
                "<0639><0644><06CC><200C><0631><0636><0627>",
                "<1F469><200D><1F52C>",
                "<2764><FE0F>",
                "x<200B>",
                "<0915><094D><200D><0937>"
            })
    @Tag("2.30")
    void names_and_custom_texts_keep_what_cannot_be_seen_beside_what_can(String typed) {
        ContactDetails details = Samples.details(
                c -> c.firstName(text(typed)).lastName(text(typed)).customField("n", text(typed)));

        assertThat(details.firstName()).isEqualTo(text(typed));
        assertThat(details.lastName()).isEqualTo(text(typed));
        assertThat(details.customFields().get("n")).contains(CustomValue.of(text(typed)));
        assertThat(details.violations()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Industry<200B>, Industry",
        "'<FEFF> Shoe Size <2060>', Shoe Size",
        "In<00AD>dustry, INDUSTRY",
        "Gro<0308>ße, Größe",
        "Größe, GRO<0308>SSE?",
        "<1112><1161><11AB>, <D55C>",
        "A<030A>, å",
        "<212B>, <00E5>",
    })
    @Tag("2.18")
    @Tag("2.19")
    void a_custom_name_is_found_without_what_cannot_be_seen_and_in_any_composition(String stored, String asked) {
        boolean same = !asked.endsWith("?");
        ContactDetails details = Samples.details(c -> c.firstName("x").customField(text(stored), 1));
        Contact contact = Samples.contact(1, c -> c.customField(text(stored), 1));
        Filter filter = ContactFields.custom(text(asked)).is(1);

        assertThat(details.customFields().get(text(asked)).isPresent()).isEqualTo(same);
        for (int time = 1; time <= 3; time++) {
            assertThat(ContactQuery.page().where(filter).matches(contact)).isEqualTo(same);
        }
        assertThat(ContactPatch.of(c -> c.customField(text(asked), null))
                        .applyTo(details)
                        .customFields()
                        .isEmpty())
                .isEqualTo(same);
        assertThat(Samples.details(c -> c.replaceCustomFields(details.customFields())))
                .isEqualTo(Samples.details(c -> c.customField(text(stored), 1)));
    }

    @Test
    @Tag("2.18")
    @Tag("2.19")
    void a_custom_name_keeps_the_composition_of_its_first_write() {
        ContactDetails stored = Samples.details(c -> c.customField("Gro\u0308ße\u200B", 1));

        ContactDetails after = stored.toBuilder().customField("GRÖßE", 2).build();

        assertThat(after.customFields().asMap()).containsOnlyKeys("Gro\u0308ße");
        assertThat(CustomFields.of(Map.of("Tag\u200Bs ", 1)).asMap()).containsOnlyKeys("Tags");
    }

    @Test
    @Tag("2.20")
    void names_of_one_input_that_look_alike_are_a_mistake() {
        Map<String, Object> names = new LinkedHashMap<>();
        names.put("Größe", 1);
        names.put("gro\u0308ße", 2);
        names.put("Gr\u200Böße", 3);

        assertThat(ContactPatch.of(c -> c.customFields(names)).violations())
                .extracting(Violation::code)
                .containsExactly("custom_name_unique", "custom_name_unique");
        assertThat(ContactPatch.of(c -> c.customField("Größe", 1).customField("gro\u0308ße", 2))
                        .violations())
                .extracting(Violation::code)
                .containsExactly("custom_name_unique");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<200B>$a", "<FEFF>__proto__", "__pro<2060>to__", "<200B>"})
    @Tag("2.18")
    void what_cannot_be_seen_hides_no_name_that_is_refused(String name) {
        assertThat(Samples.details(c -> c.firstName("x").customField(text(name), 1))
                        .violations())
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "<202A>+49 30 23125101<202C>, +49 30 23125101",
        "030<00A0>23125101, 030 23125101",
        "030<202F>231<2009>251<3000>01, 030 231 251 01",
        "'030\t23125101', 030 23125101",
        "030<2013>2312<2011>51<2212>01, 030-2312-51-01",
        "03<30FC>1234<FF0D>5678, 03-1234-5678",
        "<FF0B><FF14><FF19><3000><FF13><FF10>1, +49 301",
        "<FF08>03<FF09>12<FF0E>3, (03)12.3",
        "<0660><0663><0660> <0662><0663>, 030 23",
        "<06F0><06F9><06F1><06F2>, 0912",
        "<0966><0967><0968><0969>, 0123",
        "<1D7CE><1D7CF><1D7D0>, 012",
        "030 2312<00AD>5101, 030 23125101",
        "555 010 9876 ext 12, 555 010 9876 x12",
        "'555 010 9876, ext. 12', 555 010 9876 x12",
        "555 010 9876 Extension 007, 555 010 9876 x007",
        "555 010 9876 extn: 12, 555 010 9876 x12",
        "555 010 9876EXT12, 555 010 9876 x12",
        "555 010 9876 X12, 555 010 9876 x12",
        "555-010-9876;ext=12, 555-010-9876 x12",
        "555<00A0>010 9876 ext.<00A0><0661><0662>, 555 010 9876 x12",
        "tel:+1-555-010-9876, +1-555-010-9876",
        "TEL: 555 0100, 555 0100",
        "tel://+1-555-0100, +1-555-0100",
        "555 0100 ext=12, 555 0100 x12",
        "555 0100 Ext #12, 555 0100 x12",
        "555 0100 ext-12, 555 0100 x12",
        "<200E>tel:+1-555-010-9876;ext=12, +1-555-010-9876 x12",
    })
    @Tag("2.31")
    void a_phone_loses_what_comes_along_when_it_is_pasted(String typed, String stored) {
        ContactDetails details =
                Samples.details(c -> c.firstName("x").phone(text(typed)).phone(text(typed)));

        assertThat(details.phone()).isEqualTo(stored);
        assertThat(details.violations()).isEmpty();
        assertThat(Samples.details(c -> c.firstName("x").phone(stored))).isEqualTo(details);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(555) 010-9876",
                "+1 (555) 0100 x7",
                "5550100x7",
                "555 0100 ;x7",
                "555  0100",
                "++555",
                "555,,,100#",
                "*123#",
                "+49 (0)30 / 23125101"
            })
    @Tag("2.9")
    @Tag("2.31")
    void a_phone_of_digits_and_signs_stays_as_typed(String phone) {
        ContactDetails details = Samples.details(c -> c.firstName("x").phone(phone));

        assertThat(details.phone()).isSameAs(phone);
        assertThat(details.violations()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12",
                "<200B>12",
                "tel:12",
                "tel:",
                "12 ext 345",
                "ext 123",
                "555 0100 ext",
                "555 0100 ext 1 2a",
                "555 0100 next",
                "ext 12 555 0100",
                "fax:555 0100",
                "555 0100 tel:",
                "tel:tel:5550100",
                "555<000A>0100",
                "555<2028>0100",
                "555<0000>0100",
                "555<00B2>0100",
                "<2460><2461><2462>",
                "555-CALL",
                "555~0100",
                "ada@example.com"
            })
    @Tag("2.8")
    @Tag("2.31")
    void what_is_no_phone_stays_one_that_is_refused(String typed) {
        ContactDetails details = Samples.details(c -> c.firstName("x").phone(text(typed)));

        assertThat(details.violations()).extracting(Violation::code).contains("phone_format");
        assertThat(details.toBuilder().build()).isEqualTo(details);
    }

    @Test
    @Tag("2.5")
    @Tag("2.31")
    void the_length_of_a_phone_is_counted_after_cleaning() {
        String number = "1".repeat(29);

        assertThat(violations(c -> c.phone("tel:\u202A\u200E" + number + ";ext=1")))
                .isEmpty();
        assertThat(violations(c -> c.phone("tel:" + number + ";ext=12")))
                .extracting(Violation::code)
                .containsExactly("text_length");
    }

    @ParameterizedTest
    @CsvSource({
        "0044, +44",
        "00 44, +44",
        "+0044, +44",
        "001, +1",
        "1-684, +1684",
        "+1 684, +1684",
        "+1(684), +1684",
        "+1(284), +1284",
        "1<2013>684, +1684",
        "(+44), +44",
        "+(44), +44",
        "+ 44, +44",
        "00(49), +49",
        "<FF0B><FF14><FF14>, +44",
        "<202A>+49<202C>, +49",
        "<0661>, +1",
        "+1.242, +1242",
        "+44 (0), +44",
        "0049(0), +49",
        "<00A0>7, +7",
    })
    @Tag("2.10")
    @Tag("2.32")
    void a_country_code_is_stored_as_plus_and_digits_and_searched_for_likewise(String typed, String code) {
        ContactDetails details = Samples.details(c -> c.firstName("x").phoneCountryCode(text(typed)));

        assertThat(details.phoneCountryCode()).isEqualTo(code);
        assertThat(details.violations()).isEmpty();
        assertThat(ContactSearch.byPhone("555", "US", text(typed))).isEqualTo(ContactSearch.byPhone("555", "US", code));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "00",
                "000",
                "+0",
                "+00",
                "+",
                "044",
                "+01",
                "12345",
                "0012345",
                "++1",
                "(0)",
                "+(0)",
                "1+",
                "+1+",
                "1a",
                "1/684",
                "1,2",
                "-",
                "()",
                "<00B9>",
                "+<00B2>",
                "1<000A>2"
            })
    @Tag("2.10")
    @Tag("2.32")
    void what_is_no_country_code_is_refused_with_what_is_one(String typed) {
        assertThat(violations(c -> c.phoneCountryCode(text(typed))))
                .extracting(Violation::message)
                .contains("Invalid phone country code: + and 1 to 4 digits, the first not 0");
    }

    @ParameterizedTest
    @CsvSource({"UK, GB", "uk, GB", "' Uk<200B>', GB", "G<200B>B, GB", "GB, GB", "UA, UA", "us, US"})
    @Tag("2.10")
    @Tag("2.32")
    void the_united_kingdom_has_one_code_and_is_searched_for_likewise(String typed, String iso) {
        ContactDetails details = Samples.details(c -> c.firstName("x").phoneCountryIso(text(typed)));

        assertThat(details.phoneCountryIso()).isEqualTo(iso);
        assertThat(details.violations()).isEmpty();
        assertThat(ContactSearch.byPhone("555", text(typed), "+44"))
                .isEqualTo(ContactSearch.byPhone("555", iso, "+44"));
    }

    @ParameterizedTest
    @CsvSource({
        "ada@example.com<200B>, ada@example.com",
        "<FEFF>a<00AD>da@exam<2060>ple.com, ada@example.com",
        "<ada@example.com>, ada@example.com",
        "Ada <ada@example.com>, ada@example.com",
        "'Lund, Ada <ada@example.com>', ada@example.com",
        "'\"Lund, Ada <x>\" < ada@example.com >', ada@example.com",
        "Ada<ada@example.com>, ada@example.com",
        "ADA@example.com <ada@example.com>, ada@example.com",
        "'\"ada@x.org\" <ada@example.com>;', ada@example.com",
        "mailto:ada@example.com, ada@example.com",
        "MAILTO:ada@example.com?subject=Hi%20there&cc=x@y.z, ada@example.com",
        "mailto:ada%2Bx+y@example.com, ada+x+y@example.com",
        "mailto:j%C3%B6rg@example.com, jörg@example.com",
        "ada@example.com<mailto:ada@example.com>, ada@example.com",
        "Ada <mailto:ada@example.com?subject=x>, ada@example.com",
        "'ada@example.com,', ada@example.com",
        "'ada@example.com; ', ada@example.com",
        "'ada@example.com ,;', ada@example.com",
        "'\"a <b> c\"@example.com,', '\"a <b> c\"@example.com'",
        "'\"Ada \\\" L\" <ada@example.com>', ada@example.com",
        "Ada Lund (ada@example.com), ada@example.com",
        "ada@example.com (Ada Lund), ada@example.com",
        "[ada@example.com], ada@example.com",
        "[ada@example.com](Ada Lund), ada@example.com",
        "[ada@example.com](mailto:example.com), ada@example.com",
        "Ada [mailto:ada@example.com], ada@example.com",
        "ada@example.com [mailto:ada@example.com], ada@example.com",
        "[ada@example.com](mailto:ada@example.com), ada@example.com",
        "[Ada Lund](mailto:ada@example.com?subject=x), ada@example.com",
        "'(ada@example.com),', ada@example.com",
        "\uFF41\uFF44\uFF41\uFF20\uFF45\uFF58\uFF0E\uFF43\uFF4F, ada@ex.co",
        "\u5C71\u7530\uFF1Cyamada\uFF20example\u3002jp\uFF1E, yamada@example.jp",
        "ada@\u4F8B\u5B50\u3002\u4E2D\u56FD, ada@\u4F8B\u5B50.\u4E2D\u56FD",
    })
    @Tag("2.33")
    void an_address_is_taken_out_of_what_is_pasted_with_it(String typed, String stored) {
        ContactDetails details = Samples.details(c -> c.firstName("x").email(text(typed)));

        assertThat(details.email()).isEqualTo(stored);
        assertThat(details.violations()).isEmpty();
        assertThat(details.toBuilder().build()).isEqualTo(details);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada@example.com",
                "o'neil+tag%x=1@sub.example.co.uk",
                "\"ada lovelace\"@example.com",
                "\"a@b\"@example.com",
                "\"a\\\"b,;:<>()\"@example.com",
                "\"..\"@example.com",
                "jörg@münchen.example",
                "-@a-b.c--d.x1",
                "{a|b}/c@ex_mple.com",
                "mailto@example.com",
                "a%40b@example.com",
                "\u4E2D\u6587@\u4F8B\u5B50.\u4E2D\u56FD"
            })
    @Tag("2.7")
    @Tag("2.33")
    void an_address_alone_stays_as_typed(String email) {
        ContactDetails details = Samples.details(c -> c.firstName("x").email(email));

        assertThat(details.email()).isSameAs(email);
        assertThat(details.violations()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a<b@example.com",
                "a>b@example.com",
                "a(b)@example.com",
                "a,b@example.com",
                "a;b@example.com",
                "a:b@example.com",
                "a b@example.com",
                "a\"b@example.com",
                "\"ab@example.com",
                "\"a\"b@example.com",
                "\"a\\\"@example.com",
                "\"ada@example.com\"",
                "a@exam ple.com",
                "a@example.com:25",
                "a@(x)example.com",
                "a@ex,ample.com",
                "a@ex\"a.com",
                ".a@example.com",
                "a.@example.com",
                "a..b@example.com",
                "a@-example.com",
                "a@example-.com",
                "a@x.-example.com",
                "a@example.com-",
                "a@example..com",
                "a@example",
                "a@.com",
                "a@b@example.com",
                "@example.com",
                "a@",
                "<>",
                "<",
                ">",
                "Ada <>",
                "Ada <ada>",
                "<ada@example.com",
                "ada@example.com>",
                "<a@b.c> <d@e.f>",
                "a@b.c <d@e.f>",
                "a@b.c, Ada <d@e.f>",
                "a@b.c, d@e.f",
                "a@b.c; d@e.f;",
                "<a@b.c> x",
                "<<a@b.c>>",
                "Ada \" <a@b.c>",
                "mailto:",
                "mailto:?subject=a@b.c",
                "mailto:mailto:a@b.c",
                "mailto:a@b.c,d@e.f",
                "mailto:a%0A@b.c",
                "smtp:a@b.c",
                ",a@b.c",
                ",",
                "a@b.c<000A>x",
                "a@b.c (d@e.f)",
                "[a@b.c](mailto:d@e.f)",
                "(a@b.c) x",
                "Ada ()",
                "a@b.c <Ada>",
                "a@b..",
                ".",
                "a<FF20>b@c.d e",
                "a@b<3002>",
                "<FF20>b.c"
            })
    @Tag("2.7")
    @Tag("2.33")
    void what_is_no_address_is_refused(String typed) {
        ContactDetails details = Samples.details(c -> c.firstName("x").email(text(typed)));

        assertThat(details.violations())
                .extracting(Violation::field, Violation::message)
                .contains(tuple("email", "Invalid email format"));
        assertThat(details.toBuilder().build()).isEqualTo(details);
    }

    @ParameterizedTest
    @CsvSource({
        "first_name, a<0000>b, 'Must not contain control characters or lone surrogates, found U+0000'",
        "last_name, a<009F>, 'Must not contain control characters or lone surrogates, found U+009F'",
        "avatar_url, /a<D800>b, 'Must not contain control characters or lone surrogates, found U+D800'",
        "phone, 555<000A>0100, 'PHONE, found U+000A'",
        "phone, 555<2028>0100<0000>, 'PHONE, found U+2028'",
        "phone, 555<FFF9>0100, 'PHONE, found U+FFF9'",
        "phone, 5<00E9>50100, PHONE",
        "phone, 12<200B>, PHONE",
        "email, a<0000>b@example.com, Invalid email format",
    })
    @Tag("2.34")
    void a_message_names_the_character_that_cannot_be_seen(String field, String typed, String message) {
        String phone = ContactRule.PHONE_FORMAT.message();

        assertThat(violations(c -> c.set(field, text(typed))).get(0))
                .extracting(Violation::field, Violation::message)
                .containsExactly(field, message.replace("PHONE", phone));
    }

    @Test
    @Tag("2.34")
    void so_do_the_messages_of_custom_fields() {
        String inText = "Must not contain control characters or lone surrogates, found U+001F";
        String inName = "A name must have 1 to 100 characters, without control characters, found U+0009";

        assertThat(violations(c -> c.customField("a", "x\u001F")
                        .customField("b", List.of("x", "\u001F"))
                        .customField("c\td", 1)
                        .customField("", 1)))
                .extracting(Violation::message)
                .containsExactly(
                        "A name must have 1 to 100 characters, without control characters", inName, inText, inText);
    }

    @Test
    @Tag("2.30")
    @Tag("2.31")
    @Tag("2.32")
    @Tag("2.33")
    void cleaning_twice_is_cleaning_once() {
        Random random = Samples.random();
        String[] parts = {
            "a", "@", ".", "b.c", "<", ">", "\"", "\\", "mailto:", "?", ",", ";", " ", "\u00A0", "\u200B", "tel:", "[",
            "]", "a@b.c", "ext", ";ext=", "x", "X", "1", "23", "+", "00", "-", "\u2013", "\u0661", "(", ")", "%41",
            "%3C", "\uD800", "\n"
        };
        for (int round = 0; round < 20_000; round++) {
            StringBuilder typed = new StringBuilder();
            for (int length = random.nextInt(9); length >= 0; length--) {
                typed.append(parts[random.nextInt(parts.length)]);
            }
            ContactDetails once = Samples.details(c -> c.email(typed.toString())
                    .phone(typed.toString())
                    .phoneCountryCode(typed.toString())
                    .phoneCountryIso(typed.toString())
                    .customField(typed.toString(), 1));
            assertThat(once.toBuilder().build()).as("%s", typed).isEqualTo(once);
        }
    }

    @Test
    @Tag("2.33")
    void an_address_that_is_taken_out_of_several_wrappings_stays_as_it_is() {
        Random random = Samples.random();
        List<String> wrappings = List.of(
                "[%s]",
                "(%s)",
                "<%s>",
                "x <%s>",
                "x [%s]",
                "%s (x)",
                "[%s](x)",
                "[%s](mailto:b.c)",
                "[x](mailto:%s)",
                "mailto:%s",
                "\"%s\"",
                "%s,",
                "\uFF1C%s\uFF1E");
        for (int round = 0; round < 5_000; round++) {
            String typed = random.nextBoolean() ? "a@b.c" : "b.c";
            for (int depth = random.nextInt(4); depth >= 0; depth--) {
                typed = wrappings.get(random.nextInt(wrappings.size())).formatted(typed);
            }
            String pasted = typed;
            ContactDetails once = Samples.details(c -> c.email(pasted));
            assertThat(once.toBuilder().build()).as("%s", typed).isEqualTo(once);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u200B",
                "<",
                "[",
                "\"",
                "\\",
                ",",
                "mailto:",
                "%",
                "ext",
                "x",
                " ",
                "0",
                "-",
                "e\u0301",
                "\u0301\u0316",
                "@",
                "."
            })
    void a_very_long_text_is_cleaned_without_a_delay(String part) {
        String typed = "a" + part.repeat(VERY_LONG / part.length()) + ">1";

        assertThat(violations(c -> c.email(typed)
                        .phone(typed)
                        .phoneCountryCode(typed)
                        .phoneCountryIso(typed)
                        .customField(typed, 1)
                        .customField("a" + typed, 1)))
                .isNotEmpty();
    }

    private static List<Violation> violations(Consumer<ContactDetails.Builder> writes) {
        return Samples.details(c -> writes.accept(c.firstName("x"))).violations();
    }

    /** Replaces {@code <200B>} by its code point. */
    static String text(String written) {
        return Pattern.compile("<([0-9A-F]{4,5})>")
                .matcher(written)
                .replaceAll(
                        found -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(found.group(1), 16))));
    }
}
