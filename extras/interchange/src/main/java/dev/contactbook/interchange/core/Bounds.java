package dev.contactbook.interchange.core;

/** The limits of records. What is over one fails alone, and is skipped without being held. */
public final class Bounds {
    /** Bytes of a card. */
    public static final int CARD = 8 << 20;

    /** Lines of a card. */
    public static final int CARD_LINES = 2_000;

    /** Physical lines of a card, those of pictures and other binaries aside. */
    public static final int CARD_TEXT_LINES = 20_000;

    /** Bytes of a content line, pictures and other binaries aside: more than any property of an export has. */
    public static final int CONTENT_LINE = 128 << 10;

    /** Cards within cards. */
    public static final int NESTING = 3;

    /** Characters of a row, line ends within it included. */
    public static final int ROW = 1 << 20;

    /** Physical lines of a row. */
    public static final int ROW_LINES = 20_000;

    /** Characters of a cell. The widest one that an export writes has about 100,000. */
    public static final int CELL = 128 << 10;

    /** Columns of a row. In a file of failures the reason is one more. */
    public static final int COLUMNS = 512;

    /** Characters of the records of a chunk: the one that passes it is the last one. */
    public static final int CHUNK = 4 << 20;

    /** Bytes that are looked at before the first record. */
    public static final int HEAD = 64 << 10;

    private Bounds() {}
}
