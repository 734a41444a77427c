package dev.contactbook.jdbc.write;

import dev.contactbook.domain.ContactRule;
import dev.contactbook.domain.ContactsException.Storage;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** The ids that the host's generator gives, which is not believed. */
public final class CheckedIds {
    private final LongSupplier generator;

    public CheckedIds(LongSupplier generator) {
        this.generator = generator;
    }

    /** The ids of so many new contacts; the storage error if there are none, or none that a contact can have. */
    public List<Long> take(int number) {
        return Stream.generate(this::next).limit(number).toList();
    }

    private Long next() {
        long id;
        try {
            id = generator.getAsLong();
        } catch (RuntimeException e) {
            throw new Storage("The generator of ids failed", true, Storage.Outcome.NOT_APPLIED);
        }
        if (id < 1 || id > ContactRule.MAX_ID) {
            throw new Storage(
                    "The generator of ids gave one that is not from 1 to 2^53−1", false, Storage.Outcome.NOT_APPLIED);
        }
        return id;
    }
}
