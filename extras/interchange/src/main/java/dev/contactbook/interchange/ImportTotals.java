package dev.contactbook.interchange;

/**
 * How many records had which outcome. The last five add up to the first (contract §8).
 *
 * @param read how many records were read, from 0
 * @param created how many became a new contact
 * @param updated how many changed a contact
 * @param unchanged how many a contact already had
 * @param skipped how many are no contact
 * @param failed how many failed
 */
public record ImportTotals(long read, long created, long updated, long unchanged, long skipped, long failed) {
    static final ImportTotals NONE = new ImportTotals(0, 0, 0, 0, 0, 0);

    ImportTotals plus(ImportOutcome.Kind kind) {
        return switch (kind) {
            case CREATED -> new ImportTotals(read + 1, created + 1, updated, unchanged, skipped, failed);
            case UPDATED -> new ImportTotals(read + 1, created, updated + 1, unchanged, skipped, failed);
            case UNCHANGED -> new ImportTotals(read + 1, created, updated, unchanged + 1, skipped, failed);
            case SKIPPED -> new ImportTotals(read + 1, created, updated, unchanged, skipped + 1, failed);
            case FAILED -> new ImportTotals(read + 1, created, updated, unchanged, skipped, failed + 1);
        };
    }
}
