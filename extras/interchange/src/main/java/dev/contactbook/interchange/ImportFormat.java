package dev.contactbook.interchange;

/** The formats that an import reads. */
public enum ImportFormat {
    /** Rows of cells, with any separator. */
    CSV,
    /** vCards of the versions 2.1, 3.0 and 4.0, also mixed in one file. */
    VCARD
}
