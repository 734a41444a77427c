package dev.contactbook.it.equivalence;

import dev.contactbook.domain.ColumnField;
import dev.contactbook.domain.ContactField;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.Filter;
import dev.contactbook.domain.ListField;
import dev.contactbook.domain.Sort;
import dev.contactbook.domain.TextField;
import dev.contactbook.domain.TimeField;
import dev.contactbook.it.equivalence.HostOperation.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Draws operations: the same ones from the same seed. */
final class OperationGenerator {
    private static final List<ColumnField<?>> COLUMNS = ContactFields.all().stream()
            .filter(ColumnField.class::isInstance)
            .<ColumnField<?>>map(field -> (ColumnField<?>) field)
            .toList();
    private static final List<Integer> LIMITS = List.of(0, 1, 2, 3, 5, 10, 100, 1_000, 1_001, -1);
    private static final List<Integer> SKIPS = List.of(0, 1, 2, 3, 10, 50, Integer.MAX_VALUE, -1);
    private static final List<String> FAR_TIMES =
            List.of("1969-12-31T23:59:59.999Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999Z");

    private static final List<String> NO_VALUE = List.of("exists", "isMissing");
    private static final List<String> MANY_VALUES = List.of("in", "notIn");
    private static final List<String> SEARCHING = List.of("contains", "startsWith", "endsWith");
    private static final List<String> SAME = List.of("sameAs", "sameAsAny");
    private static final List<String> COMPARING = Stream.of(
                    List.of("is", "isNot", "lessThan", "atMost", "greaterThan", "atLeast"), MANY_VALUES, NO_VALUE)
            .flatMap(List::stream)
            .toList();
    private static final List<@Nullable Long> NO_IDS = Arrays.asList(null, 0L, -1L, Long.MIN_VALUE, Long.MAX_VALUE);
    private static final List<Instant> NO_TIMES = List.of(
            Instant.MIN, Instant.MAX, Instant.parse("-4713-11-23T00:00:00Z"), Instant.parse("0000-02-29T00:00:00Z"));

    /** How often each kind is drawn. */
    private static final List<Kind> KINDS = Stream.of(
                    Collections.nCopies(17, Kind.CREATE),
                    Collections.nCopies(15, Kind.PATCH),
                    Collections.nCopies(5, Kind.GET),
                    Collections.nCopies(4, Kind.DELETE),
                    Collections.nCopies(3, Kind.RESTORE),
                    Collections.nCopies(1, Kind.TRASHED),
                    Collections.nCopies(3, Kind.TRASH),
                    Collections.nCopies(4, Kind.UPSERT),
                    Collections.nCopies(3, Kind.KEYS),
                    Collections.nCopies(14, Kind.LIST),
                    Collections.nCopies(4, Kind.ASSOCIATE),
                    Collections.nCopies(16, Kind.SEARCH),
                    Collections.nCopies(7, Kind.QUERY),
                    Collections.nCopies(5, Kind.WALK),
                    Collections.nCopies(1, Kind.STREAM),
                    Collections.nCopies(2, Kind.FIND),
                    Collections.nCopies(3, Kind.POLICY))
            .flatMap(List::stream)
            .toList();

    /** How often a field is drawn for each time that another is: those that have rules, and those that are searched. */
    private static final Map<ContactField<?>, Integer> OFTEN = Map.of(
            ContactFields.FIRST_NAME, 2,
            ContactFields.LAST_NAME, 2,
            ContactFields.EMAIL, 3,
            ContactFields.PHONE, 3,
            ContactFields.PHONE_COUNTRY_CODE, 2,
            ContactFields.PHONE_COUNTRY_ISO, 2,
            ContactFields.OTHER_EMAILS, 3,
            ContactFields.OTHER_PHONES, 3,
            ContactFields.EXTERNAL_IDS, 4,
            ContactFields.CUSTOM_FIELDS, 6);

    private static final List<ContactField<?>> WRITTEN = ContactFields.writable().stream()
            .<ContactField<?>>flatMap(field -> Collections.nCopies(OFTEN.getOrDefault(field, 1), field).stream())
            .toList();

    private static final Map<ContactField<?>, String> SETTERS = ContactFields.writable().stream()
            .filter(field -> field != ContactFields.CUSTOM_FIELDS && !(field instanceof ListField))
            .collect(Collectors.toMap(field -> field, Setters::of));

    private static final long WITHOUT_POLICY = 99;

    private final Values values;
    private final Map<Integer, Long> homes = new HashMap<>();
    private final Map<Integer, List<Call>> writtenBefore = new HashMap<>();
    private Instant now = Instant.parse(HostOperation.NEW_YEAR);

    private OperationGenerator(long seed) {
        this.values = new Values(new SplittableRandom(seed));
    }

    static List<HostOperation> sequence(long seed, int length) {
        OperationGenerator generator = new OperationGenerator(seed);
        return IntStream.range(0, length).mapToObj(i -> generator.next()).toList();
    }

    private HostOperation next() {
        Kind kind = homes.size() < 4 ? Kind.CREATE : values.pick(KINDS);
        long organization = SimulatedHost.ORGANIZATIONS.get(values.chance(75) ? 0 : 1);
        int label = homes.size();
        if (kind == Kind.CREATE || kind == Kind.UPSERT) {
            homes.put(label, organization);
        } else {
            label = values.chance(2) ? -1 - values.below(4) : values.below(homes.size());
            organization = values.chance(95) ? homes.getOrDefault(label, organization) : organization;
        }
        List<Call> calls = switch (kind) {
            case CREATE -> create(organization);
            case PATCH -> patch(label, organization);
            case UPSERT -> upsert(organization);
            case KEYS -> keys();
            case LIST, ASSOCIATE -> query(list(), organization);
            case SEARCH -> search(false);
            case QUERY -> query(search(true), organization);
            case WALK, STREAM, TRASH -> query(values.chance(70) ? list() : search(true), organization);
            case POLICY -> rights(organization);
            case GET, DELETE, RESTORE, TRASHED, FIND -> List.of();
        };
        if (kind == Kind.CREATE || kind == Kind.PATCH) {
            writtenBefore.computeIfAbsent(label, l -> new ArrayList<>()).addAll(calls);
        }
        Long user = values.chance(80) ? Long.valueOf(789) : values.chance(50) ? Long.valueOf(7) : null;
        if (kind == Kind.UPSERT) { // of whose policy the model knows nothing
            return new HostOperation(kind, time(), WITHOUT_POLICY, organization, label, calls, null);
        }
        boolean hasView = kind != Kind.FIND && kind != Kind.POLICY && values.chance(8);
        Where view = hasView ? usableWhere(organization) : null;
        return new HostOperation(kind, time(), user, organization, label, calls, view);
    }

    /** Often for all contacts, so that not everything happens out of sight. */
    private List<Call> rights(long organization) {
        List<Call> calls = new ArrayList<>();
        if (values.chance(60)) {
            calls.add(Call.of("visibleTo", usableWhere(organization)));
        }
        if (values.chance(40)) {
            calls.add(Call.of("changeableBy", usableWhere(organization)));
        }
        return calls;
    }

    /** Now and then by the version, so that a change moves a contact out of sight, and the next one has to miss it. */
    private Where usableWhere(long organization) {
        if (values.chance(30)) {
            String method = values.pick(List.of("lessThan", "atMost", "isNot"));
            return Where.on(ContactFields.VERSION, Call.of(method, 1L + values.below(4)));
        }
        Where where = where(organization, 1);
        return where.filter().violations().isEmpty() ? where : usableWhere(organization);
    }

    private List<Call> create(long organization) {
        List<Call> calls = new ArrayList<>();
        if (values.chance(98)) {
            calls.add(Call.of("firstName", values.text(255)));
        }
        for (int i = values.below(5); i > 0; i--) {
            calls.add(write(organization));
        }
        if (values.chance(40)) {
            calls.add(written(ContactFields.PHONE, organization));
            calls.add(written(ContactFields.PHONE_COUNTRY_CODE, organization));
            calls.add(written(ContactFields.PHONE_COUNTRY_ISO, organization));
        }
        if (values.chance(1)) {
            calls.add(Call.of("ifVersion", 1L));
        }
        return calls;
    }

    private List<Call> upsert(long organization) {
        List<Call> calls = create(organization);
        if (values.chance(80)) {
            String source = values.chance(90) ? HostOperation.SOURCE : values.source();
            calls.add(new Call("externalId", List.of(present(source), present(values.externalId()))));
        }
        return calls;
    }

    private static String present(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }

    private List<Call> keys() {
        return Stream.generate(() -> values.chance(40)
                        ? new Call("externalId", List.of(present(values.source()), present(values.externalId())))
                        : values.chance(50)
                                ? new Call("email", List.of(present(values.email())))
                                : new Call("phone", Arrays.asList(present(values.phone()), values.code())))
                .limit(1 + values.below(3))
                .toList();
    }

    private List<Call> patch(int label, long organization) {
        List<Call> calls = new ArrayList<>();
        List<Call> before = writtenBefore.getOrDefault(label, List.of());
        for (int i = values.below(4); i > 0; i--) {
            calls.add(!before.isEmpty() && values.chance(15) ? values.pick(before) : write(organization));
        }
        if (values.chance(20)) {
            calls.add(Call.of("ifVersion", 1L + values.below(5)));
        }
        return calls;
    }

    private Call write(long organization) {
        if (values.chance(5)) {
            return values.chance(60) ? Call.of("organization", organization(organization)) : named(organization);
        }
        ContactField<?> field = values.pick(WRITTEN);
        if (field == ContactFields.OTHER_EMAILS && values.chance(60)) {
            return values.chance(60)
                    ? Call.of("addEmail", values.email(), values.label())
                    : Call.of("removeEmail", values.email());
        } else if (field == ContactFields.OTHER_PHONES && values.chance(60)) {
            return new Call(
                    values.chance(60) ? "addPhone" : "removePhone",
                    Arrays.asList(values.phone(), values.iso(), values.code(), values.label()));
        }
        if (field == ContactFields.EXTERNAL_IDS && values.chance(70)) {
            return new Call(
                    values.chance(70) ? "externalId" : "removeExternalId",
                    Arrays.asList(values.source(), values.externalId()));
        }
        return field == ContactFields.CUSTOM_FIELDS ? customFields() : written(field, organization);
    }

    private Call customFields() {
        return switch (values.below(6)) {
            case 0 -> Call.of("customFields", values.customFields());
            case 1 -> Call.of("replaceCustomFields", values.replacement());
            default -> Call.of("customField", values.customName(), values.customValue());
        };
    }

    /** By its method, or by its name in the contract. */
    private Call written(ContactField<?> field, long organization) {
        @Nullable Object value = values.valueOf(field, organization);
        return values.chance(90) && SETTERS.containsKey(field)
                ? Call.of(SETTERS.get(field), value)
                : Call.of("set", field.name(), value);
    }

    private Call named(long organization) {
        if (values.chance(10)) {
            return Call.of(
                    "set", "organization_id", values.chance(80) ? organization(organization) : values.anything());
        }
        String name = values.chance(80)
                ? values.pick(ContactFields.writable()).name()
                : values.pick(List.of("id", "version", "created_at", "nope", "", "First_Name", "system_type"));
        return Call.of("set", name, values.anything());
    }

    private long organization(long own) {
        return values.chance(85) ? own : values.pick(List.of(456L, 457L, SimulatedHost.STRANGE_ORGANIZATION, 0L, -1L));
    }

    private List<Call> list() {
        List<Call> calls = new ArrayList<>();
        if (values.chance(75)) {
            List<@Nullable Object> sorts = new ArrayList<>();
            for (int i = values.chance(3) ? 9 : 1 + values.below(3); i > 0; i--) {
                sorts.add(sort());
            }
            calls.add(new Call("sortBy", sorts));
        }
        return window(calls);
    }

    private List<Call> query(List<Call> calls, long organization) {
        if (values.chance(50)) {
            calls.add(Call.of("where", where(organization, 1)));
        }
        if (values.chance(30)) {
            goOn(calls, organization);
        }
        return calls;
    }

    /** After a contact, which may have been changed or deleted; now and then where that is refused. */
    private void goOn(List<Call> calls, long organization) {
        if (values.chance(95)) {
            calls.removeIf(call -> call.method().equals("skip"));
        }
        boolean isOfAll = values.chance(90);
        int place = isOfAll || calls.isEmpty() ? calls.size() : 1 + values.below(calls.size());
        long home = values.chance(97) ? organization : values.pick(SimulatedHost.ORGANIZATIONS);
        calls.add(place, Call.of("after", home, values.below(homes.size())));
    }

    private Sort sort() {
        ColumnField<?> column = values.pick(COLUMNS);
        return values.chance(50) ? column.asc() : column.desc();
    }

    /** Mostly one condition; now and then a tree, one that is as deep as it may be, or one level more. */
    private Where where(long organization, int depth) {
        int kind = values.below(100);
        if (depth == Filter.MAX_DEPTH || (depth > 1 && kind < 60)) {
            return condition(organization);
        } else if (kind < 2) {
            Where not = condition(organization);
            for (int levels = depth + values.below(2); levels < Filter.MAX_DEPTH; levels++) {
                not = Where.joined(Where.Kind.NOT, List.of(not));
            }
            return values.chance(80)
                    ? not
                    : Where.joined(Where.Kind.NOT, List.of(Where.joined(Where.Kind.NOT, List.of(not))));
        } else if (kind < 60) {
            return condition(organization);
        } else if (kind < 70) {
            return Where.joined(Where.Kind.NOT, List.of(where(organization, depth + 1)));
        }
        List<Where> parts = new ArrayList<>();
        for (int i = values.chance(95) ? 2 + values.below(2) : values.below(2); i > 0; i--) {
            parts.add(where(organization, depth + 1));
        }
        return Where.joined(kind < 85 ? Where.Kind.ALL : Where.Kind.ANY, parts);
    }

    private Where condition(long organization) {
        if (values.chance(25)) {
            return Where.onCustom(values.customName(), customCall());
        }
        ColumnField<?> column = values.pick(COLUMNS);
        boolean isText = column instanceof TextField;
        String method = values.pick(isText && values.chance(40) ? SEARCHING : COMPARING);
        if (column == ContactFields.PHONE && values.chance(30)) {
            String number = values.chance(50) ? values.phone() : values.phoneTerm();
            return Where.on(column, new Call("sameNumberAs", Arrays.asList(number, values.iso(), values.code())));
        } else if (isText && values.chance(15)) {
            return Where.on(column, sameCall(() -> values.textLike((TextField) column, values.chance(10))));
        } else if (NO_VALUE.contains(method)) {
            return Where.on(column, Call.of(method));
        } else if (MANY_VALUES.contains(method)) {
            List<@Nullable Object> list = new ArrayList<>();
            for (int i = values.chance(2) ? 1_000 + values.below(2) : values.below(4); i > 0; i--) {
                list.add(value(column, organization, false));
            }
            return Where.on(column, Call.of(method, list));
        }
        return Where.on(column, Call.of(method, value(column, organization, SEARCHING.contains(method))));
    }

    private @Nullable Object value(ColumnField<?> column, long organization, boolean part) {
        if (column instanceof TextField text) {
            return values.textLike(text, part);
        } else if (column instanceof TimeField) {
            return values.chance(5) ? null : values.chance(5) ? values.pick(NO_TIMES) : near();
        } else if (column == ContactFields.ID || column == ContactFields.ORGANIZATION_ID) {
            // A store gives ids of its own, and runs have organizations of their own: only what none has is the same
            // for all.
            return values.pick(NO_IDS);
        } else if (column == ContactFields.VERSION) {
            return Long.valueOf(values.below(5));
        }
        return column == ContactFields.CREATED_BY_USER_ID && values.chance(80)
                ? Long.valueOf(values.chance(50) ? 789 : 7)
                : values.id(organization);
    }

    /** About now, often with a part of a millisecond. */
    private Instant near() {
        return now.minusMillis(values.below(100)).plusNanos(values.chance(20) ? values.below(2_000_000) : 0);
    }

    /** With texts that are written in another case, or with white space around them. */
    private Call sameCall(Supplier<@Nullable String> text) {
        String method = values.pick(SAME);
        List<@Nullable String> texts = new ArrayList<>();
        for (int i = method.equals("sameAs") ? 1 : values.below(values.chance(5) ? 40 : 4); i > 0; i--) {
            String like = text.get();
            texts.add(like == null || values.chance(50) ? like : values.spelledOtherwise(like));
        }
        return Call.of(method, method.equals("sameAs") ? texts.get(0) : texts);
    }

    private Call customCall() {
        String method = values.pick(values.chance(40) ? SEARCHING : COMPARING);
        if (values.chance(15)) {
            return sameCall(values::nameTerm);
        } else if (NO_VALUE.contains(method)) {
            return Call.of(method);
        } else if (MANY_VALUES.contains(method)) {
            List<@Nullable Object> list = new ArrayList<>();
            for (int i = values.below(4); i > 0; i--) {
                list.add(values.customValue());
            }
            return Call.of(method, list);
        } else if (SEARCHING.contains(method)) {
            return Call.of(method, values.nameTerm());
        }
        Object value = values.customValue();
        boolean isOrder = !method.equals("is") && !method.equals("isNot");
        boolean fits = value instanceof String || value instanceof Number || (value instanceof Boolean && !isOrder);
        return Call.of(method, fits ? value : values.nameTerm());
    }

    private List<Call> search(boolean asQuery) {
        List<Call> calls = new ArrayList<>();
        switch (values.below(7)) {
            case 0, 1 -> calls.add(Call.of("byName", values.nameTerm()));
            case 2, 3 -> calls.add(Call.of("byEmail", values.emailTerm()));
            case 4 -> calls.add(Call.of("byAny", values.anyTerm()));
            default -> calls.add(new Call("byPhone", Arrays.asList(values.phoneTerm(), values.iso(), values.code())));
        }
        if (asQuery && values.chance(5)) {
            calls.add(Call.of("sortBy", sort()));
        }
        window(calls);
        if (!asQuery) {
            calls.removeIf(call -> call.method().startsWith("without"));
        }
        return calls;
    }

    private List<Call> window(List<Call> calls) {
        if (values.chance(60)) {
            calls.add(Call.of("limit", values.chance(95) ? values.pick(LIMITS.subList(0, 8)) : values.pick(LIMITS)));
        }
        if (values.chance(40)) {
            calls.add(Call.of("skip", values.chance(95) ? values.pick(SKIPS.subList(0, 7)) : values.pick(SKIPS)));
        }
        if (values.chance(20)) {
            calls.add(Call.of("withoutTotal"));
        }
        if (values.chance(25)) {
            calls.add(Call.of("withoutCustomFields"));
        }
        if (values.chance(25)) {
            calls.add(Call.of("withoutLists"));
        }
        return calls;
    }

    /** A clock that mostly stands still or moves a little, and now and then jumps, backwards as well. */
    private String time() {
        int kind = values.below(100);
        if (kind < 1) {
            return values.pick(FAR_TIMES);
        } else if (kind < 40) {
            now = now.plusMillis(1 + values.below(5));
        } else if (kind < 45) {
            now = now.minus(Duration.ofMinutes(values.below(600)));
        } else if (kind < 55) {
            now = now.plus(Duration.ofMinutes(values.below(600)));
        } else if (kind < 60) {
            now = now.plusNanos(values.below(2_000_000));
        }
        return now.toString();
    }
}
