package dev.contactbook.interchange.core;

/** The kinds of problems of records. The names are part of the contract. */
public enum Code {
    CELL_QUOTES("A quote is not closed, or text follows a closing quote"),
    TOO_MANY_CELLS("The row has more cells than the header"),
    TOO_FEW_CELLS("The row has fewer cells than the header"),
    NOT_A_ROW("The row has one cell only, or is the header again"),
    COLUMN_WITHOUT_NAME("The column has no name, so its content is left out"),
    RECORD_TOO_LARGE("The record is too large"),
    LINE_TOO_LONG("A line is too long"),
    CELL_TOO_LARGE("A cell is too large"),
    TOO_MANY_LINES("The card has too many lines"),
    NESTED_TOO_DEEP("Cards are nested too deep"),
    END_MISSING("The card has no end"),
    NOT_A_CARD("These lines belong to no card"),
    NOT_A_CONTACT("The card is a group, not a contact"),
    CHARSET_GUESSED("The bytes are not UTF-8, so the fallback charset was used"),
    CHARSET_UNKNOWN("The charset that the property names is unknown, so it was guessed"),
    LETTERS_LOST("The text has letters that were lost before, in another program or by a wrong charset (U+FFFD)"),
    NO_NAME("The record has nothing to name the contact by"),
    NAME_CHOSEN("The record has no given name, so another value became the first name"),
    VALUE_INVALID("The value breaks a rule, so it is left out"),
    PHONE_SCIENTIFIC("The digits of this phone are gone, so it is left out"),
    DATE_UNCLEAR("The date is not clear, so it stays as typed"),
    TOO_MANY_VALUES("The contact has no room for this value, so it is left out"),
    PHOTO_SKIPPED("The picture is left out, because only addresses of pictures are kept"),
    NOT_KEPT("The contact has no place for these properties, so they are left out"),
    KEPT_LOCAL("The contact has another value here, which stays"),
    REPEATED("An earlier record of this file is the same person"),
    AMBIGUOUS("Several contacts fit this record"),
    INVALID("The contact breaks a rule"),
    FORBIDDEN("The caller may not write this contact"),
    DUPLICATE("Another contact has what only one may have: one that is deleted, or that the caller may not see"),
    CONFLICT("Another write changed the contact meanwhile: import the record again"),
    STORAGE("The store failed: import the record again");

    private final String message;

    Code(String message) {
        this.message = message;
    }

    /** The message for people, without values of the record. */
    public String message() {
        return message;
    }
}
