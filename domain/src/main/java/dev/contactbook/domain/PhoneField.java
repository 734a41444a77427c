package dev.contactbook.domain;

import dev.contactbook.domain.text.Texts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The field that holds a phone, which is compared as a number too. */
public final class PhoneField extends TextField {
    PhoneField(int position, String name, int maxLength, Access<String> access) {
        super(position, name, maxLength, access);
    }

    /**
     * Matches contacts with this number as any of their phones, however both are written: for a host that looks for a
     * caller (contract §4).
     *
     * <pre>{@code PHONE.sameNumberAs("+49 30 23125101", null, null)}</pre>
     *
     * @param text the number, cleaned first as if it was stored. Of several numbers one has to match
     * @param phoneCountryIso the country of the number, null if unknown. The calling code decides
     * @param phoneCountryCode the calling code of a number without its own, null if the number has one
     * @return the filter
     */
    public Filter sameNumberAs(
            @Nullable String text, @Nullable String phoneCountryIso, @Nullable String phoneCountryCode) {
        String number =
                text == null || Texts.length(text) > ContactSearch.MAX_TERM_LENGTH ? null : PhoneText.clean(text);
        String iso = PhoneCountry.iso(phoneCountryIso);
        String code = PhoneCountry.code(phoneCountryCode);
        CallingCode country = PhoneNumber.countryOf(code);
        List<PhoneNumber> numbers = number == null ? List.of() : PhoneNumber.numbersIn(number, country);
        Violation problem = problem(text, number, iso, code, numbers);
        Set<String> same = new LinkedHashSet<>();
        numbers.forEach(each -> same.addAll(PhoneEntries.same(each)));
        SearchCondition condition = problem == null
                ? new SearchCondition(List.of(SearchCondition.parts(SearchText.PHONE_NUMBERS, same)))
                : SearchCondition.NONE;
        List<@Nullable String> values =
                Collections.unmodifiableList(new ArrayList<>(Arrays.asList(text, phoneCountryIso, phoneCountryCode)));
        return ColumnCondition.sameNumber(this, values, condition, problem);
    }

    private @Nullable Violation problem(
            @Nullable String text,
            @Nullable String number,
            @Nullable String iso,
            @Nullable String code,
            List<PhoneNumber> numbers) {
        if (text == null) {
            return new Violation(name(), "filter_null", "Must not be null");
        } else if (number == null || !PhoneText.isPhone(number) || Texts.length(number) > maxLength()) {
            return new Violation(
                    name(),
                    "filter_number",
                    "Must be a phone of at most " + maxLength()
                            + " characters: at least 3 digits, and only digits, spaces and + ( ) - . / # * , ; x");
        } else if (iso != null && !PhoneCountry.isIso(iso)) {
            return new Violation(name(), "filter_number", ContactRule.PHONE_COUNTRY_ISO_FORMAT.message());
        } else if (code != null && !PhoneCountry.isCode(code)) {
            return new Violation(name(), "filter_number", ContactRule.PHONE_COUNTRY_CODE_FORMAT.message());
        } else if (!numbers.stream().allMatch(each -> each.code().isKnown())) {
            return new Violation(
                    name(), "filter_number", "Must begin with + and its calling code, or have a phone country code");
        }
        return null;
    }
}
