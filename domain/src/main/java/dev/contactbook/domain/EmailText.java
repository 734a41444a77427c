package dev.contactbook.domain;

import dev.contactbook.domain.text.Texts;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The normal form and the rule of an e-mail address (contract §2).
 *
 * <p>An address is taken out of what people paste with it: {@code Ada <ada@example.com>},
 * {@code mailto:ada@example.com?subject=x}, {@code ada@example.com;}. A text that has no address in it stays, for the
 * rule to reject.
 */
final class EmailText {
    private static final int LONGEST_LOCAL_PART = 64;
    private static final String MAILTO = "mailto:";

    /** What the decoder writes for malformed bytes. */
    private static final char REPLACEMENT = '\uFFFD';

    private EmailText() {}

    /** Returns the address in a text, or the text itself if no address is in it, null if it is blank. */
    static @Nullable String clean(@Nullable String typed) {
        String text = Texts.optionalVisible(typed);
        if (text == null || isEmail(text)) {
            return text;
        }
        String address = address(text);
        return isEmail(address) ? address : text;
    }

    /** Whether a text is one address: a local part, which may be in quotes, {@code @} and a dotted domain. */
    static boolean isEmail(String text) {
        int at = endOfLocalPart(text);
        return at >= 1
                && text.codePointCount(0, at) <= LONGEST_LOCAL_PART
                && isDomain(text, at + 1)
                && Texts.isOneLine(text);
    }

    /** The address that a text is about, if it is about one. */
    private static String address(String text) {
        int end = text.length();
        while (end > 0 && (isListEnd(text.charAt(end - 1)) || Texts.isWhiteSpace(text.charAt(end - 1)))) {
            end--;
        }
        return withoutLink(withoutName(text.substring(0, end)));
    }

    private static boolean isListEnd(char sign) {
        return sign == ',' || sign == ';';
    }

    /** Returns what is between the angle brackets at the end. The name before them has no other address. */
    private static String withoutName(String text) {
        int open = text.endsWith(">") ? outsideQuotes(text, '<') : -1;
        if (open < 0) {
            return text;
        }
        String address = Texts.trim(text.substring(open + 1, text.length() - 1));
        String name = Texts.trim(text.substring(0, open));
        boolean isOtherAddress = outsideQuotes(name, '@') >= 0 && !name.equalsIgnoreCase(withoutLink(address));
        return isOtherAddress ? text : address;
    }

    /** Returns the address of a link, which may have escapes and a query. Any other text stays. */
    private static String withoutLink(String link) {
        if (!link.regionMatches(true, 0, MAILTO, 0, MAILTO.length())) {
            return link;
        }
        int query = link.indexOf('?');
        String address = link.substring(MAILTO.length(), query < 0 ? link.length() : query);
        if (address.indexOf('%') < 0) {
            return address;
        }
        try {
            // In a link a plus is a plus, but the decoder is one of forms.
            String decoded = URLDecoder.decode(address.replace("+", "%2B"), StandardCharsets.UTF_8);
            return decoded.indexOf(REPLACEMENT) < 0 ? Texts.visible(decoded) : address;
        } catch (IllegalArgumentException e) {
            return address; // a malformed escape, so the percent sign is part of the address
        }
    }

    /** Returns the index of a sign outside quotes, −1 if there is none. */
    private static int outsideQuotes(String text, char sign) {
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter == '"') {
                quoted = !quoted;
            } else if (quoted && letter == '\\') {
                i++;
            } else if (!quoted && letter == sign) {
                return i;
            }
        }
        return -1;
    }

    /** Returns the index of the {@code @} after a local part, −1 if the text does not begin with one. */
    private static int endOfLocalPart(String text) {
        int at = text.startsWith("\"") ? endOfQuotes(text) : endOfWord(text);
        return at < text.length() && at > 0 && text.charAt(at) == '@' ? at : -1;
    }

    /** Returns the index after the quotes that begin a text, or its length if they do not end. */
    private static int endOfQuotes(String text) {
        for (int i = 1; i < text.length(); i++) {
            if (text.charAt(i) == '"') {
                return i + 1;
            } else if (text.charAt(i) == '\\') {
                i++;
            }
        }
        return text.length();
    }

    /** Returns the index of the first sign that no word of an address has, −1 if a dot is at a wrong place. */
    private static int endOfWord(String text) {
        int end = 0;
        while (end < text.length() && isPlain(text.charAt(end))) {
            boolean doubled = text.charAt(end) == '.' && (end == 0 || text.charAt(end - 1) == '.');
            if (doubled) {
                return -1;
            }
            end++;
        }
        return end > 0 && text.charAt(end - 1) == '.' ? -1 : end;
    }

    /** Whether the rest of a text is labels between dots, at least two, none with a hyphen at an end. */
    private static boolean isDomain(String text, int start) {
        int labels = 0;
        int label = start;
        for (int i = start; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == '.') {
                if (i == label || text.charAt(label) == '-' || text.charAt(i - 1) == '-') {
                    return false;
                }
                labels++;
                label = i + 1;
            } else if (!isPlain(text.charAt(i))) {
                return false;
            }
        }
        return labels >= 2;
    }

    /** Whether an address has a letter outside quotes. */
    private static boolean isPlain(char letter) {
        return switch (letter) {
            case '@', '<', '>', '(', ')', ',', ';', ':', '"' -> false;
            default -> !Texts.isWhiteSpace(letter);
        };
    }
}
