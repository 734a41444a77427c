package dev.contactbook.it.equivalence;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What {@link Values} draws from; what {@code NO_} begins is against the rules. */
final class Pools {
    static final List<String> WORDS = split(
            "jose Jos\u00E9 JOSE\u0301 Garc\u00EDa Zo\u00EB zoe Stra\u00DFe STRASSE \u1E9E \u0130stanbul \u0131stanbul Istanbul istanbul",
            "\u03A3\u03AF\u03C3\u03C5\u03C6\u03BF\u03C2 \u03C3\u03B9\u03C3\u03C5\u03C6\u03BF\u03C3 \uFB01nn finn \uFDFA \u01C6 \u0149 \u212Bngstr\u00F6m \u00C6sop \u0141\u00F3d\u017A",
            "\uD835\uDC9Cda \uFF21da ada Ada \uD83D\uDE00 \uFFFD \uE000 \u0345 e\u200Dx \u200B \u65E5\u672C \uAC00 O\u2019Neil O'Neil",
            "O\u02BCDorran ODorran Mc\u2011Tarrin McTarrin T.A. R\u00F6hlen Roehlen S\u00F8ren \u018Fli \u0126ajj (Zoe), \u0939\u093F\u0928\u094D\u0926\u0940",
            "\u0E1B\u0E39\u0E48 \u304C\u304E \u304B\u304D \u30AB\u30AD \u738B\u5C0F \u660E \u0639\u0644\u06CC\u200C\u0631 \u0641\u0627\u0637\u0645\u0629 \u05E9\u05B8\u05C1\u05DC \u00C5se",
            "% _ ! \\ ' \" * a%b a_b a\\b axb %_\\'\"");
    static final List<String> WHITE = List.of(
            "  ", " \t", "\u00A0", "\u1680", "\u2003", "\u2028", "\u2029", "\u202F", "\u205F", "\u3000", "\u0085");
    static final List<String> BROKEN = split("\u0000 \u0007 \uD800 \uDC00x a\u007Fb a\nb \u001Cx a\u0085b");
    static final List<String> LETTERS = split("a \u00E9 \uD835\uDC9C \uFDFA \u00DF \u0149 \u0130 %");
    static final List<String> DOMAINS = split(
            "Example.com example.org ex_mple.com m\u00FCnchen.de \u0130.tr jose.example.com a.b \uD83D\uDE00.x",
            "xn--mnchen-3ya.de XN--MNCHEN-3ya.DE munchen.de \u4F8B\u5B50.\u4E2D\u56FD xn--fsqu00a.xn--fiqs8s stra\u00DFe.de xn--x.y");
    static final List<String> NO_EMAILS = split(
            "x@y @x.y a@@b.c a@b..c a@.b a@b.c\u00A0d a\u2003b@c.d a a..b@c.d .a@b.c a@-b.c a(b)@c.d <a@b.c a@b.c;d@e.f");
    static final List<String> PASTED_EMAILS = List.of(
            "Ada <ada@b.c>",
            "<ada@b.c>;",
            "mailto:ada@b.c?subject=x",
            "a\u200Bda@b.c\uFEFF",
            "\"a b\"@b.c",
            "\"a@b\"@b.c,",
            "a@b.c <A@b.c>",
            "Ada (ada@b.c)",
            "[a@b.c](mailto:a@b.c)",
            "ada@m\u00FCnchen.de [Ada]",
            "\uFF21da\uFF20m\u00FCnchen\u3002de");
    static final List<String> NO_TERMS = List.of("", "a", " a ", "\u0301\u0301", "@", "!", "x".repeat(256));
    static final List<String> PHONES = List.of(
            "(555) 010-9876",
            "+1 555 010 9876",
            "5550109876",
            "109876",
            "0109",
            "1 2 3",
            "155",
            "+49 (0) 155",
            "\u202A+1\u00A0555\u2013010\u202F9876\u202C",
            "tel:+1-555-010-9876;ext=12",
            "555 0100 Ext. 7",
            "\u0661\u0665\uFF15",
            "155x7",
            "030 23125101",
            "+49 (0)30 23125101",
            "0049 30 23125101 ext. 7",
            "493023125101",
            "030 23125101 / 030 23125102",
            "8 (916) 555-01-01",
            "+7 916 555-01-01",
            "1-555-010-9876",
            "684 010 9876");
    static final List<String> NO_PHONES = split("12 \u2460\u2461\u2462 555-CALL tel:12 555\n0100 " + "5".repeat(33));
    static final List<String> PHONE_TERMS = split(
            "0109 555 +1555 (555)010-9876 109876 15 +15 +49.0 00 155 5% 1 +1 98-76 5550109876 \u0663\u0664 030 03023 0049302 4930 (0)30 5101030 8916 1-555 555x7 10101/10101");
    static final List<String> ISOS = split("US us DE Us UK gb U\u200BS");
    static final List<String> CODES = split("+1 1 +49 49 001 +(1) 0049 \u200E+1 1-684 +7");
    static final List<String> NO_COUNTRIES = split("\u017Fs USA + +12345 1x 00 +0");
    static final List<Long> IDS = List.of(9L, 10L, (1L << 53) - 1, 1L << 53, 0L, -1L, Long.MIN_VALUE);
    static final List<String> AVATARS = split("/a.png https://x.org/\u00E4.png HTTP://x /");
    static final List<String> NO_AVATARS = split("//evil.org javascript:x /a\u00A0b /a\\b");
    static final List<String> NAMES = split(
            "Industry industry INDUSTRY Stra\u00DFe strasse Jos\u00E9 Jose \u0130 i \u0131 I a.b % \" \\ \uD83D\uDE00 Tags tags x1 x2",
            "Jose\u0301 In\u200Bdustry Stra\u00DF\u2060e A\u030A \u212B", "\u00E9".repeat(100));
    static final List<String> NO_NAMES = List.of("$x", "__proto__", "", "\u200B$x", "a\nb", "y".repeat(101));
    static final List<@Nullable Object> CUSTOM = Arrays.asList(
            1, 1.0, 1L, 0.1, -0.0, 1e100, -1e-100, true, null, "", "1", "true", new BigDecimal("123456789012345"));
    static final List<Object> CUSTOM_TEXTS = List.of(
            "{\"a\":1}",
            "line\r\n\tline",
            "\u2028",
            "x\u2028\u2029y",
            List.of(),
            List.of("b", "a", "b"),
            List.of("[\"", "\\u0041"));
    static final List<Object> NO_CUSTOM = List.of(
            1e101,
            Double.NaN,
            Long.MAX_VALUE,
            new BigDecimal("0.1234567890123456"),
            List.of(1, "a"),
            "\u0000",
            "\uD800");

    private Pools() {}

    private static List<String> split(String... lines) {
        return Stream.of(lines).flatMap(line -> Stream.of(line.split(" "))).toList();
    }
}
