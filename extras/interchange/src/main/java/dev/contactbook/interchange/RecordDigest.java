package dev.contactbook.interchange;

import dev.contactbook.interchange.core.InputRecord;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** A digest of the columns and the records so far, by which another file is told. */
final class RecordDigest {
    private final MessageDigest digest = sha256();

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** The columns belong to it: other ones would make other contacts of the same rows. */
    void add(Map<String, String> columns) {
        columns.forEach((header, meaning) -> {
            digest.update((byte) 0);
            digest.update(header.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(meaning.getBytes(StandardCharsets.UTF_8));
        });
    }

    void add(InputRecord record) {
        digest.update(Long.toString(record.line()).getBytes(StandardCharsets.US_ASCII));
        for (String raw : record.raw()) {
            digest.update((byte) 0);
            digest.update(raw.getBytes(StandardCharsets.UTF_8));
        }
    }

    String asText() {
        try {
            return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("The JDK's SHA-256 can be cloned", e);
        }
    }
}
