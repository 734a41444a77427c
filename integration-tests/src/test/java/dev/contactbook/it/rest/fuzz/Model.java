package dev.contactbook.it.rest.fuzz;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ListField;
import dev.contactbook.it.rest.StrictJson;
import dev.contactbook.it.rest.StrictJson.Num;
import dev.contactbook.it.rest.StrictJson.Parsed;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What ought to be stored: plain maps, changed by what requests mean and by nothing that the endpoint answers but the
 * id of a contact that it created. It foretells the answer as far as that is certain.
 */
final class Model {
    /** The users there are, by their tokens: ids and organizations. */
    static final Map<String, Set<Long>> USERS = Map.of(
            "Bearer 1", Set.of(456L), "Bearer 2", Set.of(457L), "Bearer 3", Set.of(456L, 457L), "Bearer 4", Set.of());

    /** The users and the companies that an organization's directory knows: the same numbers, for brevity. */
    static final Map<Long, Set<Long>> KNOWN = Map.of(456L, Set.of(7L, 8L, (1L << 53) - 1), 457L, Set.of(9L));

    static final Set<Long> ORGANIZATIONS = KNOWN.keySet();

    /** The organization in which at most one live contact has an e-mail. */
    static final long WITH_UNIQUE_EMAILS = 457;

    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();
    private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,15}");
    private static final Pattern ESCAPES = Pattern.compile("(?:%[0-9a-fA-F]{2})+");
    private static final Set<String> PLAIN_TYPES = Set.of(
            "application/json",
            "application/json;charset=utf-8",
            "application/json;charset=utf8",
            "application/json;charset=\"utf-8\"");
    private static final int LARGEST_BODY = 1 << 20;

    private final SortedMap<Long, Map<String, @Nullable Object>> contacts = new TreeMap<>();
    private final Map<Integer, Long> ids = new TreeMap<>();
    private final Walks walks = new Walks();

    /** What a request asks for. */
    enum Kind {
        CREATE,
        SEARCH,
        LIST,
        GET,
        PATCH,
        DELETE,
        NOTHING
    }

    /**
     * What has to come of a request.
     *
     * @param kind what it asks for
     * @param statuses the only statuses it can have
     * @param message the only message, null where there may be others
     * @param errors the only keys of errors, null where there may be others
     * @param before the contact it is about, null where there is none
     * @param after that contact if the request succeeds, without an id where it is new; null where nothing changes
     */
    record Forecast(
            Kind kind,
            Set<Integer> statuses,
            @Nullable String message,
            @Nullable Set<String> errors,
            @Nullable Map<String, @Nullable Object> before,
            @Nullable Map<String, @Nullable Object> after) {
        static Forecast refused(int status, @Nullable String message) {
            return new Forecast(Kind.NOTHING, Set.of(status), message, null, null, null);
        }

        static Forecast invalid(String message, Set<String> errors) {
            return new Forecast(Kind.NOTHING, Set.of(400), message, errors, null, null);
        }

        static Forecast of(Kind kind, Integer... statuses) {
            return new Forecast(kind, Set.of(statuses), null, null, null, null);
        }

        /** The same where something else may be wrong with the request too. */
        Forecast orIf(boolean condition, Integer... more) {
            if (!condition) {
                return this;
            }
            Set<Integer> all = new HashSet<>(statuses);
            all.addAll(List.of(more));
            return new Forecast(kind, all, null, null, before, after);
        }
    }

    /** The id of the contact that a request created, null if it did not. */
    @Nullable
    Long id(int index) {
        return ids.get(index);
    }

    /** The requests that created contacts, deleted ones included. */
    List<Integer> creators() {
        return new ArrayList<>(ids.keySet());
    }

    Collection<Map<String, @Nullable Object>> all() {
        return contacts.values();
    }

    @Nullable
    Map<String, @Nullable Object> contact(long id) {
        return contacts.get(id);
    }

    /** The live contacts of an organization, by id. */
    List<Map<String, @Nullable Object>> live(long organization) {
        return contacts.values().stream()
                .filter(contact -> isLiveIn(contact, Set.of(organization)))
                .collect(Collectors.toList());
    }

    private static boolean isLiveIn(Map<String, @Nullable Object> contact, Set<Long> organizations) {
        return contact.get("deleted_at") == null && organizations.contains(organization(contact));
    }

    private static long organization(Map<String, @Nullable Object> contact) {
        return ((BigDecimal) Objects.requireNonNull(contact.get("organization_id"))).longValueExact();
    }

    /** Applies a request that succeeded. For a create this is the id. */
    void apply(FuzzRequest request, Forecast forecast, long id) {
        Map<String, @Nullable Object> after = forecast.after();
        if (after != null && after.get("id") == null) {
            after.put("id", number(id));
            ids.put(request.index(), id);
            contacts.put(id, after);
        } else if (after != null) {
            contacts.put(((BigDecimal) Objects.requireNonNull(after.get("id"))).longValueExact(), after);
        }
    }

    /** A list was answered as it had to be: takes in where it ended. */
    void listed(FuzzRequest request, Forecast forecast, byte[] answer) {
        Map<String, @Nullable Object> page =
                StrictJson.parse(answer).flatMap(Parsed::object).orElse(Map.of());
        if (forecast.kind() == Kind.LIST && request.sound() && page.get("next") instanceof String next) {
            List<?> rows = (List<?>) Objects.requireNonNull(page.get("data"));
            Object id = Filters.keys(rows.get(rows.size() - 1)).get("id");
            long last = ((Num) Objects.requireNonNull(id)).value().longValueExact();
            walks.ended(request, next, Objects.requireNonNull(contact(last)));
        }
    }

    Walks walks() {
        return walks;
    }

    boolean isNew(long id) {
        return contacts.isEmpty() || id > contacts.lastKey();
    }

    Forecast forecast(FuzzRequest request) {
        List<String> path = segments(request.pathOf(id(request.contact())));
        if (path.isEmpty() || path.size() > 2 || !path.get(0).equals("contacts")) {
            return Forecast.refused(404, "Path not found");
        }
        Kind kind = kind(request, path.size() == 2);
        if (kind == Kind.NOTHING) {
            return Forecast.refused(405, null);
        }
        List<String> credentials = header(request, "Authorization");
        Set<Long> organizations = credentials.size() == 1 ? USERS.get(credentials.get(0)) : null;
        if (organizations == null) {
            return Forecast.refused(401, "Not authenticated");
        } else if (request.body().length() > LARGEST_BODY) {
            return Forecast.refused(413, "Payload too large");
        }
        boolean hasBody = kind != Kind.DELETE && !request.body().isEmpty();
        String type = String.join(", ", header(request, "Content-Type"))
                .toLowerCase(Locale.ROOT)
                .replace(" ", "");
        if (hasBody && !type.split(";", 2)[0].equals("application/json")) {
            return Forecast.refused(400, "Content-Type must be application/json");
        }
        Optional<Parsed> parsed = Queries.json(request);
        if (kind == Kind.CREATE && parsed.isPresent() && parsed.get().value() instanceof List) {
            return Forecast.refused(405, null).orIf(hasBody && !PLAIN_TYPES.contains(type), 400);
        }
        Optional<Map<String, @Nullable Object>> body = parsed.flatMap(Parsed::object);
        if (body.isEmpty()
                && kind != Kind.DELETE
                && !(isRead(kind) && request.body().isEmpty())) {
            return Forecast.refused(400, null);
        }
        boolean queried = request.query() != null || (isRead(kind) && body.isPresent());
        Forecast forecast = switch (kind) {
            case LIST -> list(request);
            case SEARCH -> search(request, organizations, body.orElseThrow());
            case CREATE -> create(request, organizations, body.orElseThrow());
            case PATCH -> patch(request, path.get(1), organizations, body.orElseThrow());
            default -> one(kind, request, path.get(1), organizations);
        };
        // Jackson takes a lone surrogate in a name, and a number beyond its bounds, for no JSON, which it may.
        return forecast.orIf(
                        body.filter(json -> hasBrokenName(json) || hasMonster(json))
                                .isPresent(),
                        400)
                .orIf(queried && !request.sound(), 400, 403, 404)
                .orIf(hasBody && !PLAIN_TYPES.contains(type), 400);
    }

    private static boolean isRead(Kind kind) {
        return kind == Kind.GET || kind == Kind.LIST;
    }

    private static Kind kind(FuzzRequest request, boolean one) {
        return switch (request.method()) {
            case "GET", "HEAD" -> one ? Kind.GET : Kind.LIST;
            case "PATCH" -> one ? Kind.PATCH : Kind.NOTHING;
            case "DELETE" -> one ? Kind.DELETE : Kind.NOTHING;
            case "POST" -> {
                String method = String.join(", ", header(request, "X-Service-Method"));
                yield one
                        ? Kind.NOTHING
                        : method.isEmpty() ? Kind.CREATE : method.equals("search") ? Kind.SEARCH : Kind.NOTHING;
            }
            default -> Kind.NOTHING;
        };
    }

    static List<String> header(FuzzRequest request, String name) {
        return request.headers().entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .flatMap(header -> header.getValue().stream())
                .toList();
    }

    /** Empty where the path is none. */
    static List<String> segments(String path) {
        List<String> segments = new ArrayList<>();
        for (String segment : path.split("/")) {
            if (!FuzzRequest.isText(segment)
                    || ESCAPES.matcher(segment).replaceAll("").contains("%")) {
                return List.of();
            } else if (!segment.isEmpty()) {
                String bytes = ESCAPES.matcher(FuzzRequest.bytes(segment)).replaceAll(Model::decoded);
                Optional<String> text = FuzzRequest.text(bytes);
                if (text.isEmpty()) {
                    return List.of();
                }
                segments.add(text.get());
            }
        }
        return segments;
    }

    private static String decoded(MatchResult escapes) {
        byte[] bytes = HexFormat.of().parseHex(escapes.group().replace("%", ""));
        return Matcher.quoteReplacement(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    private Forecast create(FuzzRequest request, Set<Long> organizations, Map<String, @Nullable Object> body) {
        if (hasMonster(written(body))) {
            return Forecast.of(Kind.NOTHING, 400);
        }
        Set<String> wrong = Rules.unreadable(body);
        Object organization = body.get("organization_id");
        if (!Rules.isId(organization)) {
            wrong.add("organization_id");
        }
        if (body.containsKey("ifVersion")) {
            wrong.add("ifVersion");
        }
        if (wrong.stream().anyMatch(Rules::isPath)) {
            return Forecast.refused(400, "Invalid contact data"); // the exact errors of the others are not modelled
        }
        Map<String, @Nullable Object> readable = new LinkedHashMap<>(body);
        readable.keySet().removeAll(wrong);
        Map<String, @Nullable Object> after = Rules.merged(blank(), readable);
        wrong.addAll(Rules.broken(after));
        if (!wrong.isEmpty()) {
            return Forecast.invalid("Invalid contact data", wrong);
        }
        long home = ((Num) Objects.requireNonNull(organization)).value().longValueExact();
        if (!organizations.contains(home)) {
            return Forecast.refused(403, "Not authorized to access this organization");
        }
        Set<String> unknown = unknown(blank(), after, home);
        if (!unknown.isEmpty()) {
            return Forecast.invalid("Invalid contact data", unknown);
        }
        Set<String> holders = holders(home, after, null, Map.of());
        if (!holders.isEmpty()) {
            return new Forecast(Kind.NOTHING, Set.of(409), "Duplicate contact", holders, null, null);
        }
        after.put("organization_id", number(home));
        after.put("created_at", time(request.now()));
        after.put("updated_at", time(request.now()));
        after.put(
                "created_by_user_id",
                new BigDecimal(header(request, "Authorization").get(0).substring("Bearer ".length())));
        return new Forecast(Kind.CREATE, Set.of(201), null, null, null, after);
    }

    private static Map<String, @Nullable Object> blank() {
        Map<String, @Nullable Object> blank = new LinkedHashMap<>();
        Answers.OF_A_CONTACT.forEach(key -> blank.put(key, null));
        blank.put("system_type", "contact");
        blank.put(Rules.CUSTOM, Rules.noFields());
        Rules.LISTS.keySet().forEach(list -> blank.put(list, List.of()));
        blank.put("version", BigDecimal.ONE);
        return blank;
    }

    private static Set<String> unknown(
            Map<String, @Nullable Object> before, Map<String, @Nullable Object> after, long home) {
        Set<Long> known = Objects.requireNonNull(KNOWN.get(home));
        return Rules.NUMBERS.stream()
                .filter(key -> after.get(key) instanceof BigDecimal id
                        && !id.equals(before.get(key))
                        && !known.contains(id.longValueExact()))
                .collect(Collectors.toSet());
    }

    private Forecast patch(
            FuzzRequest request, String segment, Set<Long> organizations, Map<String, @Nullable Object> body) {
        Set<String> mistakes = FilterMistakes.of(filterOfOne(request), "", "query");
        if (!mistakes.isEmpty()) {
            return Forecast.invalid("Invalid query", mistakes);
        } else if (hasMonster(written(body))) {
            Map<String, @Nullable Object> fixed = find(request, segment, organizations);
            Forecast refused = Forecast.of(Kind.NOTHING, 400, 403, 404);
            return fixed == null ? refused : new Forecast(Kind.NOTHING, Set.of(400, 403, 409), null, null, fixed, null);
        }
        Set<String> wrong = Rules.unreadable(body);
        if (!wrong.isEmpty()) {
            return Forecast.invalid("Invalid contact data", wrong);
        }
        Object organization = body.get("organization_id");
        if (organization instanceof Num number
                && !organizations.contains(number.value().longValueExact())) {
            return Forecast.refused(403, "Not authorized to access this organization");
        }
        Map<String, @Nullable Object> before = find(request, segment, organizations);
        if (before == null) {
            return notFound(segment);
        } else if (body.get("ifVersion") instanceof Num version
                && !version.value().equals(before.get("version"))) {
            return new Forecast(Kind.NOTHING, Set.of(409), "Version conflict", null, before, null);
        }
        Map<String, @Nullable Object> after = Rules.merged(before, body);
        Set<String> broken = Rules.broken(after);
        if (organization instanceof Num number && !number.value().equals(before.get("organization_id"))) {
            broken.add("organization_id");
        }
        broken = broken.isEmpty() ? unknown(before, after, organization(before)) : broken;
        if (!broken.isEmpty()) {
            return Forecast.invalid("Invalid contact data", broken);
        }
        Set<String> holders = holders(organization(before), after, before, filterOfOne(request));
        if (!holders.isEmpty()) {
            return new Forecast(Kind.NOTHING, Set.of(409), "Duplicate contact", holders, before, null);
        }
        if (!after.equals(before)) {
            change(after, request.now());
        }
        return new Forecast(Kind.PATCH, Set.of(200), null, null, before, after);
    }

    static String conflict(@Nullable Object field, @Nullable Object id, boolean isDeleted) {
        String holder = id instanceof BigDecimal number ? number.toPlainString() : "none";
        return field + " " + holder + (isDeleted ? " deleted" : "");
    }

    /**
     * The other contacts that have a key of a contact which only one may have: external ids of live and deleted ones,
     * e-mails of live ones where they are unique. Those outside of the view are not named.
     */
    private Set<String> holders(
            long organization,
            Map<String, @Nullable Object> wanted,
            @Nullable Map<String, @Nullable Object> taker,
            Map<String, @Nullable Object> view) {
        Set<String> holders = new HashSet<>();
        for (Map<String, @Nullable Object> contact : contacts.values()) {
            boolean isOther = taker == null || !Objects.equals(taker.get("id"), contact.get("id"));
            if (isOther && organization(contact) == organization) {
                boolean isDeleted = contact.get("deleted_at") != null;
                List<String> fields = new ArrayList<>();
                if (!Collections.disjoint(Rules.list(contact, Rules.IDS), Rules.list(wanted, Rules.IDS))) {
                    fields.add(Rules.IDS);
                }
                if (organization == WITH_UNIQUE_EMAILS
                        && !isDeleted
                        && !Collections.disjoint(Rules.emails(contact), Rules.emails(wanted))) {
                    fields.add("email");
                }
                fields.forEach(field -> holders.add(
                        Filters.matches(view, contact)
                                ? conflict(field, contact.get("id"), isDeleted)
                                : conflict(field, null, false)));
            }
        }
        return holders;
    }

    private static void change(Map<String, @Nullable Object> contact, Instant now) {
        Instant next = Instant.parse((String) Objects.requireNonNull(contact.get("updated_at")))
                .plusMillis(1);
        contact.put("updated_at", time(now.isAfter(next) ? now : next));
        contact.put(
                "version",
                ((BigDecimal) Objects.requireNonNull(contact.get("version")))
                        .add(BigDecimal.ONE)
                        .stripTrailingZeros());
    }

    private Forecast one(Kind kind, FuzzRequest request, String segment, Set<Long> organizations) {
        Set<String> mistakes = FilterMistakes.of(filterOfOne(request), "", "query");
        if (!mistakes.isEmpty()) {
            return Forecast.invalid("Invalid query", mistakes);
        }
        Map<String, @Nullable Object> before = find(request, segment, organizations);
        if (before == null) {
            return notFound(segment);
        } else if (kind == Kind.GET) {
            return new Forecast(kind, Set.of(200), null, null, before, null);
        }
        Map<String, @Nullable Object> after = new LinkedHashMap<>(before);
        change(after, request.now());
        after.put("deleted_at", after.get("updated_at"));
        return new Forecast(kind, Set.of(200), null, null, before, after);
    }

    /** Returns the condition of the query of one contact. For a garbled query it is unknown. */
    private static Map<String, @Nullable Object> filterOfOne(FuzzRequest request) {
        return request.sound() ? Queries.filter(Queries.byString(request)) : Map.of();
    }

    private @Nullable Map<String, @Nullable Object> find(FuzzRequest request, String segment, Set<Long> organizations) {
        Map<String, @Nullable Object> contact =
                ID.matcher(segment).matches() ? contacts.get(Long.valueOf(segment)) : null;
        boolean isThere =
                contact != null && isLiveIn(contact, organizations) && Filters.matches(filterOfOne(request), contact);
        return isThere ? contact : null;
    }

    private static Forecast notFound(String segment) {
        return Forecast.refused(404, "No record found for id '" + Rules.cut(segment) + "'");
    }

    private Forecast list(FuzzRequest request) {
        if (!request.sound()) {
            return Forecast.of(Kind.LIST, 200, 400, 403);
        }
        Map<String, @Nullable Object> asked = Queries.asked(request);
        Set<String> wrong = FilterMistakes.of(Queries.filter(asked), "", "query");
        wrong.addAll(Walks.wrong(asked));
        return wrong.isEmpty() ? walks.forecast(asked) : Forecast.invalid("Invalid query", wrong);
    }

    private static Forecast search(FuzzRequest request, Set<Long> organizations, Map<String, @Nullable Object> body) {
        if (hasMonster(body)) {
            return Forecast.of(Kind.SEARCH, 200, 400, 403);
        }
        Set<String> wrong = Searches.wrong(body);
        if (!wrong.isEmpty()) {
            return Forecast.invalid("Invalid search", wrong);
        }
        long home = ((Num) Objects.requireNonNull(body.get("organization_id")))
                .value()
                .longValueExact();
        return organizations.contains(home)
                ? Forecast.of(Kind.SEARCH, 200)
                : Forecast.refused(403, "Not authorized to access this organization");
    }

    /** What of a body is not ignored. */
    private static Map<String, @Nullable Object> written(Map<String, @Nullable Object> body) {
        Map<String, @Nullable Object> written = new LinkedHashMap<>(body);
        written.keySet().removeAll(Rules.IGNORED);
        return written;
    }

    /** Whether a value has a number that is too large to be examined. */
    private static boolean hasMonster(@Nullable Object value) {
        if (value instanceof Map<?, ?> object) {
            return object.values().stream().anyMatch(Model::hasMonster);
        } else if (value instanceof List<?> list) {
            return list.stream().anyMatch(Model::hasMonster);
        }
        return value instanceof Num number && number.isMonstrous();
    }

    private static boolean hasBrokenName(@Nullable Object value) {
        if (value instanceof Map<?, ?> object) {
            return object.entrySet().stream()
                    .anyMatch(entry -> !FuzzRequest.isText((String) entry.getKey()) || hasBrokenName(entry.getValue()));
        }
        return value instanceof List<?> list && list.stream().anyMatch(Model::hasBrokenName);
    }

    private static <E> List<Map<String, @Nullable Object>> entries(ListField<E> list, Contact contact) {
        List<Map<String, @Nullable Object>> entries = new ArrayList<>();
        for (E entry : Objects.requireNonNull(list.of(contact))) {
            Map<String, @Nullable Object> texts = new LinkedHashMap<>();
            list.parts()
                    .forEach(part -> texts.put(part.name(), list.texts(entry).get(part.name())));
            entries.add(texts);
        }
        return entries;
    }

    /** A stored contact, as the model has it. */
    static Map<String, @Nullable Object> of(Contact contact) {
        Map<String, @Nullable Object> fields = blank();
        fields.put("id", number(contact.id()));
        fields.put("first_name", contact.firstName());
        fields.put("last_name", contact.lastName());
        fields.put("email", contact.email());
        fields.put("phone", contact.phone());
        fields.put("phone_country_code", contact.phoneCountryCode());
        fields.put("phone_country_iso", contact.phoneCountryIso());
        fields.put("organization_id", number(contact.organizationId()));
        fields.put("created_at", time(contact.createdAt()));
        fields.put("updated_at", time(contact.updatedAt()));
        fields.put("deleted_at", time(contact.deletedAt()));
        fields.put("created_by_user_id", number(contact.createdByUserId()));
        fields.put("owned_by_user_id", number(contact.ownedByUserId()));
        fields.put("company_id", number(contact.companyId()));
        fields.put("channel_whatsapp_wa_id", contact.channelWhatsappWaId());
        fields.put("channel_instagram_user_id", contact.channelInstagramUserId());
        fields.put("system_type", contact.systemType());
        fields.put("avatar_url", contact.avatarUrl());
        fields.put("version", number(contact.version()));
        TreeMap<String, Object> custom = Rules.noFields();
        contact.customFields().asMap().forEach((name, value) -> custom.put(name, value.raw()));
        fields.put(Rules.CUSTOM, custom);
        for (ListField<?> list : ContactFields.lists()) {
            fields.put(list.name(), entries(list, contact));
        }
        return fields;
    }

    private static @Nullable BigDecimal number(@Nullable Long number) {
        return number == null ? null : BigDecimal.valueOf(number).stripTrailingZeros();
    }

    private static @Nullable String time(@Nullable Instant time) {
        return time == null ? null : TIME.format(time);
    }
}
