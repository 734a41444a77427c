package dev.contactbook.interchange;

import java.util.List;
import java.util.OptionalLong;

/**
 * What became of one record (contract §8). Immutable.
 *
 * @param record the place of the record in the file, from 1
 * @param line the physical line where it begins, from 1
 * @param kind what became of it
 * @param contactId the contact, empty if there is none, or none yet because nothing was written
 * @param problems why it failed, and what was left out or chosen, an unmodifiable list
 */
public record ImportOutcome(long record, long line, Kind kind, OptionalLong contactId, List<ImportProblem> problems) {
    /** What became of a record. */
    public enum Kind {
        /** It became a new contact. */
        CREATED,
        /** It changed a contact. */
        UPDATED,
        /** A contact already had all of it. */
        UNCHANGED,
        /** It is no contact, for example a group. */
        SKIPPED,
        /** Nothing was written of it. */
        FAILED
    }

    /**
     * An outcome with a copy of the problems.
     *
     * @param record the place of the record
     * @param line the physical line
     * @param kind what became of it
     * @param contactId the contact
     * @param problems the problems
     */
    public ImportOutcome {
        problems = List.copyOf(problems);
    }

    /** Its place and kind, without values, for logs. */
    @Override
    public String toString() {
        return "ImportOutcome[" + kind + " in line " + line + "]";
    }
}
