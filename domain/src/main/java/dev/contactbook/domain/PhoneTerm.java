package dev.contactbook.domain;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a term looks for in the {@link PhoneEntries} of contacts: one of the codes and one of the digits (contract §3,
 * phones). Immutable.
 */
final class PhoneTerm {
    /** The fewest digits to look for. */
    private static final int FEWEST_DIGITS = ContactSearch.MIN_TERM_LENGTH;

    private final List<PhoneNumber> texts;
    private final Set<String> codes = new LinkedHashSet<>();
    private final Set<String> anywhere = new LinkedHashSet<>();
    private final Set<String> starts = new LinkedHashSet<>();
    private final Set<String> numbers = new LinkedHashSet<>();

    /**
     * Creates it from the numbers of a term.
     *
     * @param term the term
     * @param country the calling code that contacts have, unknown for any
     */
    PhoneTerm(String term, CallingCode country) {
        if (country.isKnown()) {
            codes.addAll(PhoneEntries.ofCode(country));
        }
        this.texts = PhoneNumber.numbersIn(term, country);
        texts.forEach(number -> add(number, country));
    }

    private void add(PhoneNumber number, CallingCode country) {
        CallingCode code = number.code();
        addAnywhere(number.digits());
        if (number.hasOwnCode()) {
            codes.addAll(PhoneEntries.ofCode(code));
            if (number.typed().startsWith("+") && code.equals(country)) {
                addAnywhere(number.local());
            }
        }
        addStart(number.local());
        addStart(number.localBehindBareCode());
        addNumber(number.significantDigits());
        if (code.isKnown()) {
            code.withoutTrunks(number.digits()).forEach(this::addStart);
        } else {
            CallingCode.withoutTrunksAnywhere(number.digits()).forEach(this::addStart);
            CallingCode bare = CallingCode.startOf(number.digits());
            String behind = bare.withoutTrunk(bare.area());
            addStart(behind.length() >= PhoneNumber.FEWEST_DIGITS ? behind : "");
        }
    }

    private void addAnywhere(String digits) {
        if (digits.length() >= FEWEST_DIGITS) {
            anywhere.add(digits);
            numbers.add(digits);
        }
    }

    /** A whole number may be found behind a code or an area. Fewer digits would be found too often there. */
    private void addStart(String digits) {
        if (digits.length() >= PhoneNumber.FEWEST_DIGITS) {
            addAnywhere(digits);
        } else if (digits.length() >= FEWEST_DIGITS) {
            starts.add(digits);
            numbers.add(digits);
        }
    }

    private void addNumber(String digits) {
        if (digits.length() >= FEWEST_DIGITS) {
            numbers.add(digits);
        }
    }

    List<PhoneNumber> numbers() {
        return texts;
    }

    /** Returns what identifies the matches. */
    List<String> criteria() {
        List<String> criteria = new ArrayList<>(digits());
        criteria.addAll(starting());
        criteria.addAll(codes);
        return criteria;
    }

    /** One of the codes occurs, if any is known, and one of the digits. */
    SearchCondition condition() {
        List<SearchCondition.Part> ofDigits = SearchCondition.parts(SearchText.PHONE_NUMBERS, digits());
        return codes.isEmpty()
                ? new SearchCondition(List.of(ofDigits))
                : new SearchCondition(List.of(ofDigits, SearchCondition.parts(SearchText.PHONE_NUMBERS, codes)));
    }

    /** A number equals the term, a number starts with it, and a tier without matches. */
    List<SearchCondition> tiers() {
        Set<String> whole = new LinkedHashSet<>();
        numbers.forEach(number -> whole.add(PhoneEntries.wholeStart(number)));
        anywhere.forEach(number -> whole.add(PhoneEntries.whole(number)));
        return List.of(oneOf(whole), oneOf(starting()), SearchCondition.NONE);
    }

    private static SearchCondition oneOf(Set<String> texts) {
        return new SearchCondition(List.of(SearchCondition.parts(SearchText.PHONE_NUMBERS, texts)));
    }

    /** The digits to look for, none of which needs another one of them. */
    private Set<String> digits() {
        Set<String> needed = new LinkedHashSet<>();
        for (String digits : anywhere) {
            if (anywhere.stream().noneMatch(part -> !part.equals(digits) && digits.contains(part))) {
                needed.add(digits);
            }
        }
        for (String digits : starts) {
            if (anywhere.stream().noneMatch(digits::contains)) {
                needed.add(PhoneEntries.start(digits));
            }
        }
        return needed;
    }

    private Set<String> starting() {
        Set<String> started = new LinkedHashSet<>();
        numbers.forEach(number -> started.add(PhoneEntries.start(number)));
        return started;
    }
}
