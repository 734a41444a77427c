package dev.contactbook.it.rest.fuzz;

import dev.contactbook.domain.text.Folding;
import dev.contactbook.it.rest.StrictJson;
import dev.contactbook.it.rest.StrictJson.Num;
import dev.contactbook.it.rest.StrictJson.Parsed;
import dev.contactbook.it.rest.fuzz.Model.Forecast;
import dev.contactbook.it.rest.fuzz.Model.Kind;
import dev.contactbook.rest.Response;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What every answer has to be (contract §5, §6), checked against what the model foretells. */
final class Answers {
    /** The keys of a contact, in their order. */
    static final List<String> OF_A_CONTACT = List.of(
            "id",
            "first_name",
            "last_name",
            "email",
            "phone",
            "phone_country_code",
            "phone_country_iso",
            "organization_id",
            "created_at",
            "updated_at",
            "deleted_at",
            "created_by_user_id",
            "owned_by_user_id",
            "company_id",
            "channel_whatsapp_wa_id",
            "channel_instagram_user_id",
            "system_type",
            "avatar_url",
            Rules.CUSTOM);

    static final List<String> WITH_VERSION = with(OF_A_CONTACT, "version");
    private static final List<String> FOUND = OF_A_CONTACT.subList(0, 14);
    private static final List<String> LISTED = with(FOUND, Rules.CUSTOM);
    private static final List<String> JOINED = with(with(FOUND, "owner", "company"), Rules.CUSTOM);
    private static final List<String> WITHOUT_CUSTOM = OF_A_CONTACT.subList(0, 18);
    private static final List<String> ANY = with(
            with(with(FOUND, "owner", "company"), OF_A_CONTACT.subList(14, 19).toArray(String[]::new)),
            "other_emails",
            "other_phones",
            Rules.IDS,
            "version");

    /** What can be selected of a contact. */
    static final List<String> SELECTABLE = with(WITH_VERSION, "other_emails", "other_phones", Rules.IDS);

    private static final Map<Integer, List<String>> ERRORS = Map.of(
            400, List.of("BadRequest", "bad-request"),
            401, List.of("NotAuthenticated", "not-authenticated"),
            403, List.of("Forbidden", "forbidden"),
            404, List.of("NotFound", "not-found"),
            405, List.of("MethodNotAllowed", "method-not-allowed"),
            409, List.of("Conflict", "conflict"),
            413, List.of("PayloadTooLarge", "payload-too-large"));

    private static final Map<Integer, Pattern> MESSAGES = Map.of(
            400,
                    Pattern.compile(
                            "Invalid contact data|Invalid query|Invalid search|Invalid JSON|Content-Type must be application/json"),
            401, Pattern.compile("Not authenticated"),
            403, Pattern.compile("Not authorized to access this organization"),
            404, Pattern.compile("Path not found|No record found for id '.*'", Pattern.DOTALL),
            405, Pattern.compile("Method not allowed|Method `.*` is not supported by this endpoint\\.", Pattern.DOTALL),
            409, Pattern.compile("Version conflict|Duplicate contact"),
            413, Pattern.compile("Payload too large"));

    private static final Pattern CURSOR = Pattern.compile("[A-Za-z0-9_-]{28,}");

    /** What would show how the library is made. */
    private static final Pattern INSIDES = Pattern.compile(
            "dev\\.contactbook|java\\.|jackson|jdbi|jdbc|org\\.h2|Exception|SELECT |INSERT |UPDATE |\\bat [a-z.]+\\(");

    private final FuzzRequest request;
    private final Model model;
    private final Forecast forecast;
    private final Response response;

    private Answers(FuzzRequest request, Model model, Forecast forecast, Response response) {
        this.request = request;
        this.model = model;
        this.forecast = forecast;
        this.response = response;
    }

    /**
     * Checks an answer, before the model takes it in.
     *
     * @return the id of the contact that is answered, 0 where there is none
     * @throws AssertionError if it is not what it has to be
     */
    static long check(FuzzRequest request, Model model, Forecast forecast, Response response) {
        return new Answers(request, model, forecast, response).check();
    }

    private long check() {
        int status = response.status();
        require(forecast.statuses().contains(status), "one of the statuses", forecast.statuses(), status);
        headers();
        if (request.method().equals("HEAD")) {
            require(response.body().length == 0, "no body of", "a HEAD", response.body().length);
            return 0;
        }
        Optional<Parsed> json = StrictJson.parse(response.body());
        Map<String, @Nullable Object> answer = json.flatMap(Parsed::object)
                .orElseThrow(() -> new AssertionError("The answer is no JSON object: " + body()));
        if (status >= 400) {
            error(answer);
            return 0;
        }
        if (forecast.kind() == Kind.LIST || forecast.kind() == Kind.SEARCH) {
            page(answer);
            return 0;
        }
        return contact(answer);
    }

    private void headers() {
        int status = response.status();
        Map<String, String> headers = new LinkedHashMap<>(Map.of(
                "Content-Type", "application/json; charset=utf-8",
                "Cache-Control", "no-store",
                "X-Content-Type-Options", "nosniff"));
        if (status == 401) {
            headers.put("WWW-Authenticate", "Bearer");
        } else if (status == 405) {
            boolean collection = Model.segments(request.pathOf(1L)).size() == 1;
            headers.put("Allow", collection ? "GET, HEAD, POST" : "GET, HEAD, PATCH, DELETE");
        }
        require(response.headers().equals(headers), "the header fields", headers, response.headers());
    }

    private void error(Map<String, @Nullable Object> answer) {
        int status = response.status();
        boolean listed =
                status == 400 && String.valueOf(answer.get("message")).matches("Invalid (contact data|query|search)");
        List<String> keys = new ArrayList<>(List.of("name", "message", "code", "className"));
        keys.addAll(status == 409 ? List.of("data") : listed ? List.of("errors") : List.of());
        require(List.copyOf(answer.keySet()).equals(keys), "the keys", keys, answer.keySet());
        List<Object> said =
                List.of(Objects.requireNonNull(answer.get("name")), Objects.requireNonNull(answer.get("className")));
        require(said.equals(ERRORS.get(status)), "name and className", ERRORS.get(status), said);
        require(new Num(String.valueOf(status)).equals(answer.get("code")), "the code", status, answer.get("code"));
        String message = String.valueOf(answer.get("message"));
        require(
                Objects.requireNonNull(MESSAGES.get(status)).matcher(message).matches()
                        && (forecast.message() == null || forecast.message().equals(message)),
                "the message",
                forecast.message() == null ? MESSAGES.get(status) : forecast.message(),
                message);
        require(!INSIDES.matcher(message).find(), "nothing of", "the library's insides", message);
        if (listed) {
            errors(new Parsed(answer.get("errors")).object().orElseThrow());
        } else if (message.equals("Duplicate contact")) {
            conflicts(plain(answer.get("data")));
        } else if (status == 409) {
            Map<String, @Nullable Object> before = Objects.requireNonNull(forecast.before());
            Map<String, @Nullable Object> data = Map.of("version", Objects.requireNonNull(before.get("version")));
            require(data.equals(plain(answer.get("data"))), "the data", data, answer.get("data"));
        }
    }

    private void conflicts(@Nullable Object data) {
        Set<String> shown = new TreeSet<>();
        if (data instanceof Map<?, ?> map && map.get("conflicts") instanceof List<?> conflicts) {
            conflicts.forEach(each -> {
                Map<?, ?> conflict = (Map<?, ?>) each;
                Object field = conflict.get("field");
                require(Rules.IDS.equals(field) || "email".equals(field), "a conflict of", "keys", conflict);
                shown.add(Model.conflict(field, conflict.get("id"), conflict.containsKey("deleted")));
            });
        }
        Set<String> expected = forecast.errors();
        require(!shown.isEmpty() && (expected == null || expected.equals(shown)), "the conflicts", expected, data);
    }

    private void errors(Map<String, @Nullable Object> errors) {
        require(!errors.isEmpty() && errors.size() <= 100, "1 to 100", "errors", errors.size());
        errors.forEach((key, text) -> require(
                text instanceof String said
                        && !said.isEmpty()
                        && !INSIDES.matcher(said).find(),
                "a plain text for",
                key,
                text));
        Set<String> expected = forecast.errors();
        // A lone surrogate is no character, and cannot be sent back as one.
        boolean comparable =
                expected != null && expected.size() <= 100 && expected.stream().allMatch(FuzzRequest::isText);
        require(!comparable || errors.keySet().equals(expected), "errors of", expected, errors);
    }

    private long contact(Map<String, @Nullable Object> answer) {
        Map<String, @Nullable Object> expected =
                forecast.after() == null ? Objects.requireNonNull(forecast.before()) : forecast.after();
        if (!(plain(answer.get("id")) instanceof BigDecimal id)) {
            throw new AssertionError("There is no id: " + body());
        }
        if (forecast.kind() == Kind.CREATE) {
            require(model.isNew(id.longValueExact()), "an id that", "was never given", id);
            expected = new LinkedHashMap<>(expected);
            expected.put("id", id);
        }
        boolean bare = forecast.kind() == Kind.DELETE
                || (forecast.kind() == Kind.CREATE && Rules.custom(expected).isEmpty());
        compare(answer, expected, mentions("$select") ? null : bare ? WITHOUT_CUSTOM : OF_A_CONTACT);
        return id.longValueExact();
    }

    private void page(Map<String, @Nullable Object> answer) {
        Map<String, @Nullable Object> asked =
                forecast.kind() == Kind.SEARCH ? Queries.body(request) : Queries.asked(request);
        // A list whose query was garbled may have any condition.
        boolean isSure = forecast.kind() == Kind.SEARCH || request.sound();
        boolean walks = isSure ? forecast.kind() == Kind.LIST && Walks.walks(asked) : answer.containsKey("next");
        boolean counts = isSure ? forecast.kind() == Kind.SEARCH || Walks.counts(asked) : answer.containsKey("total");
        List<String> keys = new ArrayList<>(List.of("total", "limit", "skip", "next", "data"));
        keys.removeIf(key -> (key.equals("next") && !walks) || (key.equals("total") && !counts));
        require(List.copyOf(answer.keySet()).equals(keys), "the keys of a page", keys, answer.keySet());
        long total = number(answer.get("total"), 0);
        long limit = number(answer.get("limit"), 0);
        long skip = number(answer.get("skip"), 0);
        require(limit == Math.min(1_000, number(asked.get("$limit"), 10)), "a limit", "as asked, or 1000", limit);
        require(skip == number(asked.get("$skip"), 0), "a skip", "as asked", skip);

        long organization = number(asked.get("organization_id"), 0);
        Set<Long> own = Model.USERS.get(Model.header(request, "Authorization").get(0));
        require(own != null && own.contains(organization), "an organization of", own, organization);
        List<Map<String, @Nullable Object>> live = model.live(organization);
        boolean exact = isSure
                || (!walks && !Walks.walks(asked) && Queries.filter(asked).isEmpty());
        if (forecast.kind() == Kind.SEARCH) {
            live.removeIf(contact -> !Searches.finds(asked, contact) || !Filters.matches(asked.get("filter"), contact));
        } else if (exact) {
            live.removeIf(contact -> !Filters.matches(Queries.filter(asked), contact));
        }
        require(!exact || !counts || total == live.size(), "a total of", live.size(), total);
        if (!(answer.get("data") instanceof List<?> rows)) {
            throw new AssertionError("No list of rows: " + body());
        }
        boolean ordered = exact && forecast.kind() == Kind.LIST;
        if (ordered) {
            Comparator<Map<String, @Nullable Object>> order =
                    order(new Parsed(asked.get("$sort")).object().orElse(Map.of()));
            live.sort(order);
            Map<String, @Nullable Object> start = model.walks().start(asked);
            live.removeIf(contact -> start != null && order.compare(start, contact) >= 0);
        }
        long following = exact ? live.size() : counts && !walks ? total : skip + rows.size();
        require(
                rows.size() == Math.max(0, Math.min(limit, following - skip)),
                "as many rows as",
                "there are",
                rows.size());
        if (walks && exact) {
            boolean isMore = limit > 0 && following > skip + rows.size();
            Object next = answer.get("next");
            require(
                    isMore ? next instanceof String text && CURSOR.matcher(text).matches() : next == null,
                    "more to follow",
                    isMore,
                    next);
        }
        Set<Object> ids = new HashSet<>();
        for (int i = 0; i < rows.size(); i++) {
            Map<String, @Nullable Object> row = new Parsed(rows.get(i)).object().orElseThrow();
            Object id = plain(row.get("id"));
            require(ids.add(String.valueOf(id)), "each contact", "once", id);
            Map<String, @Nullable Object> expected = ordered
                    ? live.get((int) skip + i)
                    : live.stream()
                            .filter(contact -> Objects.equals(id, contact.get("id")))
                            .findAny()
                            .orElseThrow(() -> new AssertionError("The row " + id + " is not to be found here"));
            compare(row, expected, mentions("$select") ? null : rowKeys(row));
        }
    }

    private List<String> rowKeys(Map<String, @Nullable Object> row) {
        if (forecast.kind() == Kind.SEARCH) {
            return FOUND;
        }
        return mentions("fastJoinForContactList") && row.containsKey("owner") ? JOINED : LISTED;
    }

    /** Whether a key is written anywhere in the request, in one of the ways in which the generator does so. */
    private boolean mentions(String key) {
        return Stream.of(Objects.requireNonNullElse(request.query(), ""), request.body())
                .map(text -> text.replace("%24", "$").replace("\\u0024", "$"))
                .anyMatch(text -> text.contains(key));
    }

    /** The order of a list (contract §4). */
    private static Comparator<Map<String, @Nullable Object>> order(Map<String, @Nullable Object> sorts) {
        Comparator<Map<String, @Nullable Object>> order = (a, b) -> 0;
        Comparator<Map<String, @Nullable Object>> last = by("id");
        for (Map.Entry<String, @Nullable Object> sort : sorts.entrySet()) {
            boolean ascending = number(sort.getValue(), 1) > 0;
            order = order.thenComparing(
                    ascending ? by(sort.getKey()) : by(sort.getKey()).reversed());
            last = ascending ? by("id") : by("id").reversed();
        }
        return order.thenComparing(last);
    }

    private static Comparator<Map<String, @Nullable Object>> by(String column) {
        return (a, b) -> {
            Object x = a.get(column);
            Object y = b.get(column);
            if (x == null || y == null) {
                return Boolean.compare(x != null, y != null);
            } else if (x instanceof BigDecimal number) {
                return number.compareTo((BigDecimal) y);
            }
            int limit = column.equals("email") ? 254 : column.equals("phone") ? 32 : 255;
            int folded = Rules.BY_CODE_POINT.compare(Folding.fold((String) x, limit), Folding.fold((String) y, limit));
            return folded == 0 ? Rules.BY_CODE_POINT.compare((String) x, (String) y) : folded;
        };
    }

    static long number(@Nullable Object value, long otherwise) {
        String digits = value instanceof Num number ? number.literal() : String.valueOf(value);
        return value == null
                ? otherwise
                : new BigDecimal(digits).min(BigDecimal.valueOf(1L << 53)).longValue();
    }

    /** Compares the shown keys of a contact with the expected contact. */
    private void compare(
            Map<String, @Nullable Object> shown, Map<String, @Nullable Object> contact, @Nullable List<String> keys) {
        List<String> order = new ArrayList<>(ANY);
        order.retainAll(shown.keySet());
        List<String> expectedKeys = keys == null ? order : keys;
        require(List.copyOf(shown.keySet()).equals(expectedKeys), "the keys", expectedKeys, shown.keySet());
        shown.forEach((key, value) -> {
            Object expected = key.equals("owner")
                    ? People.user(contact)
                    : key.equals("company") ? People.company(contact) : contact.get(key);
            require(Objects.equals(plain(value), expected), key, expected, plain(value));
        });
        if (shown.get(Rules.CUSTOM) instanceof Map<?, ?> fields) {
            List<String> sorted = List.copyOf(Rules.custom(contact).keySet());
            require(
                    List.copyOf(fields.keySet()).equals(sorted),
                    "custom fields in this order",
                    sorted,
                    fields.keySet());
        }
    }

    /** With numbers as what they are worth. */
    private static @Nullable Object plain(@Nullable Object json) {
        if (json instanceof Num number) {
            return number.value();
        } else if (json instanceof Map<?, ?> object) {
            Map<Object, @Nullable Object> plain = new LinkedHashMap<>();
            object.forEach((key, value) -> plain.put(key, plain(value)));
            return plain;
        } else if (json instanceof List<?> list) {
            return list.stream().map(Answers::plain).toList();
        }
        return json;
    }

    private void require(boolean holds, String what, @Nullable Object expected, @Nullable Object actual) {
        if (!holds) {
            throw new AssertionError("Expected " + what + " " + expected + ", but got " + actual + ": "
                    + response.status() + " " + body());
        }
    }

    private String body() {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private static List<String> with(List<String> some, String... more) {
        return Stream.concat(some.stream(), Stream.of(more)).toList();
    }
}
