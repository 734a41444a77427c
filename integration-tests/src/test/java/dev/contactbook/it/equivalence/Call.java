package dev.contactbook.it.equivalence;

import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ContactKey;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactSearch;
import dev.contactbook.domain.CustomFields;
import dev.contactbook.domain.OtherEmail;
import dev.contactbook.domain.OtherPhone;
import dev.contactbook.domain.Sort;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A call in a chain of calls, such as {@code .lastName("García")}: what an operation is made of.
 *
 * @param method the name of the method
 * @param args its arguments
 */
record Call(String method, List<@Nullable Object> args) {
    static Call of(String method) {
        return new Call(method, List.of());
    }

    static Call of(String method, @Nullable Object arg) {
        return new Call(method, Collections.singletonList(arg));
    }

    static Call of(String method, @Nullable Object first, @Nullable Object second) {
        return new Call(method, Arrays.asList(first, second));
    }

    void run(ContactDetails.Builder c, SimulatedHost world) {
        switch (method) {
            case "customField" -> c.customField(String.valueOf(args.get(0)), args.get(1));
            case "customFields" -> c.customFields((Map<?, ?>) args.get(0));
            case "replaceCustomFields" -> c.replaceCustomFields(customFields());
            case "organization" -> c.organization(world.organization((Long) args.get(0)));
            case "set" -> c.set(String.valueOf(args.get(0)), settable(world));
            case "addEmail" -> c.addEmail(new OtherEmail(required(0), text(1)));
            case "removeEmail" -> c.removeEmail(required(0));
            case "addPhone" -> c.addPhone(phone());
            case "removePhone" -> c.removePhone(phone());
            case "externalId" -> c.externalId(required(0), required(1));
            case "removeExternalId" -> c.removeExternalId(required(0), required(1));
            default -> Setters.run(c, method, args.get(0));
        }
    }

    ContactQuery run(ContactQuery query, SimulatedHost world) {
        return switch (method) {
            case "sortBy" -> query.sortBy(args.toArray(Sort[]::new));
            case "limit" -> query.limit((Integer) args.get(0));
            case "skip" -> query.skip((Integer) args.get(0));
            case "withoutTotal" -> query.withoutTotal();
            case "withoutCustomFields" -> query.withoutCustomFields();
            case "withoutLists" -> query.withoutLists();
            case "where" -> query.where(((Where) args.get(0)).filter());
            case "after" -> world.after(query, (Long) args.get(0), (Integer) args.get(1));
            default -> throw new IllegalStateException(method);
        };
    }

    /** The key that it asks for. */
    ContactKey key() {
        return switch (method) {
            case "email" -> ContactKey.email(required(0));
            case "phone" -> ContactKey.phone(required(0), text(1));
            default -> ContactKey.externalId(required(0), required(1));
        };
    }

    ContactSearch run(ContactSearch search) {
        return method.equals("limit") ? search.limit((Integer) args.get(0)) : search.skip((Integer) args.get(0));
    }

    ContactSearch search() {
        return switch (method) {
            case "byName" -> ContactSearch.byName(text(0));
            case "byEmail" -> ContactSearch.byEmail(text(0));
            case "byAny" -> ContactSearch.byAny(text(0));
            default -> ContactSearch.byPhone(text(0), text(1), text(2));
        };
    }

    /** A query and this call of it, when these contacts were made. */
    String toJava(String query, Set<Integer> created) {
        if (!method.equals("after")) {
            return query + toJava();
        }
        boolean isThere = created.contains(args.get(1));
        return isThere ? "SimulatedHost.after(" + query + ", " + args.get(0) + ", c" + args.get(1) + ")" : query;
    }

    String toJava() {
        String arguments = args.stream().map(Literal::of).collect(Collectors.joining(", "));
        return "." + method + "("
                + switch (method) {
                    case "replaceCustomFields" ->
                        args.get(0) == null ? arguments : "CustomFields.of(" + arguments + ")";
                    case "addEmail" -> "new OtherEmail(" + arguments + ")";
                    case "addPhone", "removePhone" -> "new OtherPhone(" + arguments + ")";
                    default -> arguments;
                }
                + ")";
    }

    /** The same call with something smaller in place of one argument. */
    List<Call> simpler() {
        List<Call> simpler = new ArrayList<>();
        for (int i = 0; i < args.size(); i++) {
            for (Object smaller : Shrinker.smaller(args.get(i))) {
                List<@Nullable Object> with = new ArrayList<>(args);
                with.set(i, smaller);
                simpler.add(new Call(method, with));
            }
        }
        if (method.equals("sortBy")) {
            for (int i = 0; i < args.size(); i++) {
                List<@Nullable Object> without = new ArrayList<>(args);
                without.remove(i);
                simpler.add(new Call(method, without));
            }
        }
        return simpler;
    }

    @Nullable
    String text(int index) {
        return (String) args.get(index);
    }

    private String required(int index) {
        return Objects.requireNonNullElse(text(index), "");
    }

    private OtherPhone phone() {
        return new OtherPhone(required(0), text(1), text(2), text(3));
    }

    private @Nullable CustomFields customFields() {
        if (!(args.get(0) instanceof Map<?, ?> map)) {
            return null;
        }
        Map<String, @Nullable Object> byName = new LinkedHashMap<>();
        map.forEach((name, value) -> byName.put(String.valueOf(name), value));
        return CustomFields.of(byName);
    }

    private @Nullable Object settable(SimulatedHost world) {
        boolean organization = ContactFields.ORGANIZATION_ID.name().equals(args.get(0));
        return organization && args.get(1) instanceof Long number ? world.organization(number) : args.get(1);
    }
}
