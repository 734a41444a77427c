package dev.contactbook.interchange.core;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Decodes bytes as UTF-8 until some are malformed. If all bytes before were ASCII, the rest of the file is the
 * fallback. Otherwise only these bytes are.
 */
public final class LineDecoder {
    /** What files are that are not UTF-8, most often. */
    public static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    private final Charset fallback;
    private boolean sawUtf8;
    private boolean isFallback;
    private boolean hasGuessed;
    private boolean everGuessed;

    public LineDecoder(Charset fallback) {
        this.fallback = fallback;
    }

    /** Decodes bytes that say nothing about their charset. */
    public String decode(byte[] bytes) {
        hasGuessed = false;
        if (isAscii(bytes)) {
            return new String(bytes, StandardCharsets.US_ASCII);
        }
        String text = isFallback ? null : strict(bytes, StandardCharsets.UTF_8);
        if (text != null) {
            sawUtf8 = true;
            return text;
        }
        isFallback |= !sawUtf8;
        hasGuessed = true;
        everGuessed = true;
        return new String(bytes, fallback);
    }

    /** Decodes bytes of a charset, or guesses if they contradict it. */
    public String decode(byte[] bytes, Charset charset) {
        hasGuessed = false;
        String text = isAscii(bytes) && !charset.name().startsWith("ISO-2022") ? latin(bytes) : strict(bytes, charset);
        return text == null ? decode(bytes) : text;
    }

    /** Whether the last call used the fallback. */
    public boolean hasGuessed() {
        return hasGuessed;
    }

    /** Whether some call used the fallback. */
    public boolean everGuessed() {
        return everGuessed;
    }

    public Charset fallback() {
        return fallback;
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static @Nullable String strict(byte[] bytes, Charset charset) {
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte each : bytes) {
            if (each < 0) {
                return false;
            }
        }
        return true;
    }
}
