package dev.contactbook.interchange.core;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One physical line as bytes, without its end. */
public final class Line {
    private final long number;
    private final byte[] bytes;
    private final String end;
    private final boolean isCut;

    Line(long number, byte[] bytes, String end, boolean isCut) {
        this.number = number;
        this.bytes = bytes;
        this.end = end;
        this.isCut = isCut;
    }

    /** Its number in the file, from 1. */
    public long number() {
        return number;
    }

    /** Its bytes, which are not copied. */
    public byte[] bytes() {
        return bytes;
    }

    /** How it ends: CR, LF, CRLF, CR CR LF, or nothing at the end of the file. */
    public String end() {
        return end;
    }

    /** Whether it is longer than the bound, so that its rest is missing. */
    public boolean isCut() {
        return isCut;
    }

    /** Some of its bytes as a line of the same number. */
    public Line part(int from, int to) {
        return new Line(number, Arrays.copyOfRange(bytes, from, to), end, isCut);
    }

    /** One character for each byte. */
    public String latin() {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    public boolean isBlank() {
        for (byte each : bytes) {
            if (each != ' ' && each != '\t') {
                return false;
            }
        }
        return true;
    }
}
