package dev.contactbook.domain;

import dev.contactbook.domain.text.Texts;
import java.net.IDN;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The normal form and the rule of an e-mail address (contract §2).
 *
 * <p>An address is taken out of what people paste with it: {@code Ada <ada@example.com>},
 * {@code mailto:ada@example.com?subject=x}, {@code ada@example.com;}. A text that has no address in it stays, for the
 * rule to reject.
 *
 * <p>A domain beyond ASCII has a second form in ASCII (IDNA 2003, the JDK's), by which addresses are compared.
 */
final class EmailText {
    private static final int LONGEST_LOCAL_PART = 64;
    private static final String MAILTO = "mailto:";

    /** What a label in ASCII begins with that stands for other letters. */
    private static final String ENCODED = "xn--";

    /** A letter that is younger than IDNA 2003, and is another case of one that it knows. */
    private static final char CAPITAL_SHARP_S = '\u1E9E';

    private static final char SHARP_S = '\u00DF';

    /** Each name may be followed by an address between these, or an address by a name between the second ones. */
    private static final List<String> BRACKETS = List.of("<>", "()", "[]");

    /** What the decoder writes for malformed bytes. */
    private static final char REPLACEMENT = '\uFFFD';

    private EmailText() {}

    /** Returns the address in a text, or the text itself if no address is in it, null if it is blank. */
    static @Nullable String clean(@Nullable String typed) {
        String text = Texts.optionalVisible(typed);
        if (text == null || (isEmail(text) && !isInBrackets(text))) {
            return text;
        }
        String address = address(text);
        if (isEmail(address)) {
            return outOfBrackets(address, text);
        }
        String ordinary = address(withOrdinarySigns(text));
        return isEmail(ordinary) ? outOfBrackets(ordinary, text) : text;
    }

    /** What was taken out of a text may be between brackets itself. A store reads what this returns, and cleans it. */
    private static @Nullable String outOfBrackets(String address, String text) {
        return isInBrackets(address) && address.length() < text.length() ? clean(address) : address;
    }

    /**
     * Returns a part of an address to search for, without what may be pasted around an address. What is left occurs
     * wherever the text did.
     */
    static String part(String typed) {
        String address = clean(typed);
        if (address == null || isEmail(address)) {
            return address == null ? "" : address;
        }
        String part = withoutListEnd(address);
        int start = part.regionMatches(true, 0, "<" + MAILTO, 0, 1 + MAILTO.length())
                ? 1 + MAILTO.length()
                : part.regionMatches(true, 0, MAILTO, 0, MAILTO.length())
                        ? MAILTO.length()
                        : part.startsWith("<") ? 1 : 0;
        int end = part.endsWith(">") ? part.length() - 1 : part.length();
        String inner = start < end ? Texts.trim(part.substring(start, end)) : "";
        return inner.isEmpty() ? part : inner;
    }

    /**
     * Returns an address with its domain in ASCII, the address itself if that changes nothing but letters that any
     * folding changes, or if there is no such form.
     */
    static String inAscii(String email) {
        String domain = domain(email);
        if (Texts.isAscii(domain) || Texts.length(email) > ContactFields.EMAIL.maxLength()) {
            return email;
        }
        try {
            String ascii = IDN.toASCII(domain.replace(CAPITAL_SHARP_S, SHARP_S), IDN.ALLOW_UNASSIGNED);
            String address = email.substring(0, email.length() - domain.length()) + ascii;
            return isEncoded(ascii) && Texts.length(address) <= ContactFields.EMAIL.maxLength() ? address : email;
        } catch (RuntimeException e) {
            return email; // a label that no domain has: newer JDKs throw no IllegalArgumentException at very long ones
        }
    }

    /** Returns an address with a domain in ASCII as people write it: the address itself if that is the same. */
    static String inLetters(String email) {
        String domain = domain(email);
        return isEncoded(domain) && Texts.length(email) <= ContactFields.EMAIL.maxLength()
                ? email.substring(0, email.length() - domain.length()) + IDN.toUnicode(domain, IDN.ALLOW_UNASSIGNED)
                : email;
    }

    /** Returns what is after the last {@code @}, nothing if there is none. */
    private static String domain(String email) {
        int at = email.lastIndexOf('@');
        return at < 0 ? "" : email.substring(at + 1);
    }

    private static boolean isEncoded(String domain) {
        for (int i = domain.indexOf('-'); i >= 0; i = domain.indexOf('-', i + 1)) {
            boolean beginsLabel = i == 2 || (i > 2 && domain.charAt(i - 3) == '.');
            if (beginsLabel && domain.regionMatches(true, i - 2, ENCODED, 0, ENCODED.length())) {
                return true;
            }
        }
        return false;
    }

    /** Returns full-width signs as the ordinary ones, and ideographic full stops as dots. */
    private static String withOrdinarySigns(String text) {
        StringBuilder ordinary = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            ordinary.append(
                    letter == '\u3002' || letter == '\uFF61'
                            ? '.'
                            : letter >= '\uFF01' && letter <= '\uFF5E' ? (char) (letter - 0xFEE0) : letter);
        }
        return ordinary.toString();
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
        String listed = withoutListEnd(text);
        for (String pair : BRACKETS) {
            int open = listed.endsWith(pair.substring(1)) ? outsideQuotes(listed, pair.charAt(0)) : -1;
            if (open >= 0) {
                return ofPair(
                        listed,
                        Texts.trim(listed.substring(0, open)),
                        Texts.trim(listed.substring(open + 1, listed.length() - 1)));
            }
        }
        return withoutLink(listed);
    }

    /** Square brackets are letters of a local part to many programs, but around a whole address they are none. */
    private static boolean isInBrackets(String text) {
        return text.startsWith("[") && text.endsWith("]");
    }

    private static String withoutListEnd(String text) {
        int end = text.length();
        while (end > 0 && (isListEnd(text.charAt(end - 1)) || Texts.isWhiteSpace(text.charAt(end - 1)))) {
            end--;
        }
        return text.substring(0, end);
    }

    private static boolean isListEnd(char sign) {
        return sign == ',' || sign == ';';
    }

    /**
     * Returns the address that is between brackets after a name, or before a name that is between brackets. The name
     * has no other address. In a link of Markdown it is between square brackets.
     */
    private static String ofPair(String text, String before, String between) {
        String inner = withoutLink(between);
        String outer = withoutLink(before);
        String name = isInBrackets(before) ? before.substring(1, before.length() - 1) : before;
        if (outsideQuotes(before, '@') < 0 || name.equalsIgnoreCase(inner)) {
            return inner;
        }
        return outsideQuotes(between, '@') < 0 && !text.endsWith(">") ? outer : text;
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
            case '\uFF20', '\u3002', '\uFF0E', '\uFF61' -> false;
            default -> !Texts.isWhiteSpace(letter);
        };
    }
}
