package dev.contactbook.it.equivalence;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactField;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The methods of the builder that write one field each. What a method writes is found by calling it. */
final class Setters {
    private static final Map<String, Method> BY_NAME = Arrays.stream(ContactDetails.Builder.class.getMethods())
            .filter(method -> method.getReturnType() == ContactDetails.Builder.class)
            .filter(method -> Arrays.equals(method.getParameterTypes(), new Class<?>[] {String.class})
                    || Arrays.equals(method.getParameterTypes(), new Class<?>[] {Long.class}))
            .collect(Collectors.toMap(Method::getName, Function.identity()));

    private Setters() {}

    /** The name of the method that writes a field. */
    static String of(ContactField<?> field) {
        return BY_NAME.keySet().stream()
                .filter(method -> writes(method, field))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No method of the builder writes " + field.name()));
    }

    private static boolean writes(String method, ContactField<?> field) {
        Class<?> type = Objects.requireNonNull(BY_NAME.get(method)).getParameterTypes()[0];
        ContactDetails.Builder written = ContactDetails.builder();
        run(written, method, type == Long.class ? Long.valueOf(1) : "1");
        return !Objects.equals(field.of(contact(written)), field.of(contact(ContactDetails.builder())));
    }

    private static Contact contact(ContactDetails.Builder details) {
        return Contact.builder(1, 1).details(details.build()).build();
    }

    /** Calls a method by its name. */
    static void run(ContactDetails.Builder contact, String method, @Nullable Object value) {
        try {
            Objects.requireNonNull(BY_NAME.get(method), method).invoke(contact, value);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
