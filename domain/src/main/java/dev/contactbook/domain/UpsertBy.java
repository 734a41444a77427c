package dev.contactbook.domain;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * By which keys an upsert looks for its contact (contract §3, keys). Immutable.
 *
 * <pre>{@code contacts.upsert(caller, c -> c.externalId("crm", "0017").firstName("Ada"), UpsertBy.externalId("crm"))}
 * </pre>
 */
public final class UpsertBy {
    private final String source;

    private UpsertBy(String source) {
        this.source = source;
    }

    /**
     * By the ids of one system that the input has.
     *
     * @param source the name of the system, for example {@code crm}
     * @return the choice
     */
    public static UpsertBy externalId(String source) {
        return new UpsertBy(new ExternalId(Objects.requireNonNull(source, "source"), "").source());
    }

    /**
     * The keys that an input has.
     *
     * @param details the input
     * @return the keys, empty if the input has none, which is invalid
     */
    public Set<ContactKey> keys(ContactPatch details) {
        return details.applyTo(ContactDetails.EMPTY).externalIds().stream()
                .filter(id -> id.isComplete() && id.source().equals(source))
                .map(ContactKey::ofExternalId)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * What is wrong with an input that has no key.
     *
     * @param details the input
     * @return the violations, empty if it has a key
     */
    public List<Violation> violations(ContactPatch details) {
        return keys(details).isEmpty()
                ? List.of(new Violation(
                        ContactFields.EXTERNAL_IDS.name(), "upsert_key", "Must have an id of the source to upsert by"))
                : List.of();
    }

    /** Equal if it is by the same keys. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof UpsertBy by && source.equals(by.source);
    }

    @Override
    public int hashCode() {
        return source.hashCode();
    }

    /** What it is by, without the source. */
    @Override
    public String toString() {
        return "UpsertBy[" + ContactKey.Kind.EXTERNAL_ID + "]";
    }
}
