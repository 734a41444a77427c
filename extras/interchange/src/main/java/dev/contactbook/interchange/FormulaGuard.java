package dev.contactbook.interchange;

/** Which cells of a CSV file get an apostrophe, so that no spreadsheet runs them as a formula (contract §8). */
public enum FormulaGuard {
    /** Cells that may be a formula. A plain phone such as {@code +49 30 1234} stays as it is. */
    PLAIN_PHONES,
    /** Cells that may be a formula, and each that begins with {@code +} or {@code -}. */
    EVERY_SIGN,
    /** No cell. */
    NONE
}
