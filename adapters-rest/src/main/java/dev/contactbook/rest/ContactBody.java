package dev.contactbook.rest;

import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ContactPatch;
import dev.contactbook.rest.tree.CanonicalNumbers;
import java.math.BigInteger;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The body of a create or a patch, which is a contact's JSON, or a part of it (contract §7). */
final class ContactBody {
    private static final String IF_VERSION = "ifVersion";

    /**
     * What the wire writes. Other keys of a contact may stand in a body, so that one can be read, edited and sent back.
     */
    private static final Set<WireField> WRITABLE = EnumSet.of(
            WireField.FIRST_NAME,
            WireField.LAST_NAME,
            WireField.EMAIL,
            WireField.PHONE,
            WireField.PHONE_COUNTRY_CODE,
            WireField.PHONE_COUNTRY_ISO,
            WireField.OWNED_BY_USER_ID,
            WireField.COMPANY_ID,
            WireField.CUSTOM_FIELDS_BY_NAME);

    private ContactBody() {}

    /** Takes all that is left of a body, and notes what of it has the wrong type or is unknown. */
    static ContactPatch read(RequestReader body) {
        Map<String, Object> values = body.takeAll();
        boolean conditional = values.containsKey(IF_VERSION);
        Object version = values.remove(IF_VERSION);
        ContactPatch patch =
                ContactPatch.of(contact -> values.forEach((key, value) -> write(contact, body, key, value)));
        patch.violations().forEach(body::problem);
        return conditional ? patch.ifVersion(version(body, version)) : patch;
    }

    private static void write(ContactDetails.Builder contact, RequestReader body, String key, @Nullable Object value) {
        Optional<WireField> field = WireField.named(key);
        if (key.equals(ContactFields.ORGANIZATION_ID.name())) {
            contact.organization(body.organizationId(value));
        } else if (field.isEmpty() || WRITABLE.contains(field.get())) {
            contact.set(key, value);
        }
    }

    private static long version(RequestReader body, @Nullable Object value) {
        Optional<BigInteger> version = CanonicalNumbers.whole(value);
        if (version.isEmpty()) {
            body.problem(IF_VERSION, "Must be a whole number");
        }
        // One that no contact can have is a conflict like any other.
        return version.filter(number -> number.bitLength() < Long.SIZE)
                .orElse(BigInteger.ZERO)
                .longValue();
    }
}
