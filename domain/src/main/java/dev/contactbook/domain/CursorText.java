package dev.contactbook.domain;

import dev.contactbook.domain.text.Folding;
import dev.contactbook.domain.text.Texts;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The text of a cursor: a version, a digest, an id and the values of its query's sort keys, in URL-safe Base64.
 *
 * <p>The digest of the organization, the query and the position detects mixed-up cursors. It is no security measure: a
 * forged position reads no more than a filter does. A decoded position must be one that a contact can have had
 * ({@link Position#of(ContactQuery, long, List, long)}), so that every store continues with the same contact.
 */
final class CursorText {
    /** Raised when the text or the input of the digest changes. Older cursors are then rejected. */
    private static final byte VERSION = 1;

    private static final int DIGEST_BYTES = 12;

    private static final byte NULL = 0;
    private static final byte TEXT = 1;
    private static final byte NUMBER = 2;
    private static final byte TIME = 3;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private CursorText() {}

    static Cursor write(ContactQuery query, long organizationId, Position position) {
        byte[] place = place(position);
        CursorText text = new CursorText();
        text.bytes.write(VERSION);
        text.bytes.writeBytes(digest(query, organizationId, place));
        text.bytes.writeBytes(place);
        return encoded(text.bytes.toByteArray());
    }

    private static Cursor encoded(byte[] bytes) {
        return Cursor.of(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /**
     * Decodes a cursor.
     *
     * @throws ContactsException.Invalid with {@code after}
     */
    static Position read(ContactQuery query, long organizationId, Cursor cursor) {
        ByteBuffer buffer = decoded(cursor);
        if (buffer.remaining() < 1 + DIGEST_BYTES || buffer.get() != VERSION) {
            throw refused("Not a valid cursor: use the page's next");
        }
        byte[] digest = new byte[DIGEST_BYTES];
        buffer.get(digest);
        byte[] place = new byte[buffer.remaining()];
        buffer.get(place);
        return Optional.of(digest)
                .filter(told -> MessageDigest.isEqual(told, digest(query, organizationId, place)))
                .flatMap(told -> position(query, organizationId, place))
                .orElseThrow(() -> refused("Cursor belongs to another query"));
    }

    private static ByteBuffer decoded(Cursor cursor) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor.text());
            // The decoder accepts unused bits and padding: other texts of the same bytes.
            return encoded(bytes).equals(cursor) ? ByteBuffer.wrap(bytes) : ByteBuffer.allocate(0);
        } catch (IllegalArgumentException e) {
            return ByteBuffer.allocate(0);
        }
    }

    private static ContactsException.Invalid refused(String message) {
        return ContactsException.Invalid.query(List.of(new Violation("after", "cursor", message)));
    }

    private static byte[] place(Position position) {
        CursorText place = new CursorText();
        place.number(position.id());
        position.values().forEach(place::value);
        return place.bytes.toByteArray();
    }

    /** Reads what {@link #place} wrote, empty if it is something else, or the same in another spelling. */
    private static Optional<Position> position(ContactQuery query, long organizationId, byte[] place) {
        ByteBuffer bytes = ByteBuffer.wrap(place);
        try {
            long id = bytes.getLong();
            List<@Nullable Object> values = new ArrayList<>();
            while (bytes.hasRemaining()) {
                values.add(value(bytes));
            }
            return Position.of(query, organizationId, values, id)
                    .filter(position -> Arrays.equals(place(position), place));
        } catch (BufferUnderflowException
                | IllegalArgumentException
                | DateTimeException
                | ArithmeticException e) { // ArithmeticException: a time out of range
            return Optional.empty();
        }
    }

    private static @Nullable Object value(ByteBuffer place) {
        byte type = place.get();
        return switch (type) {
            case NULL -> null;
            case TEXT -> text(place);
            case NUMBER -> place.getLong();
            case TIME -> Instant.ofEpochSecond(place.getLong(), place.getInt());
            default -> throw new IllegalArgumentException("No such type");
        };
    }

    private static String text(ByteBuffer place) {
        int length = place.getInt();
        if (length < 0 || length > place.remaining() / Character.BYTES) {
            throw new BufferUnderflowException();
        }
        char[] chars = new char[length];
        for (int i = 0; i < length; i++) {
            chars[i] = place.getChar();
        }
        String text = new String(chars);
        if (!Texts.isMultiLine(text)) {
            throw new IllegalArgumentException("Not a contact's"); // not every database accepts it
        }
        return text;
    }

    static byte[] digest(ContactQuery query, long organizationId, byte[] place) {
        CursorText asked = new CursorText();
        asked.number(organizationId);
        if (query.lifeState() != LifeState.LIVE) {
            asked.text(query.lifeState().name());
        }
        if (query.search().isPresent() || !query.sorts().isEmpty()) {
            asked.number(Folding.RULES); // a place in an order by folded texts
        }
        query.search().ifPresent(search -> search.criteria().forEach(asked::text));
        query.sorts().forEach(asked::sort);
        query.ownFilter().ifPresent(asked::filter);
        MessageDigest digest = sha256();
        digest.update(asked.bytes.toByteArray());
        return Arrays.copyOf(digest.digest(place), DIGEST_BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private void sort(Sort sort) {
        text(sort.field().name());
        text(sort.direction().name());
    }

    private void filter(Filter filter) {
        Runnable write = filter.match(
                column -> () -> condition(column.field().name(), column.operator(), column.values()),
                custom -> () -> condition(Violation.customPath(custom.name()), custom.operator(), custom.values()),
                and -> () -> parts("and", and.filters()),
                or -> () -> parts("or", or.filters()),
                not -> () -> parts("not", List.of(not.filter())));
        write.run();
    }

    private void condition(String field, FilterOperator operator, List<? extends @Nullable Object> values) {
        text(field);
        text(operator.name());
        number(values.size());
        values.forEach(this::value);
    }

    private void parts(String joint, List<Filter> filters) {
        text(joint);
        number(filters.size());
        filters.forEach(this::filter);
    }

    private void value(@Nullable Object value) {
        if (value == null) {
            bytes.write(NULL);
        } else if (value instanceof Long number) {
            bytes.write(NUMBER);
            number(number);
        } else if (value instanceof Instant time) {
            bytes.write(TIME);
            number(time.getEpochSecond());
            bytes.writeBytes(
                    ByteBuffer.allocate(Integer.BYTES).putInt(time.getNano()).array());
        } else if (value instanceof CustomValue custom) {
            text(custom.toString()); // its kind
            text(custom.raw().toString());
        } else {
            bytes.write(TEXT);
            text((String) value);
        }
    }

    private void number(long number) {
        bytes.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
    }

    /** Writes each UTF-16 unit: not every Java text has a form in UTF-8. */
    private void text(String text) {
        ByteBuffer buffer = ByteBuffer.allocate(Integer.BYTES + text.length() * Character.BYTES);
        buffer.putInt(text.length()).asCharBuffer().put(text);
        bytes.writeBytes(buffer.array());
    }
}
