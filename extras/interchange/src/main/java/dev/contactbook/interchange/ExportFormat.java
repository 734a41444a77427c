package dev.contactbook.interchange;

/** The formats that an export writes. */
public enum ExportFormat {
    /** RFC 4180 in UTF-8 with a byte order mark, separated by commas. */
    CSV,
    /** vCard 3.0, which phones and older programs read. */
    VCARD_3_0,
    /** vCard 4.0. */
    VCARD_4_0
}
