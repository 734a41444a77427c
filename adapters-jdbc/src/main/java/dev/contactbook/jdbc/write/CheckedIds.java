package dev.contactbook.jdbc.write;

import dev.contactbook.domain.ContactRule;
import dev.contactbook.domain.ContactsException.Storage;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** Ids from the host's generator, with a range check. */
public final class CheckedIds {
    private final LongSupplier generator;

    public CheckedIds(LongSupplier generator) {
        this.generator = generator;
    }

    /**
     * The ids of so many new contacts. The storage error if the generator fails, or gives one that no contact can have.
     */
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
                    "The generator of ids gave an id outside of 1 to 2^53−1", false, Storage.Outcome.NOT_APPLIED);
        }
        return id;
    }
}
