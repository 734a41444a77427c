package dev.contactbook.rest;

import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ContactPatch;
import dev.contactbook.domain.Violation;
import dev.contactbook.rest.tree.CanonicalNumbers;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The body of a create or a patch: a contact's JSON, or a part of it (contract §7). */
final class ContactBody {
    private static final String ORGANIZATION = ContactFields.ORGANIZATION_ID.name();
    private static final String IF_VERSION = "ifVersion";

    private ContactBody() {}

    /**
     * Reads a body. Keys that answers have and bodies do not write are ignored, so that a contact can be read, edited
     * and sent back.
     *
     * @param body the keys and values
     * @param problems receives everything that is wrong: wrong types, unknown keys
     */
    static ContactPatch read(Map<String, Object> body, Consumer<Violation> problems) {
        Map<String, Object> values = new LinkedHashMap<>(body);
        boolean conditional = values.containsKey(IF_VERSION);
        Object version = values.remove(IF_VERSION);
        ContactPatch patch =
                ContactPatch.of(contact -> values.forEach((key, value) -> write(contact, key, value, problems)));
        patch.violations().forEach(problems);
        return conditional ? patch.ifVersion(version(version, problems)) : patch;
    }

    private static void write(
            ContactDetails.Builder contact, String key, @Nullable Object value, Consumer<Violation> problems) {
        if (key.equals(ORGANIZATION)) {
            contact.organization(RequestReader.organizationId(value, problems));
        } else if (WireField.named(key).map(WireField::isWritable).orElse(true)) {
            contact.set(key, WireField.readable(key, value)); // which reports a key that does not exist
        }
    }

    private static long version(@Nullable Object value, Consumer<Violation> problems) {
        Optional<BigInteger> version = CanonicalNumbers.whole(value);
        if (version.isEmpty()) {
            problems.accept(RequestReader.problemAt(IF_VERSION, "Must be a whole number"));
        }
        // One that no contact can have is a conflict like any other.
        return version.filter(number -> number.bitLength() < Long.SIZE)
                .orElse(BigInteger.ZERO)
                .longValue();
    }
}
