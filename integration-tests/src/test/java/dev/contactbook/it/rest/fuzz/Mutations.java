package dev.contactbook.it.rest.fuzz;

import dev.contactbook.it.equivalence.Values;
import dev.contactbook.it.rest.StrictJson.Num;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes requests wrong, in one place or in several. */
final class Mutations {
    private static final List<String> VERBS = List.of(
            "GET",
            "HEAD",
            "POST",
            "PUT",
            "PATCH",
            "DELETE",
            "OPTIONS",
            "TRACE",
            "CONNECT",
            "SEARCH",
            "get",
            "Patch",
            "",
            " ",
            "GET ",
            "P\u00D6ST",
            "\uD800",
            "DELETE\u0000",
            "PROPFIND");
    private static final List<String> PATHS = List.of(
            "",
            "/",
            "//",
            "contacts",
            "/contacts",
            "/contacts/",
            "//contacts//{id}//",
            "/Contacts",
            "/contacts/{id}/x",
            "/%63ontacts/{id}",
            "/contacts/%3{id}",
            "/contacts/{id}%",
            "/contacts/{id}%2",
            "/contacts/%zz",
            "/contacts/%FF",
            "/contacts/%C3%A9",
            "/contacts/%ED%A0%80",
            "/contacts/%2F{id}",
            "/contacts/{id}%00",
            "/contacts/{id}%20",
            "/contacts/0{id}",
            "/contacts/+{id}",
            "/contacts/-{id}",
            "/contacts/{id}.0",
            "/contacts/{id}e0",
            "/contacts/0x{id}",
            "/contacts/0",
            "/contacts/9007199254740991",
            "/contacts/9007199254740992",
            "/contacts/9223372036854775808",
            "/contacts/18446744073709551617",
            "/contacts/99999999999999999999999999",
            "/contacts/\u0661",
            "/contacts/\uD83D\uDE00",
            "/contacts/\uDC00",
            "/contacts/null",
            "/contacts/..",
            "/contacts/../contacts/{id}",
            "/contacts/{id};a=b",
            "/contacts/{id}?x",
            "/contacts/" + "7".repeat(5_000),
            "/contacts/" + "\u00E9".repeat(300),
            "/" + "a/".repeat(3_000));
    private static final List<String> KEYS = List.of(
            "organization_id",
            "$limit",
            "$skip",
            "$sort",
            "$select",
            "fastJoinForContactList",
            "first_name",
            "email",
            "custom_fields_by_name",
            "company_id",
            "created_at",
            "$or",
            "$and",
            "$not",
            "$in",
            "__proto__",
            "constructor",
            "query",
            "",
            "id",
            "\uD83D\uDE00",
            "0");
    private static final List<String> BRACKETS = List.of(
            "",
            "[]",
            "[0]",
            "[a]",
            "[$gt]",
            "[created_at]",
            "[id]",
            "[",
            "]",
            "[[",
            "]]",
            "[a",
            "a]",
            "[]]",
            "[a][b]",
            "[][]",
            "[][a]",
            "[999999999]",
            "[-1]",
            "[__proto__]",
            "[$in][]",
            "[$nin]",
            "[$exists]",
            "[$contains]",
            "[0][email][$ne]",
            "[Size][$lte]",
            "[a]b[c]",
            "[0][0][0]",
            "[\u0000]",
            "[[]]",
            "%5B%5D",
            "%5b0%5D");
    private static final List<String> QUERY_VALUES = List.of(
            "",
            "1",
            "-1",
            "0",
            "456",
            "457",
            "458",
            "01",
            "+1",
            "1.0",
            "1e3",
            "9".repeat(400),
            "9007199254740992",
            "NaN",
            "true",
            "null",
            "name",
            "version",
            "id",
            "%",
            "%2",
            "%zz",
            "%FF",
            "%C3",
            "%F0%9F%98%80",
            "%ED%A0%80",
            "%00",
            "\uD800",
            "\u00E9",
            "+",
            "a=b",
            "'",
            "\"",
            "[",
            "{}",
            "\u0661");
    private static final List<String> TYPES = List.of(
            "text/plain",
            "application/json; charset=utf-16",
            "application/json;charset=utf-8;charset=utf-8",
            "",
            ";",
            "application/jsonx",
            "application/json, application/json",
            "application/merge-patch+json",
            "APPLICATION/JSON",
            "application/json;",
            "*/*",
            "application/json; profile=x",
            "application/json; charset",
            "application/json;charset=\"utf-8\"");
    private static final List<String> SERVICE_METHODS = List.of(
            "search",
            "create",
            "",
            "Search",
            " search",
            "find",
            "remove",
            "search\u0000",
            "\u00E9",
            "\uD800",
            "x".repeat(10_000),
            "`");
    private static final List<String> CREDENTIALS = List.of(
            "",
            "Bearer",
            "Bearer ",
            "Bearer 0",
            "bearer 1",
            "Bearer 1 ",
            "Bearer 1",
            "Bearer 2",
            "Bearer 3",
            "Bearer 4",
            "Basic MQ==",
            "Bearer \uD83D\uDE00");
    private static final List<String> HEADERS = List.of(
            "X-HTTP-Method-Override",
            "X-Method-Override",
            "Content-Length",
            "Transfer-Encoding",
            "Content-Encoding",
            "Accept",
            "Accept-Charset",
            "If-Match",
            "If-None-Match",
            "If-Modified-Since",
            "Range",
            "Expect",
            "Host",
            "Cookie",
            "Origin",
            "",
            " ",
            "\u00E9");
    private static final List<String> HEADER_VALUES = List.of(
            "",
            "DELETE",
            "-1",
            "chunked",
            "gzip",
            "*",
            "\"1\"",
            "bytes=0-0",
            "100-continue",
            "\u0000",
            "text/html",
            "\uD83D\uDE00",
            "a".repeat(9_000));
    private static final List<String> NOT_UTF8 = List.of(
            "\u00FF",
            "\u00C0\u0080",
            "\u00ED\u00A0\u0080",
            "\u00F4\u0090\u0080\u0080",
            "\u00C3",
            "\u0080",
            "\u00FE\u00FF");
    private static final List<String> BODIES = List.of(
            "",
            " ",
            "null",
            "true",
            "5",
            "\"a\"",
            "[]",
            "[{}]",
            "{}",
            "{",
            "}",
            "{}{}",
            "{} x",
            "{},",
            "{\"a\":1,}",
            "{'a':1}",
            "{a:1}",
            "{\"query\":{}}",
            "{\"query\":null}",
            "{\"query\":[]}",
            "{\"query\":{\"organization_id\":456}}",
            "{\"query\":{\"query\":{}}}",
            "{\"first_name\":\"\\ud800\",\"organization_id\":456}",
            "{\"\\ud800\":1}",
            "{\"\\u0000\":1}",
            "{\"a\":\"\u0000\"}",
            "{\"a\":NaN}",
            "{\"a\":01}",
            "{\"a\":.5}",
            "{\"a\":5.}",
            "{\"a\":+5}",
            "{\"a\":-}",
            "{\"a\":1e}",
            "{\"a\":0x10}",
            "{\"\":\"\"}",
            "\u00EF\u00BB\u00BF{}",
            "/**/{}",
            "{}//",
            "{\"__proto__\":{\"id\":1}}",
            "{\"a\":1,\"\\u0061\":2}",
            "{\"id\":1,\"id\":1}",
            "{\"custom_fields_by_name\":{\"a\":1,\"a\":1}}",
            "{\"ifVersion\":\"1\"}",
            "{\"ifVersion\":null}",
            "\u0000{}",
            "{}\u0000",
            "{\"organization_id\":456,\"first_name\":\"Ada\",\"id\":1e999999999}",
            "{\"organization_id\":456,\"first_name\":\"Ada\",\"custom_fields_by_name\":{\"a\":1e999999999}}",
            "{\"organization_id\":456,\"first_name\":\"Ada\",\"custom_fields_by_name\":{\"a\":-1e-99999999999}}",
            "{\"organization_id\":456,\"first_name\":\"Ada\",\"company_id\":" + "9".repeat(999) + "}",
            "{\"organization_id\":456,\"first_name\":\"Ada\",\"company_id\":" + "9".repeat(50_000) + "}");
    private static final List<String> NUMBERS = List.of(
            "5",
            "0",
            "-1",
            "1.0",
            "1e2",
            "9007199254740991",
            "9007199254740992",
            "9223372036854775808",
            "1e400",
            "1e999999999",
            "-0",
            "-0.0",
            "1e-7",
            "123456789012345",
            "1234567890123456",
            "0.1234567890123456",
            "1e100",
            "1e101",
            "1E-100",
            "1e-101",
            "2.50",
            "1" + "0".repeat(300));

    private final SplittableRandom random;
    private final Values values;

    Mutations(SplittableRandom random, Values values) {
        this.random = random;
        this.values = values;
    }

    FuzzRequest mutated(FuzzRequest request) {
        FuzzRequest mutated = once(request);
        while (random.nextInt(100) < 30) {
            mutated = once(mutated);
        }
        return mutated;
    }

    private FuzzRequest once(FuzzRequest request) {
        return switch (random.nextInt(20)) {
            case 0, 1 -> request.withMethod(pick(VERBS));
            case 2, 3 -> request.withPath(pick(PATHS));
            case 4, 5, 6 -> request.withQuery(query(request.query()));
            case 7, 8 -> request.withHeaders(headers(request.headers()));
            case 9, 10 -> request.withBody(pick(BODIES));
            default -> request.withBody(body(request.body()));
        };
    }

    private @Nullable String query(@Nullable String query) {
        List<String> parameters = new ArrayList<>();
        if (query != null && random.nextInt(100) < 70) {
            parameters.add(query);
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            parameters.add(pick(KEYS) + pick(BRACKETS) + pick(List.of("=", "=", "=", "", "==")) + pick(QUERY_VALUES));
        }
        return switch (random.nextInt(30)) {
            case 0 -> "a[]=1&".repeat(1_999 + random.nextInt(4)) + String.join("&", parameters);
            case 1 -> "a" + "[b]".repeat(23 + random.nextInt(4)) + "=1";
            case 2 -> "a" + "[".repeat(20_000);
            case 3 -> "&&&=&=&";
            case 4 -> null;
            default -> String.join(pick(List.of("&", "&", "&", "&&", ";")), parameters);
        };
    }

    private Map<String, List<String>> headers(Map<String, List<String>> headers) {
        Map<String, List<String>> mutated = new LinkedHashMap<>(headers);
        switch (random.nextInt(8)) {
            case 0 -> mutated.put("Content-Type", List.of(pick(TYPES)));
            case 1 -> mutated.remove("Content-Type");
            case 2 -> mutated.put("X-Service-Method", List.of(pick(SERVICE_METHODS)));
            case 3 -> mutated.put("x-SERVICE-method", List.of(pick(SERVICE_METHODS), pick(SERVICE_METHODS)));
            case 4 -> mutated.put("Authorization", List.of(pick(CREDENTIALS)));
            case 5 -> mutated.put("AUTHORIZATION", List.of(pick(CREDENTIALS)));
            case 6 -> mutated.put("Content-Type", List.of(pick(TYPES), "application/json"));
            default -> mutated.put(pick(HEADERS), List.of(pick(HEADER_VALUES)));
        }
        return mutated;
    }

    private String body(String body) {
        if (body.isEmpty()) {
            return pick(BODIES);
        }
        int at = random.nextInt(body.length());
        String head = body.substring(0, at);
        String tail = body.substring(at);
        return switch (random.nextInt(14)) {
            case 0, 1, 2, 3 -> flipped(body, 1 + random.nextInt(3));
            case 4 -> head;
            case 5 -> tail;
            case 6 -> head + pick(NOT_UTF8) + tail;
            case 7 -> head + (char) random.nextInt(256) + tail;
            case 8 -> head + tail.substring(1);
            case 9 -> body + pick(BODIES);
            case 10 -> nested(body, pick(List.of(29, 30, 31, 32, 1_000, 50_000)));
            case 11 -> inserted(body, doubled(body));
            case 12 -> body.replaceAll("(?<=.)(?=.)", "\u0000");
            default ->
                random.nextInt(10) == 0
                        ? body + " ".repeat((1 << 20) + 1 - random.nextInt(3))
                        : " \n" + body + "\t\r\n";
        };
    }

    private String flipped(String body, int bits) {
        StringBuilder flipped = new StringBuilder(body);
        for (int i = 0; i < bits; i++) {
            int at = random.nextInt(body.length());
            flipped.setCharAt(at, (char) (flipped.charAt(at) ^ 1 << random.nextInt(8)));
        }
        return flipped.toString();
    }

    /** With one more field at the beginning. */
    private static String inserted(String body, String field) {
        int start = body.indexOf('{') + 1;
        return body.substring(0, start) + field + "," + body.substring(start);
    }

    /** So deep that an object around it is one level deeper. */
    private static String nested(String body, int depth) {
        return inserted(body, "\"avatar_url\":" + "[".repeat(depth) + "]".repeat(depth));
    }

    /** One of the keys that are there, once more. */
    private String doubled(String body) {
        int end = body.indexOf("\":");
        int start = end < 0 ? -1 : body.lastIndexOf('"', end - 1);
        return start < 0 ? "\"x\":1" : body.substring(start, end) + "\":" + pick(NUMBERS);
    }

    /** Puts something into a body that does not belong there, or takes out what does. */
    void spoil(Map<String, @Nullable Object> body) {
        List<String> keys = new ArrayList<>(body.keySet());
        List<Supplier<String>> names = List.of(
                () -> keys.isEmpty() ? "nope" : pick(keys),
                () -> pick(Answers.WITH_VERSION),
                () -> Objects.requireNonNullElse(values.text(255), ""),
                () -> pick(List.of(
                        "ifVersion",
                        "$limit",
                        "$skip",
                        "$select",
                        "searchTerm",
                        "filter",
                        "owner",
                        "company",
                        "__proto__",
                        "nope",
                        "First_name")));
        String key = pick(names).get();
        List<Supplier<@Nullable Object>> anything = List.of(
                values::anything,
                () -> new Num(pick(NUMBERS)),
                () -> List.of(),
                () -> Map.of(),
                () -> List.of(Map.of("a", List.of())),
                () -> Map.of("Size", new Num(pick(NUMBERS)), "Deep", Map.of("a", 1)),
                () -> Map.of("Size", new Num(pick(NUMBERS))),
                () -> null,
                () -> "",
                () -> "456",
                () -> false);
        if (random.nextInt(5) == 0) {
            body.remove(key);
        } else {
            body.put(key, pick(anything).get());
        }
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
