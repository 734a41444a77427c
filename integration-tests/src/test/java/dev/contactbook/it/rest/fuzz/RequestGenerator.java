package dev.contactbook.it.rest.fuzz;

import dev.contactbook.domain.ContactFields;
import dev.contactbook.it.equivalence.Values;
import dev.contactbook.it.rest.StrictJson;
import dev.contactbook.it.rest.StrictJson.Num;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Draws requests: the same ones from the same seed, as long as they are answered as they ought to be. */
final class RequestGenerator {
    private static final Instant NEW_YEAR = Instant.parse("2023-01-01T00:00:00Z");
    private static final List<Integer> STEPS = List.of(0, 0, 1, 1, 2, 17, 999, 3_600_000, -1, -5_000);
    private static final List<String> TYPES = List.of(
            "application/json",
            "application/json; charset=utf-8",
            "Application/JSON;charset=UTF-8",
            "application/json;charset=utf8");
    private static final List<String> CUSTOM_NAMES =
            List.of("Industry", "Tags", "Size", "a b", "Stra\u00DFe", "\uD83D\uDE00", "Size [cm]");

    private final SplittableRandom random;
    private final Values values;
    private final Mutations mutations;
    private final FilterGenerator filters;
    private final Model model;
    private final Map<Integer, Listed> listed = new HashMap<>();
    private Instant now = NEW_YEAR;

    RequestGenerator(long seed, Model model) {
        this.random = new SplittableRandom(seed);
        this.values = new Values(random.split());
        this.mutations = new Mutations(random.split(), values);
        this.filters = new FilterGenerator(random.split(), model.all());
        this.model = model;
    }

    FuzzRequest next(int index) {
        now = now.plusMillis(pick(STEPS));
        FuzzRequest request = switch (random.nextInt(index < 10 ? 1 : 100) / 10) {
            case 0, 1 -> create(index);
            case 2, 3, 4 -> patch(index);
            case 5 -> get(index);
            case 6 -> chance(60) ? delete(index) : get(index);
            case 7, 8 -> list(index);
            default -> search(index);
        };
        return chance(35) ? mutations.mutated(request) : request;
    }

    private FuzzRequest create(int index) {
        long home = organization();
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("organization_id", home);
        body.put("first_name", values.text(255));
        fields(body, home, 25);
        if (chance(10)) {
            mutations.spoil(body);
        }
        String query = chance(5) ? "$select[]=version&$select[]=first_name&$select[]=other_emails" : null;
        return request(index, -1, home, "POST", "/contacts", query, headers(home), body);
    }

    /** Some of the fields that a caller can write. */
    private void fields(Map<String, @Nullable Object> body, long home, int percent) {
        Map<String, Supplier<@Nullable Object>> fields = new LinkedHashMap<>();
        fields.put("last_name", () -> values.text(255));
        fields.put("email", values::email);
        fields.put("phone", values::phone);
        fields.put("phone_country_code", values::code);
        fields.put("phone_country_iso", values::iso);
        fields.put("other_emails", () -> values.valueOf(ContactFields.OTHER_EMAILS, home));
        fields.put("other_phones", () -> values.valueOf(ContactFields.OTHER_PHONES, home));
        fields.put(
                Rules.IDS,
                () -> chance(60)
                        ? List.of(Map.of("source", "crm", "id", String.valueOf(random.nextInt(100_000))))
                        : values.valueOf(ContactFields.EXTERNAL_IDS, home));
        fields.put("owned_by_user_id", () -> values.id(home));
        fields.put("company_id", () -> values.id(home));
        fields.put(Rules.CUSTOM, values::customFields);
        fields.forEach((key, value) -> {
            if (chance(percent)) {
                body.put(key, value.get());
            }
        });
    }

    private FuzzRequest patch(int index) {
        int creator = creator();
        Map<String, @Nullable Object> contact = contact(creator);
        long home = home(contact);
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        if (chance(10)) {
            body.putAll(contact); // read, edited and sent back
        }
        if (chance(15)) {
            body.put("first_name", values.text(255));
        }
        fields(body, home, 15);
        if (chance(40)) {
            body.put(Rules.CUSTOM, customFields(contact));
        }
        if (chance(15)) {
            body.put("ifVersion", chance(70) ? contact.getOrDefault("version", 1) : 1 + random.nextInt(3));
        }
        if (chance(5)) {
            body.put("organization_id", chance(80) ? home : organization());
        }
        if (chance(5)) {
            mutations.spoil(body);
        }
        return request(
                index, creator, home, "PATCH", "/contacts/" + FuzzRequest.ID, queryOfOne(home), headers(home), body);
    }

    /** Draws existing names in any case, and a few new ones that are always the same. */
    private Map<String, @Nullable Object> customFields(Map<String, @Nullable Object> contact) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        List<String> there = new ArrayList<>(Rules.custom(contact).keySet());
        if (!there.isEmpty() && chance(70)) {
            String name = pick(there);
            String spelt = chance(50) ? name : chance(50) ? name.toUpperCase(Locale.ROOT) : " " + name;
            fields.put(spelt, chance(30) ? null : values.customValue());
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            fields.put(pick(CUSTOM_NAMES), values.customValue());
        }
        return fields;
    }

    private FuzzRequest get(int index) {
        int creator = creator();
        long home = home(contact(creator));
        String method = chance(5) ? "HEAD" : "GET";
        return request(
                index, creator, home, method, "/contacts/" + FuzzRequest.ID, queryOfOne(home), headers(home), null);
    }

    private FuzzRequest delete(int index) {
        int creator = creator();
        long home = home(contact(creator));
        return request(
                index, creator, home, "DELETE", "/contacts/" + FuzzRequest.ID, queryOfOne(home), headers(home), null);
    }

    private @Nullable String queryOfOne(long home) {
        return switch (random.nextInt(20)) {
            case 0 -> "organization_id=" + home;
            case 1 -> "$select=other_phones";
            case 2 -> "%24select[]=version&&%24select[]=custom_fields_by_name";
            case 3, 4, 5 -> brackets(filters.filter());
            default -> null;
        };
    }

    private FuzzRequest list(int index) {
        List<Integer> ended = model.walks().ended();
        return ended.isEmpty() || chance(60) ? fromTheStart(index) : goingOn(index, pick(ended));
    }

    private FuzzRequest fromTheStart(int index) {
        long home = organization();
        Map<String, @Nullable Object> query = new LinkedHashMap<>();
        query.put("organization_id", home);
        if (chance(50)) {
            query.put("$after", chance(95) ? "" : pick(List.of("x", 0, true, List.of(""), Map.of("a", "b"))));
        }
        if (chance(query.containsKey("$after") ? 5 : 40)) {
            query.put("$skip", pick(List.of(0, 1, 2, 10, 40, Integer.MAX_VALUE)));
        }
        window(query);
        if (chance(30)) {
            query.put("$sort", sorts());
        }
        if (chance(40)) {
            query.put("fastJoinForContactList", pick(List.of(true, "true", 1, "1", false, 0, "no")));
        }
        if (chance(10)) {
            query.put("$select", chance(50) ? "version" : List.of("email", Rules.CUSTOM, "other_emails", Rules.IDS));
        }
        if (chance(50)) {
            query.putAll(filters.filter());
        }
        return list(index, -1, new Listed(home, query, chance(30)));
    }

    /** After a page of before: mostly with its query, now and then with another, or with its cursor damaged. */
    private FuzzRequest goingOn(int index, int page) {
        Listed before = Objects.requireNonNull(listed.get(page));
        Map<String, @Nullable Object> query = new LinkedHashMap<>(before.query());
        query.keySet().removeAll(List.of("$limit", "$skip", "$total"));
        query.put("$after", FuzzRequest.NEXT);
        window(query);
        boolean inBody = before.inBody();
        switch (random.nextInt(20)) {
            case 0 ->
                query.put("$after", damaged(Objects.requireNonNull(model.walks().next(page))));
            case 1 -> query.put("$sort", sorts());
            case 2 -> query.putAll(filters.filter());
            case 3 -> query.put("$skip", random.nextInt(2));
            case 4 -> inBody = !inBody;
            default -> {}
        }
        return list(index, page, new Listed(before.home(), query, inBody));
    }

    private String damaged(String cursor) {
        int at = random.nextInt(cursor.length());
        String head = cursor.substring(0, at);
        return switch (random.nextInt(3)) {
            case 0 -> head + (cursor.charAt(at) == 'A' ? 'B' : 'A') + cursor.substring(at + 1);
            case 1 -> "A" + head;
            default -> cursor + pick(List.of("A", "=", "AAAA", " ", "\u00E9"));
        };
    }

    private void window(Map<String, @Nullable Object> query) {
        if (chance(query.containsKey("$after") ? 85 : 40)) {
            query.put("$limit", pick(List.of(0, 1, 1, 1, 2, 2, 3, 25, 1_000, 1_001, Integer.MAX_VALUE)));
        }
        if (chance(30)) {
            query.put("$total", pick(List.of(false, false, "false", true, "", "no", 0)));
        }
    }

    private FuzzRequest list(int index, int page, Listed list) {
        listed.put(index, list);
        Map<String, @Nullable Object> body = list.inBody() ? Map.of("query", list.query()) : null;
        String query = list.inBody() ? null : brackets(list.query());
        return request(index, -1, list.home(), "GET", "/contacts", query, headers(list.home()), body)
                .goingOn(page);
    }

    /**
     * A list that was drawn.
     *
     * @param home in which organization
     * @param query what it asks
     * @param inBody whether it asks so in a body
     */
    private record Listed(long home, Map<String, @Nullable Object> query, boolean inBody) {}

    private Map<String, Object> sorts() {
        Map<String, Object> sorts = new LinkedHashMap<>();
        do {
            sorts.put(pick(Answers.OF_A_CONTACT.subList(0, 18)), chance(50) ? 1 : chance(50) ? -1 : "-1");
        } while (chance(20) && sorts.size() < 8);
        return sorts;
    }

    private static String brackets(Map<String, @Nullable Object> query) {
        List<String> parameters = new ArrayList<>();
        query.forEach((key, value) -> FilterGenerator.brackets(key, value, parameters));
        return String.join("&", parameters);
    }

    private FuzzRequest search(int index) {
        long home = organization();
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("organization_id", home);
        String in = pick(List.of("name", "name", "email", "phone", "phone", "any", "any", "Name"));
        body.put("searchIn", in);
        boolean byPhone = in.equals("phone");
        body.put(
                "searchTerm",
                switch (in) {
                    case "phone" -> values.phoneTerm();
                    case "email" -> values.emailTerm();
                    case "any" -> values.anyTerm();
                    default -> values.nameTerm();
                });
        if (chance(byPhone ? 90 : 10)) {
            body.put("phone_country_iso", values.iso());
        }
        if (chance(byPhone ? 90 : 10)) {
            body.put("phone_country_code", values.code());
        }
        if (chance(30)) {
            body.put("$limit", pick(List.of(0, 1, 5, 1_001)));
        }
        if (chance(20)) {
            body.put("$skip", pick(List.of(0, 1, 3)));
        }
        if (chance(8)) {
            body.put("$select", List.of("phone", "version"));
        }
        if (chance(5)) {
            mutations.spoil(body);
        }
        if (chance(40)) {
            body.put("filter", filters.filter());
        }
        Map<String, List<String>> headers = headers(home);
        headers.put(chance(80) ? "X-Service-Method" : "x-service-method", List.of("search"));
        return request(index, -1, home, "POST", "/contacts", null, headers, body);
    }

    private FuzzRequest request(
            int index,
            int contact,
            long home,
            String method,
            String path,
            @Nullable String query,
            Map<String, List<String>> headers,
            @Nullable Map<String, @Nullable Object> body) {
        if (body != null) {
            headers.put("Content-Type", List.of(pick(TYPES)));
        }
        String json = body == null ? "" : StrictJson.write(inPlain(body), chance(20));
        boolean sound = Objects.requireNonNull(Model.USERS.get(
                        Objects.requireNonNull(headers.get("Authorization")).get(0)))
                .contains(home);
        return new FuzzRequest(index, now, -1, contact, method, path, query, headers, FuzzRequest.bytes(json), sound);
    }

    /** With numbers as people write them. */
    private static Map<String, @Nullable Object> inPlain(Map<String, @Nullable Object> body) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        body.forEach((key, value) ->
                plain.put(key, value instanceof BigDecimal number ? new Num(number.toPlainString()) : value));
        return plain;
    }

    /** Mostly those of somebody who belongs there. */
    private Map<String, List<String>> headers(long home) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        List<String> tokens = new ArrayList<>(Model.USERS.keySet());
        Collections.sort(tokens);
        boolean stranger = chance(8);
        tokens.removeIf(token ->
                !stranger && !Objects.requireNonNull(Model.USERS.get(token)).contains(home));
        String token = pick(tokens);
        headers.put("Authorization", List.of(token));
        return headers;
    }

    private long organization() {
        return chance(70) ? 456 : 457;
    }

    private int creator() {
        List<Integer> creators = model.creators();
        return creators.isEmpty() || chance(2) ? -1 : pick(creators);
    }

    private Map<String, @Nullable Object> contact(int creator) {
        Long id = model.id(creator);
        Map<String, @Nullable Object> contact = id == null ? null : model.contact(id);
        return contact == null ? Map.of() : contact;
    }

    private static long home(Map<String, @Nullable Object> contact) {
        return contact.get("organization_id") instanceof BigDecimal home ? home.longValueExact() : 456;
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
